import type { CellDraft } from '../../space/architecture.ts';
import { fitCells, type Room } from './fit.ts';
import type { CellLayout } from './layout/geometry.ts';
import type { Arrangement } from './layout/rows.ts';
import { SIZE_NAMES, SIZES } from './sizes.ts';

export type Arranged = readonly [CellDraft, Arrangement];

/** Pairs beside each other as large as their rooms allow, for who sits far away. */
export interface FittedPairs {
  readonly normal: readonly CellLayout[];
  /** Null where the normal cells want all the room. */
  readonly reduction: readonly CellLayout[] | null;
  /** The normal cell above the other. */
  readonly isStacked: boolean;
  /** Of a cell, in the drawing's px: as high as the highest. */
  readonly room: Room;
  /** How much larger than their size they are drawn. */
  readonly zoom: number;
}

/** Between the cells of a pair, px. */
const GAP = 12;
/** Tiles as in a usual thumbnail are legible. */
const LEGIBLE = SIZES.T.tile.width;
/** Beyond that there is a larger size for all but a few cells. */
const MOST = 2;

/** All at one size: the cells of a pair beside or above each other, or the normal cell alone where tiles would be small else. */
export function fitPairs(
  normal: readonly Arranged[],
  reduction: readonly Arranged[],
  room: Room,
): FittedPairs {
  const { width, height } = room;
  const both = [...normal, ...reduction];
  const beside = enlarged(both, { width: half(width), height });
  const above = enlarged(both, { width, height: half(height) });
  const isStacked = above.tile > beside.tile;
  const best = isStacked ? above : beside;
  const alone = best.tile < LEGIBLE ? enlarged(normal, room) : null;
  if (alone !== null && alone.tile > best.tile) {
    return { normal: alone.layouts, reduction: null, isStacked: false, room: alone.room, zoom: alone.zoom };
  }
  return {
    normal: best.layouts.slice(0, normal.length),
    reduction: best.layouts.slice(normal.length),
    ...{ isStacked, room: best.room, zoom: best.zoom },
  };
}

const half = (length: number): number => Math.max(0, Math.floor((length - GAP) / 2));

function enlarged(cells: readonly Arranged[], room: Room) {
  const layouts = fitCells(cells, room, SIZE_NAMES);
  const widest = Math.max(1, ...layouts.map(({ width }) => width));
  const highest = Math.max(1, ...layouts.map(({ height }) => height));
  const zoom = Math.max(1, Math.min(MOST, room.width / widest, room.height / highest));
  // What cells that are wide leave free above them is the curve's.
  const height = Math.min(room.height, Math.ceil(zoom * highest));
  return {
    layouts,
    room: { width: room.width, height },
    zoom,
    tile: zoom * SIZES[layouts[0]?.size ?? 'D'].tile.width,
  };
}
