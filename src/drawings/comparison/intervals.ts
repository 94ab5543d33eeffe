/** Intervals about 0 under one axis, as data: places are shares of the width, so that rows of a table can draw them. */

export interface IntervalInput {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface IntervalsLayout {
  /** In whole steps, rising; one of them is 0. */
  readonly ticks: readonly { readonly value: number; readonly text: string; readonly x: number }[];
  /** Those given, each where it stands. */
  readonly rows: readonly IntervalInput[];
}

const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50] as const;
/** Room at each end, as a share. */
const MARGIN = 0.06;

/** The axis holds 0 and all intervals, in at most so many whole steps. */
export function layoutIntervals(rows: readonly IntervalInput[], steps = 4): IntervalsLayout {
  const least = rows.reduce((low, row) => Math.min(low, row.low), 0);
  const most = rows.reduce((high, row) => Math.max(high, row.high), 0);
  const wide = (step: number): number => Math.ceil(most / step - SLACK) - Math.floor(least / step + SLACK);
  const step = STEPS.find((one) => wide(one) <= steps) ?? STEPS[STEPS.length - 1]!;
  const [first, last] = [Math.floor(least / step + SLACK), Math.ceil(most / step - SLACK)];
  // Without an interval there is still an axis.
  const [low, high] = first === last ? [-1, 1] : [first, last];
  const x = (value: number): number =>
    round(MARGIN + ((1 - 2 * MARGIN) * (value - low * step)) / ((high - low) * step));
  return {
    ticks: Array.from({ length: high - low + 1 }, (_, index) => {
      const value = (low + index) * step;
      return { value, text: signed(value, step < 1 ? 1 : 0), x: x(value) };
    }),
    rows: rows.map((row) => ({ mean: x(row.mean), low: x(row.low), high: x(row.high) })),
  };
}

/** Against values that lie on a tick but for rounding. */
const SLACK = 1e-9;

function signed(value: number, digits: number): string {
  if (value === 0) return '0';
  return `${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(digits)}`;
}

const round = (share: number): number => Math.round(share * 1e4) / 1e4;
