import { type CurveInput, smoothed } from '../../../../drawings/curve/layout.ts';
import type { AxisRule } from '../../../../drawings/plot/axis.ts';

/** Axes of a child's curves, and how they and their figures are written. */

export const ACCURACY_AXIS: AxisRule = { steps: [5, 10, 20, 50], intervals: 5, floor: 0, ceiling: 100 };

export const LOSS_AXIS: AxisRule = {
  steps: [0.1, 0.2, 0.5, 1, 2, 5, 10, 100, 1000],
  intervals: 4,
  floor: 0,
  ceiling: 1e6,
};

export const lossText = (value: number): string => value.toFixed(value < 100 ? 1 : 0);
export const accuracyText = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(1);

/** The end of the smooth line: what the eye follows. */
export function lastOf({ points, window }: CurveInput, digits: number): string | null {
  return smoothed(points, window).at(-1)?.value.toFixed(digits) ?? null;
}
