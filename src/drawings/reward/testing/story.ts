import { type Axis, growAxis } from '../../plot/axis.ts';
import type { Size } from '../../plot/plot.ts';
import { chanceLineOf } from '../chance.ts';
import { type AgainColumn, type BandPoint, extentOf, type RewardInput, rewardRule } from '../input.ts';
import type { LineTexts } from '../labels.ts';
import { layoutReward, type RewardLayout } from '../layout.ts';

/** Rewards for tests of the layout. */

export const texts: LineTexts = {
  lines: {
    best: { text: 'best so far', short: 'best' },
    baseline: { text: 'controller’s baseline', short: 'baseline' },
    band: { text: 'random search', short: 'random' },
    chance: { text: 'chance', short: 'chance' },
    chosen: { text: 'selected at', short: 'selected' },
    fresh: { text: 'fresh seeds', short: 'fresh' },
    final: { text: 'final', short: 'final' },
  },
  mean: (values) => {
    const last = Math.min(values, 5);
    return { text: `mean of last ${last}`, short: `last ${last}` };
  },
  bandNote: (children, isOwn) => `best of ${children ?? 'n'}${isOwn ? ', here' : ''}`,
};

export const SIZE: Size = { width: 856, height: 300 };
export const NARROW_SIZE: Size = { width: 350, height: 220 };

const whisker = { images: 0.014, whole: 0.02 };

/** With every seventh child failed where that is wanted. */
export function storyOf({
  total,
  done = total,
  failing = false,
  band = [],
}: {
  readonly total: number;
  readonly done?: number;
  readonly failing?: boolean;
  readonly band?: readonly BandPoint[];
}): RewardInput {
  const values = Array.from({ length: done }, (_, index) =>
    failing && index % 7 === 3 ? null : 0.36 + 0.08 * ((index * 0.618) % 1),
  );
  const seen = (index: number): number => Math.max(0, ...values.slice(0, index).map((value) => value ?? 0));
  const dots = values.map((value, index) => ({
    trial: index + 1,
    value,
    best: value !== null && value > seen(index),
    whisker: value === null ? null : whisker,
  }));
  const whole = dots.flatMap(({ trial, value, best }) => (value === null ? [] : [{ trial, value, best }]));
  return {
    total,
    dots,
    best: whole.filter(({ best }) => best),
    mean: whole,
    baseline: whole,
    band,
    bandIsOwn: false,
    running: done < total ? done + 1 : null,
    chance: 0.1,
    chanceLine: chanceLineOf(band, 0.1),
    again: [],
    againPlaces: 3,
  };
}

/** Of as many children as the run has. */
export const bandOf = (total: number, low: number, high: number): BandPoint[] =>
  Array.from({ length: Math.max(2, total) }, (_, index) => ({
    trial: index + 1,
    low,
    median: (low + high) / 2,
    high,
  }));

/** A finalist with these figures, `null` for one that failed. */
export const columnOf = (
  trial: number,
  figures: readonly (number | null)[],
  next: AgainColumn['next'] = 'none',
  isWinner = false,
): AgainColumn => ({
  trial,
  chosenBy: 0.44,
  isWinner,
  trainings: figures.map((value, index) => ({
    training: index + 1,
    value,
    whisker: value === null ? null : whisker,
    isFinal: index === 2,
  })),
  next,
});

export function axisFor(input: RewardInput, before: Axis | null = null): Axis {
  const [low, high] = extentOf(input) ?? [0, 50];
  return growAxis(before, low, high, rewardRule(high, input));
}

export const layoutOf = (input: RewardInput, size: Size = SIZE): RewardLayout =>
  layoutReward(input, axisFor(input), size, texts);
