import type { Architecture, Cell } from '../../../space/architecture.ts';

/** Heights of the two cells' drawings, px. */
export interface CellHeights {
  readonly normal: number;
  readonly reduction: number;
}

/** What a drawing takes at sizes S and P (drawings/cell/sizes.ts) with this many rows of blocks, wherever its lines run. */
const NEED = {
  S: (rows: number): number => 48 + 46 * rows,
  P: (rows: number): number => 60 + 58 * rows,
};

/** Under each other in one room: both at S if they fit, what is left over shared; else the lower one is. */
export function heightsIn(room: number, { normal, reduction }: Architecture): CellHeights {
  const needs = { normal: NEED.S(rowsOf(normal)), reduction: NEED.S(rowsOf(reduction)) };
  const spare = room - needs.normal - needs.reduction;
  if (spare >= 0) {
    const first = needs.normal + Math.floor(spare / 2);
    return { normal: first, reduction: room - first };
  }
  const least = Math.min(needs.normal, needs.reduction, Math.floor(room * MOST));
  return needs.normal <= needs.reduction
    ? { normal: least, reduction: room - least }
    : { normal: room - least, reduction: least };
}

/** Of a room that is too low for both. */
const MOST = 0.6;

/** With as much room as they want. */
export const freeHeights = ({ normal, reduction }: Architecture, size: keyof typeof NEED): CellHeights => ({
  normal: NEED[size](rowsOf(normal)),
  reduction: NEED[size](rowsOf(reduction)),
});

/** Rows of blocks: one above another where it reads it. */
function rowsOf({ blocks }: Cell): number {
  const rows = [0, 0];
  for (const { inputs } of blocks) rows.push(1 + Math.max(rows[inputs[0]]!, rows[inputs[1]]!));
  return Math.max(...rows);
}
