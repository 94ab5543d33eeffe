import type { AxisRule } from '../axis.ts';

/** What the reward chart draws; shares are 0 to 1, trials count from 1. */

export interface TrialPoint {
  readonly trial: number;
  readonly value: number;
}

export interface RewardDot {
  readonly trial: number;
  /** Null for a child that failed. */
  readonly value: number | null;
  /** Better than every trial before it. */
  readonly best: boolean;
}

export interface BandPoint {
  readonly trial: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

export interface RunningTrial {
  readonly trial: number;
  /** After its latest epoch; null before the first. */
  readonly value: number | null;
  readonly epoch: number;
}

export interface RewardInput {
  /** Trials that the run will have. */
  readonly total: number;
  readonly dots: readonly RewardDot[];
  readonly best: readonly TrialPoint[];
  readonly mean: readonly TrialPoint[];
  readonly baseline: readonly TrialPoint[];
  /** Empty where too few random rewards are known. */
  readonly band: readonly BandPoint[];
  readonly running: RunningTrial | null;
  /** What guessing gets: 0.1 for ten classes. */
  readonly chance: number;
}

/**
 * What the value axis has to hold, in %: everything drawn, chance, and twice that, so that one point, or several that are as
 * good, don't look like heaven and earth; null where nothing is drawn.
 */
export function extentOf({
  dots,
  mean,
  baseline,
  band,
  running,
  chance,
}: RewardInput): [number, number] | null {
  const values = [
    ...dots.flatMap(({ value }) => (value === null ? [] : [value])),
    ...[...mean, ...baseline].map(({ value }) => value),
    ...band.flatMap(({ low, high }) => [low, high]),
    ...(running?.value == null ? [] : [running.value]),
  ];
  if (values.length === 0) return null;
  let low = chance;
  let high = 2 * chance;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low * 100, high * 100];
}

/** Of accuracies, in %. */
const RULE: AxisRule = { steps: [5, 10, 20, 25], intervals: 5, floor: 0, ceiling: 100 };
/** Of rewards that are more than an accuracy can be: cost is weighed, and a child is cheap. */
const ABOVE: AxisRule = {
  ...RULE,
  steps: [...RULE.steps, 50, 100, 200, 500, 1e3, 1e4, 1e5, 1e6],
  ceiling: 5e6,
};

/** The axis for values up to this one, in %. */
export const rewardRule = (high: number): AxisRule => (high > RULE.ceiling ? ABOVE : RULE);
