import type { Axis, AxisRule } from '../plot/axis.ts';

/** What the reward chart draws; shares are 0 to 1, trials count from 1. */

export interface TrialPoint {
  readonly trial: number;
  readonly value: number;
}

/** How far from a value the child's own may lie at 95 %: half-widths, in its measure. */
export interface HalfWidths {
  /** By the choice of its images. */
  readonly images: number;
  /** With training luck; the same again where that was never measured. */
  readonly whole: number;
}

export interface RewardDot {
  readonly trial: number;
  /** Null for a child that failed. */
  readonly value: number | null;
  /** Better than every trial before it. */
  readonly best: boolean;
  readonly whisker: HalfWidths | null;
}

export interface BandPoint {
  readonly trial: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** A further training of a finalist. */
export interface AgainTraining {
  /** From 1. */
  readonly training: number;
  /** Null where it failed. */
  readonly value: number | null;
  readonly whisker: HalfWidths | null;
  /** It chose nothing, and its figure is the winner's. */
  readonly isFinal: boolean;
}

/** A finalist, trained again. */
export interface AgainColumn {
  readonly trial: number;
  /** The figure that made it a finalist. */
  readonly chosenBy: number;
  readonly isWinner: boolean;
  readonly trainings: readonly AgainTraining[];
  /** Whether another training of it is to come, or under way. */
  readonly next: 'none' | 'waiting' | 'training';
}

/** A recorded run, shown as it was after so many trials. */
export interface ReplayedInput {
  /** Null at its end, where the finalists are there too. */
  readonly after: number | null;
  /** Finalists of the whole run: their place is kept from the start, so that the axis stays where it is. */
  readonly columns: number;
}

/**
 * Where guessing stands in the chart, by its recipe: below a break no longer than until a value comes near it. Null: what the axis
 * counts is no accuracy.
 */
export type ChanceLine = 'to-scale' | 'below-break' | null;

export interface RewardInput {
  /** Trials that the run will have. */
  readonly total: number;
  readonly dots: readonly RewardDot[];
  readonly best: readonly TrialPoint[];
  readonly mean: readonly TrialPoint[];
  readonly baseline: readonly TrialPoint[];
  /** The best of so many random children; empty where none are known. */
  readonly band: readonly BandPoint[];
  /** Those children were trained in this browser; else they ship with the page. */
  readonly bandIsOwn: boolean;
  /** The trial in training: it has no figure before its last epoch. */
  readonly running: number | null;
  /** Trials in training beside it, all later ones, by number. */
  readonly beside?: readonly number[];
  /** Absent but in a replay. */
  readonly replayed?: ReplayedInput | undefined;
  /** What guessing gets: 0.1 for ten classes. */
  readonly chance: number;
  readonly chanceLine: ChanceLine;
  /** The finalists, best first; empty before all trials have ended. */
  readonly again: readonly AgainColumn[];
  /** Trainings that the winner has in all. */
  readonly againPlaces: number;
}

/** The last of those in training. */
export const lastRunning = ({ beside, running }: RewardInput): number | null => beside?.at(-1) ?? running;

/**
 * What the value axis has to hold, in %: everything drawn, whiskers nearly whole; unless chance stands below a break, chance too, and
 * twice that, so that one point, or several that are as good, don't look like heaven and earth. Null where nothing is drawn.
 */
export function extentOf(input: RewardInput): readonly [number, number] | null {
  const { dots, mean, baseline, band, chance, chanceLine, again } = input;
  const figures = [
    ...dots,
    ...again.flatMap(({ trainings }) => trainings),
    ...again.map(({ chosenBy }) => ({ value: chosenBy, whisker: null })),
  ];
  const values = [
    ...figures.flatMap(({ value, whisker }) => (value === null ? [] : held(value, whisker, input))),
    ...[...mean, ...baseline].map(({ value }) => value),
    ...band.flatMap(({ low, high }) => [low, high]),
  ];
  if (values.length === 0) return null;
  const below = chanceLine === 'below-break';
  let low = below ? Number.POSITIVE_INFINITY : chance;
  let high = below ? Number.NEGATIVE_INFINITY : 2 * chance;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low * 100, high * 100];
}

/** What lies in a break is drawn at no value: the low end of a whisker is held whole there. */
function held(value: number, whisker: HalfWidths | null, input: RewardInput): readonly [number, number] {
  const most = mostOf(input);
  const [low, high] = reach(value, inside(whisker), most);
  return [input.chanceLine === 'below-break' ? reach(value, whisker?.whole ?? 0, most)[0] : low, high];
}

/** The end of a whisker may stand out beyond the last gridline by a point: there is room, and the axis needs no step more. */
const inside = (whisker: HalfWidths | null): number => Math.max(0, (whisker?.whole ?? 0) - 0.01);

/** What nothing is better than: a reward that weighs cost has no such thing. */
export const mostOf = ({ chanceLine }: Pick<RewardInput, 'chanceLine'>): number =>
  chanceLine === null ? Number.POSITIVE_INFINITY : 1;

/** Both ends of a whisker; `half` of its width. */
export const reach = (value: number, half: number, most: number): readonly [low: number, high: number] => [
  Math.max(0, value - half),
  Math.max(value, Math.min(most, value + half)),
];

/** Of accuracies, in %. */
const RULE: AxisRule = { steps: [2, 4, 5, 10, 20, 25], intervals: 5, floor: 0, ceiling: 100 };
/** Of rewards that are more than an accuracy can be: cost is weighed, and a child is cheap. */
const ABOVE: AxisRule = {
  ...RULE,
  steps: [...RULE.steps, 50, 100, 200, 500, 1e3, 1e4, 1e5, 1e6],
  ceiling: 5e6,
};

/** The axis for values up to this one, in %; above a break it stays clear of chance, or goes down to it. */
export function rewardRule(
  high: number,
  { chance, chanceLine }: Pick<RewardInput, 'chance' | 'chanceLine'>,
): AxisRule {
  const rule = high > RULE.ceiling ? ABOVE : RULE;
  return chanceLine === 'below-break' ? { ...rule, foot: chance * 100 } : rule;
}

/** Whether chance stands below a break of this axis: it holds chance itself once a value has come near. */
export const isBroken = (
  { chance, chanceLine }: Pick<RewardInput, 'chance' | 'chanceLine'>,
  { low }: Pick<Axis, 'low'>,
): boolean => chanceLine === 'below-break' && low > chance * 100;
