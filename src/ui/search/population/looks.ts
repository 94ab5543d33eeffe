import type { Room } from '../../../drawings/cell/fit.ts';
import type { Mode } from '../../hooks/useMode.ts';

/**
 * How a child is drawn among the others: `tall` its cells over its curve, larger where there are few; `row` both cells and the
 * curve beside each other; `narrow` the normal cell and the curve; `projected` as much of its cells as its place holds,
 * over the curve.
 */
export type Look = 'tall' | 'large' | 'row' | 'narrow' | 'projected';

export const lookOf = (mode: Mode, count: number, isProjected: boolean): Look => {
  if (isProjected && mode !== 'phone') return 'projected';
  if (mode === 'single' || mode === 'phone') return count > 4 ? 'narrow' : 'row';
  return count > 4 ? 'tall' : 'large';
};

export const columnsOf = (mode: Mode, count: number, isProjected: boolean): number => {
  // Two rows are all that is read from afar without scrolling; up to three stand beside each other.
  if (isProjected && mode !== 'phone') return count > 3 ? Math.ceil(count / 2) : Math.max(1, count);
  if (mode === 'single' || mode === 'phone') return count > 4 ? 2 : 1;
  return count > 4 ? 4 : Math.min(2, Math.max(1, count));
};

/** Room of a child's thumbnails, in their own px. */
export const ROOMS: Readonly<
  Record<Exclude<Look, 'projected'>, { readonly normal: Room; readonly reduction: Room | null }>
> = {
  tall: { normal: { width: 100, height: 68 }, reduction: { width: 84, height: 68 } },
  large: { normal: { width: 190, height: 84 }, reduction: { width: 170, height: 84 } },
  row: { normal: { width: 96, height: 62 }, reduction: { width: 78, height: 62 } },
  narrow: { normal: { width: 84, height: 54 }, reduction: null },
};

/** As PopulationView.css has it, px: around the list's rows and between them; a child's padding, its head and line, and what is around its cells. */
const LIST = 16;
const BETWEEN = 4;
const PADDING = { across: 24, along: 10 };
const HEAD = 24 + 16;
const AROUND = 12;
/** Of what is left for cells and curve. */
const CELLS = 0.72;

/** Of the cells of a projected child, in a list of so many rows that is so large inside its padding. */
export function projectedRoom({ width, height }: Room, columns: number, rows: number): Room {
  const slot = (height - LIST - (rows - 1) * BETWEEN) / rows;
  return {
    width: Math.floor(width / columns) - PADDING.across,
    height: Math.max(0, Math.floor((slot - PADDING.along - HEAD - AROUND) * CELLS)),
  };
}
