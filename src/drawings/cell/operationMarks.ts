import type { OperationFamily } from '../../space/layers.ts';
import { type OperationId, operationOf } from '../../space/operations/index.ts';
import type { GroupMark, Mark } from '../plot/marks.ts';
import type { Colour } from '../tokens.ts';
import { type GlyphShape, glyphOf } from './glyphs.ts';
import { isThumbnail, type SizeName } from './sizes.ts';

/** An operation's glyph and its tile by itself, as rows of toggles and legends show it. */

/** Fill of a tile by family; the four yellows are one ramp of lightness. */
const FILLS: Readonly<Record<OperationFamily, Colour>> = {
  identity: 'opIdentity',
  pool: 'opPool',
  separable: 'opSep',
  convolution: 'opConv',
  dilated: 'opConv',
};

export const operationFill = (operation: OperationId): Colour => FILLS[operationOf(operation).family];

/** `at` is the glyph's centre. */
export function glyphMark(
  operation: OperationId,
  size: SizeName,
  at: readonly [number, number],
  ink: Colour = 'nodeInk',
): GroupMark {
  return {
    kind: 'group',
    key: 'glyph',
    at,
    fill: ink,
    ...(isThumbnail(size) ? { crisp: true } : {}),
    marks: glyphOf(operation, size).map((shape, index) => shapeMark(shape, String(index), ink)),
  };
}

function shapeMark(shape: GlyphShape, key: string, ink: Colour): Mark {
  switch (shape.kind) {
    case 'rect':
      return { ...shape, key };
    case 'fill':
      return { kind: 'path', key, d: shape.d };
    case 'stroke':
      return { kind: 'path', key, d: shape.d, fill: 'none', stroke: ink, strokeWidth: shape.width };
    default:
      return shape satisfies never;
  }
}

const TILES = {
  small: { side: 24, glyph: 'S', radius: 3 },
  large: { side: 52, glyph: 'L', radius: 4 },
} as const;

/** 24 px for rows of toggles, 52 px for legends. */
export type TileScale = keyof typeof TILES;

export interface OperationTileDrawing {
  readonly side: number;
  readonly marks: readonly Mark[];
}

/** A square tile; of an operation that is left out the outline and the glyph remain, the fill goes. */
export function operationTile(operation: OperationId, scale: TileScale, off: boolean): OperationTileDrawing {
  const { side, glyph, radius } = TILES[scale];
  const ground: Mark = {
    kind: 'rect',
    key: 'ground',
    width: side,
    height: side,
    corner: radius,
    fill: operationFill(operation),
  };
  const outline: Mark = {
    kind: 'rect',
    key: 'outline',
    x: 0.5,
    y: 0.5,
    width: side - 1,
    height: side - 1,
    corner: radius - 0.5,
    fill: 'none',
    stroke: off ? 'rule2' : 'opLine',
  };
  const centre = [side / 2, side / 2] as const;
  const mark = glyphMark(operation, glyph, centre, off ? 'ink3' : 'nodeInk');
  return { side, marks: [...(off ? [] : [ground]), outline, mark] };
}
