import type { Row } from '../../../store/classBoard/board.ts';

/** The one axis of all rows: shares of 1. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

const STEPS = [0.01, 0.02, 0.04, 0.05, 0.1, 0.2];
const MOST_TICKS = 5;

/** Holds every claim and figure with its whisker, between round marks. */
export function axisOf(rows: readonly Row[], spreadOf: (row: Row) => number): Axis {
  const values = rows.flatMap((row) => {
    const {
      first: { claim, proof },
      figure,
    } = row;
    const spread = spreadOf(row);
    return [
      ...(claim === null ? [] : [claim]),
      ...(proof.kind === 'other' ? [proof.accuracy] : []),
      ...(figure === null ? [] : [figure - spread, figure + spread]),
    ];
  });
  const low = Math.max(0, Math.min(...values, 1));
  const high = Math.min(1, Math.max(...values, 0));
  if (low > high) return { from: 0, to: 1, ticks: [0, 0.5, 1] };
  const step = STEPS.find((one) => (high - low) / one <= MOST_TICKS - 2) ?? 0.25;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
  return { from: first * step, to: last * step, ticks };
}

/** Where a value lies, in per cent of the axis. */
export const placeOn = ({ from, to }: Axis, value: number): number =>
  Math.min(100, Math.max(0, (100 * (value - from)) / (to - from)));
