import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import type { Cell } from '../../space/architecture.ts';
import { PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import { type Arranged, fitPairs } from './fitPairs.ts';
import { arrangementOf } from './layout/arrangements.ts';
import { SIZES } from './sizes.ts';

function waveOf(count: number, blocks: number) {
  const random = createRandom(3);
  const space = { operations: PAPER_OPERATION_IDS, blocks };
  const pairs = Array.from({ length: count }, () => sampleArchitecture(space, random));
  const arranged = (cell: Cell): Arranged => [cell, arrangementOf(cell)];
  return [
    pairs.map(({ normal }) => arranged(normal)),
    pairs.map(({ reduction }) => arranged(reduction)),
  ] as const;
}

test('the cells of a wave have one size and fill a side of their room', () => {
  // A third of a beamer's width, half of its height; the same of a small one; two beside each other.
  for (const room of [
    { width: 396, height: 142 },
    { width: 226, height: 95 },
    { width: 590, height: 343 },
  ]) {
    const { normal, reduction, room: box, zoom } = fitPairs(...waveOf(6, 2), room);
    const layouts = [...normal, ...reduction!];
    expect(layouts).toHaveLength(12);
    expect(new Set(layouts.map(({ size }) => size)).size).toBe(1);
    const fill = layouts.map(({ width, height }) =>
      Math.max((zoom * width) / box.width, (zoom * height) / room.height),
    );
    expect(Math.max(...fill)).toBeLessThanOrEqual(1 + 1e-9);
    expect(zoom === 2 || Math.max(...fill) > 0.999).toBe(true);
    expect(zoom * SIZES[layouts[0]!.size].tile.width).toBeGreaterThanOrEqual(13);
    expect(2 * box.width).toBeLessThanOrEqual(room.width);
    expect(box.height).toBe(Math.ceil(zoom * Math.max(...layouts.map(({ height }) => height))));
  }
});

test('in a high and narrow room the normal cell stands above the other', () => {
  const wave = waveOf(3, 2);
  const high = fitPairs(...wave, { width: 226, height: 236 });
  expect(high).toMatchObject({ isStacked: true, room: { width: 226 } });
  expect(high.room.height).toBeLessThanOrEqual(112);
  expect(fitPairs(...wave, { width: 397, height: 144 }).isStacked).toBe(false);
});

test('where both cells would have tiny tiles the normal one has all the room', () => {
  const wave = waveOf(8, 5);
  const { normal, reduction, room } = fitPairs(...wave, { width: 166, height: 95 });
  expect(normal).toHaveLength(8);
  expect(reduction).toBeNull();
  expect(room.width).toBe(166);
  expect(fitPairs(...wave, { width: 612, height: 343 }).reduction).toHaveLength(8);
});
