import { describe, expect, test } from 'vitest';
import { OPERATION_IDS } from '../../space/operations/index.ts';
import { type GlyphShape, glyphOf } from './glyphs.ts';
import { SIZE_NAMES, SIZES } from './sizes.ts';

const isRect = (shape: GlyphShape): shape is GlyphShape & { kind: 'rect' } => shape.kind === 'rect';

describe('glyphs', () => {
  test.each(SIZE_NAMES)('stay inside their tile at %s', (size) => {
    const { width, height } = SIZES[size].tile;
    for (const operation of OPERATION_IDS) {
      for (const { x, y, width: w, height: h } of glyphOf(operation, size).filter(isRect)) {
        expect(x).toBeGreaterThanOrEqual(-width / 2);
        expect(x + w).toBeLessThanOrEqual(width / 2);
        expect(y).toBeGreaterThanOrEqual(-height / 2);
        expect(y + h).toBeLessThanOrEqual(height / 2);
      }
    }
  });

  test.each(['T', 'X'] as const)('of thumbnails are rectangles on whole pixels: %s', (size) => {
    for (const operation of OPERATION_IDS) {
      const shapes = glyphOf(operation, size);
      expect(shapes.every(isRect)).toBe(true);
      for (const { x, y, width, height } of shapes.filter(isRect)) {
        expect([Math.abs(x % 1), Math.abs(y % 1), width % 1, height % 1]).toEqual([0.5, 0.5, 0, 0]);
      }
    }
  });

  test.each(['L', 'M', 'W', 'P', 'S', 'T', 'X'] as const)('tell all operations apart at %s', (size) => {
    const drawn = OPERATION_IDS.map((operation) => JSON.stringify(glyphOf(operation, size)));
    expect(new Set(drawn).size).toBe(OPERATION_IDS.length);
  });

  test('show the footprint to scale: k × k squares', () => {
    expect(glyphOf('conv_3x3', 'L').filter(isRect)).toHaveLength(9);
    expect(glyphOf('sepconv_5x5', 'M').filter(isRect)).toHaveLength(25);
    expect(glyphOf('sepconv_7x7', 'S').filter(isRect)).toHaveLength(49);
    expect(glyphOf('dilconv_3x3', 'M').filter(isRect)).toHaveLength(9);
    expect(glyphOf('dilconv_5x5', 'M').filter(isRect)).toHaveLength(25);
    expect(glyphOf('dilconv_5x5', 'T').filter(isRect)).toHaveLength(25);
  });
});
