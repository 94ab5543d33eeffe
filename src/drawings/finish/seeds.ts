import { type AxisRule, gridlines, growAxis } from '../plot/axis.ts';

/** Networks that were trained from several seeds each, under one axis: places are shares of the width, so that rows of a table draw them. */

export interface SeedsInput {
  /** Of each seed; shares of 1. */
  readonly accuracies: readonly number[];
  readonly mean: number;
  /** Half-width of the mean's interval. */
  readonly half: number;
}

export interface SeedsLayout {
  /** In points. */
  readonly ticks: readonly { readonly text: string; readonly x: number }[];
  /** Those given, each where it stands. */
  readonly rows: readonly PlacedSeeds[];
}

export interface PlacedSeeds {
  readonly dots: readonly number[];
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** In points. */
const RULE: AxisRule = { steps: [0.2, 0.5, 1, 2, 5, 10, 20, 50], intervals: 4, floor: 0, ceiling: 100 };
/** Room at each end, as a share. */
const MARGIN = 0.06;

export function layoutSeeds(rows: readonly SeedsInput[]): SeedsLayout {
  if (rows.length === 0) return { ticks: [], rows: [] };
  const ends = rows.flatMap(({ accuracies, mean, half }) => [
    ...accuracies,
    Math.max(0, mean - half),
    Math.min(1, mean + half),
  ]);
  const axis = growAxis(null, 100 * Math.min(...ends), 100 * Math.max(...ends), RULE);
  const at = (points: number): number => {
    const share = (points - axis.low) / (axis.high - axis.low);
    return round(MARGIN + (1 - 2 * MARGIN) * Math.min(1, Math.max(0, share)));
  };
  return {
    ticks: gridlines(axis).map((value) => ({ text: String(Math.round(10 * value) / 10), x: at(value) })),
    rows: rows.map(({ accuracies, mean, half }) => ({
      dots: accuracies.map((one) => at(100 * one)),
      mean: at(100 * mean),
      low: at(100 * (mean - half)),
      high: at(100 * (mean + half)),
    })),
  };
}

const round = (share: number): number => Math.round(share * 1e4) / 1e4;
