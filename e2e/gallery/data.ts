import { createRandom, type Random } from '../../src/base/random.ts';
import type { IntervalInput } from '../../src/drawings/comparison/intervals.ts';
import type { RegretCourseInput } from '../../src/drawings/comparison/regret.ts';
import type { CurveInput } from '../../src/drawings/curve/layout.ts';
import { chanceLineOf } from '../../src/drawings/reward/chance.ts';
import type {
  AgainColumn,
  BandPoint,
  HalfWidths,
  RewardDot,
  RewardInput,
  TrialPoint,
} from '../../src/drawings/reward/input.ts';
import { whiskerOf } from '../../src/studies/uncertainty/whisker.ts';

/** Figures that no one measured: each is a function of a seed, so that every picture is drawn alike. */

const noise = (random: Random): number => random.uniform() - 0.5;

export interface RewardStory {
  readonly total: number;
  /** Trials that have ended. */
  readonly done: number;
  readonly seed: number;
  readonly failed?: readonly number[];
  readonly baseline?: boolean;
  readonly band?: boolean;
  /** The trial in training. */
  readonly running?: number;
  /** Of the lowest accuracies. */
  readonly from?: number;
  /** Validation images. */
  readonly images?: number;
  /** Of trainings; null: never measured. */
  readonly deviation?: number | null;
  /** Trainings of finalists that have ended, of seven. */
  readonly again?: number;
  /** Of them the second one failed. */
  readonly againFails?: boolean;
}

export function rewardsOf(story: RewardStory): RewardInput {
  const { total, done, seed, failed = [], baseline, band, running, from = 0.34 } = story;
  const random = createRandom(seed);
  const dots: RewardDot[] = [];
  const best: TrialPoint[] = [];
  for (let trial = 1; trial <= done; trial++) {
    const drawn = from + 0.12 * (1 - Math.exp((-3 * trial) / total)) + 0.07 * noise(random);
    const value = failed.includes(trial) ? null : drawn;
    const isBest = value !== null && value > (best.at(-1)?.value ?? 0);
    if (isBest) best.push({ trial, value });
    dots.push({ trial, value, best: isBest, whisker: value === null ? null : halvesOf(value, story) });
  }
  const values = dots.flatMap(({ trial, value }) => (value === null ? [] : [{ trial, value }]));
  const mean = values.map(({ trial }, index) => {
    const last = values.slice(Math.max(0, index - 4), index + 1);
    return { trial, value: last.reduce((sum, { value }) => sum + value, 0) / last.length };
  });
  const late = mean.map(({ trial }, index) => ({
    trial,
    value: mean[Math.floor(index * 0.8)]!.value - 0.01,
  }));
  const points = band ? bandOf(total) : [];
  return {
    total,
    dots,
    best,
    mean,
    baseline: baseline ? late : [],
    band: points,
    bandIsOwn: false,
    running: running ?? null,
    chance: 0.1,
    chanceLine: chanceLineOf(points, 0.1),
    again: story.again === undefined ? [] : againOf(values, story),
    againPlaces: 3,
  };
}

const halvesOf = (value: number, { images = 5000, deviation = 0.009 }: RewardStory): HalfWidths =>
  whiskerOf(value, images, deviation);

/** Three finalists, each trained again in turn, and the best of them once more. */
function againOf(values: readonly TrialPoint[], story: RewardStory): AgainColumn[] {
  const { seed, again: ended = 0, againFails } = story;
  const random = createRandom(seed + 1);
  const finalists = [...values].sort((a, b) => b.value - a.value).slice(0, 3);
  const figures = Array.from({ length: 7 }, () => 0.045 * random.uniform());
  const columns = finalists.map(({ trial, value }, index): AgainColumn => {
    const turns = [index, index + 3, ...(index === 0 ? [6] : [])];
    const trainings = turns
      .filter((turn) => turn < ended)
      .map((turn, place) => {
        const isFinal = turn === 6;
        const figure = againFails && turn === 1 ? null : value - figures[turn]!;
        const whisker = figure === null ? null : halvesOf(figure, story);
        return { training: place + 1, value: figure, whisker, isFinal };
      });
    const waits = turns.some((turn) => turn > ended && turn < 6) ? 'waiting' : 'none';
    const next = turns.includes(ended) ? 'training' : waits;
    return { trial, chosenBy: value, isWinner: index === 0 && ended > 5, trainings, next };
  });
  return columns;
}

const bandOf = (total: number): BandPoint[] =>
  Array.from({ length: total }, (_, index) => {
    const trial = index + 1;
    const median = 0.355 + 0.02 * Math.log(trial);
    return { trial, median, low: median - 0.05 / Math.sqrt(trial) - 0.01, high: median + 0.015 };
  });

export interface CurveStory {
  readonly kind: 'loss' | 'accuracy';
  readonly epochs: number;
  readonly stepsAnEpoch: number;
  /** Steps that are done. */
  readonly done: number;
}

export function curveOf({ kind, epochs, stepsAnEpoch, done }: CurveStory): CurveInput {
  const random = createRandom(kind === 'loss' ? 5 : 6);
  const steps = epochs * stepsAnEpoch;
  const along = (step: number): number => 1 - Math.exp((-3 * step) / steps);
  const smooth = (step: number): number =>
    kind === 'loss' ? 2.3 - 1.2 * along(step) : 10 + 45 * along(step);
  const points = Array.from({ length: done }, (_, index) => {
    const step = index + 1;
    return { step, value: smooth(step) * (1 + 0.16 * noise(random)) };
  });
  const ended = Math.floor(done / stepsAnEpoch);
  const rings = Array.from({ length: kind === 'accuracy' ? ended : 0 }, (_, index) => {
    const step = (index + 1) * stepsAnEpoch;
    return { step, value: smooth(step) * 0.93 };
  });
  return { steps, epochs, window: stepsAnEpoch / 4, points, rings };
}

const STRATEGIES: readonly (readonly [name: string, short: string, end: number])[] = [
  ['Random search', 'Random', 1.9],
  ['Linear model', 'Linear', 0.7],
  ['Local search', 'Local', 1.1],
  ['Evolution', 'Evolution', 1.2],
  ['PPO', 'PPO', 1.5],
  ['REINFORCE', 'REINF.', 1.8],
  ['PPO as published', 'published', 1.9],
  ['Random, repeating', 'repeating', 2],
];

/** The first `count` strategies, the first of them with a band; the last of all eight has ended earlier than the others. */
export function regretsOf(count: number, length: number): RegretCourseInput[] {
  return STRATEGIES.slice(0, count).map(([name, short, end], index) => {
    const places = [1, 2, 3, 5, 7, 10, 14, 20, 28, 40, 57, 80, 100].filter((at) => at <= length);
    const own = index === 7 ? places.slice(0, -2) : places;
    const points = own.map((at) => ({
      at,
      mean: (end + (4.6 - end) * (1 - Math.log10(at) / 2) ** 1.4) / 100,
    }));
    const half = (at: number): number => 0.0035 / Math.sqrt(at) + 0.0012;
    const band = points.map(({ at, mean }) => ({ at, low: mean - half(at), high: mean + half(at) }));
    return { id: short, name, short, points, band: index === 0 ? band : [] };
  });
}

/** In points. */
export const INTERVALS: readonly (IntervalInput & { readonly isTold: boolean })[] = [
  { mean: 1.21, low: 0.86, high: 1.55, isTold: true },
  { mean: 0.74, low: 0.35, high: 1.12, isTold: true },
  { mean: 0.38, low: -0.02, high: 0.8, isTold: false },
  { mean: -0.11, low: -0.5, high: 0.29, isTold: false },
];
