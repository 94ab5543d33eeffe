import type { Room } from '../../../drawings/cell/fit.ts';
import type { Mode } from '../../hooks/useMode.ts';

/**
 * How a child is drawn among the others: `tall` its cells over its curve, larger where there are few; `row` both cells and the
 * curve beside each other; `narrow` the normal cell and the curve; `projected` the normal cell, larger, over the curve.
 */
export type Look = 'tall' | 'large' | 'row' | 'narrow' | 'projected';

export const lookOf = (mode: Mode, count: number, isProjected: boolean): Look => {
  if (isProjected && mode !== 'phone') return 'projected';
  if (mode === 'single' || mode === 'phone') return count > 4 ? 'narrow' : 'row';
  return count > 4 ? 'tall' : 'large';
};

export const columnsOf = (mode: Mode, count: number, isProjected: boolean): number => {
  // Two rows are all that is read from afar without scrolling.
  if (isProjected && mode !== 'phone') return Math.max(1, Math.ceil(count / 2));
  if (mode === 'single' || mode === 'phone') return count > 4 ? 2 : 1;
  return count > 4 ? 4 : Math.min(2, Math.max(1, count));
};

/** Room of a child's thumbnails, in their own px. */
export const ROOMS: Readonly<Record<Look, { readonly normal: Room; readonly reduction: Room | null }>> = {
  tall: { normal: { width: 100, height: 68 }, reduction: { width: 84, height: 68 } },
  large: { normal: { width: 190, height: 84 }, reduction: { width: 170, height: 84 } },
  row: { normal: { width: 96, height: 62 }, reduction: { width: 78, height: 62 } },
  projected: { normal: { width: 190, height: 96 }, reduction: null },
  narrow: { normal: { width: 84, height: 54 }, reduction: null },
};
