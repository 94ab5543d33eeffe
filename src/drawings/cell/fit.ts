import type { CellDraft } from '../../space/architecture.ts';
import type { CellLayout } from './layout/geometry.ts';
import { layoutCell } from './layout/layout.ts';
import type { Arrangement } from './layout/rows.ts';
import type { SizeName } from './sizes.ts';

export interface Room {
  readonly width: number;
  readonly height: number;
}

/** Sizes to try for a drawing with text, the largest first; T always ends them. */
const DRAWING_SIZES = ['M', 'W', 'P', 'S', 'T'] as const satisfies readonly SizeName[];
const LARGE_SIZES = ['L', ...DRAWING_SIZES] as const;
/** A box that is higher than this is one of a very large window. */
const HIGH_BOX = 400;

/**
 * L is for very large windows, and for cells of few blocks where those of no others stand beside them: in a usual one a small cell
 * stays as large as its neighbours.
 */
export const drawingSizes = ({ height }: Room, large = false): readonly SizeName[] =>
  large || height > HIGH_BOX ? LARGE_SIZES : DRAWING_SIZES;
const LIST_SIZES = ['X', 'D'] as const satisfies readonly SizeName[];
const WIDE_THUMBNAIL = 150;
/** Cells of so many blocks are at most as high and wide at T as a row of the leaderboard. */
const FEW_BLOCKS = 2;

/**
 * Thumbnails of one list share a size: T where its boxes are wide or its cells have few blocks, else X; only what is too tall
 * goes below.
 */
export const thumbnailSizes = ({ width }: Room, blocks: number): readonly SizeName[] =>
  width >= WIDE_THUMBNAIL || blocks <= FEW_BLOCKS ? ['T', ...LIST_SIZES] : LIST_SIZES;

export const fits = ({ width, height }: CellLayout, room: Room): boolean =>
  width <= room.width && height <= room.height;

/** The first size whose drawing fits the room; the last one if none does. */
export function fitCell(
  cell: CellDraft,
  arrangement: Arrangement,
  room: Room,
  sizes?: readonly SizeName[],
): CellLayout {
  return fitCells([[cell, arrangement]], room, sizes)[0]!;
}

/** The same for cells that each have such a room, all at one size. */
export function fitCells(
  cells: readonly (readonly [CellDraft, Arrangement])[],
  room: Room,
  sizes: readonly SizeName[] = drawingSizes(room),
): readonly CellLayout[] {
  for (const size of sizes.slice(0, -1)) {
    const layouts: CellLayout[] = [];
    for (const [cell, arrangement] of cells) {
      const layout = layoutCell(cell, arrangement, size, room.height);
      if (!fits(layout, room)) break;
      layouts.push(layout);
    }
    if (layouts.length === cells.length) return layouts;
  }
  return cells.map(([cell, arrangement]) => layoutCell(cell, arrangement, sizes.at(-1)!, room.height));
}
