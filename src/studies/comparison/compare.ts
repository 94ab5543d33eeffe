import { runSearch } from '../../search/loop.ts';
import type { Evaluator, Trial } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import { BASELINE } from '../../strategies/list.ts';
import type { Strategy } from '../../strategies/strategy.ts';
import { FIGURE_NAMES, type Figures, type ProgressPoint, progressOf } from './figures.ts';
import { differencesOf, holm, signedRankTest } from './paired.ts';
import { bootstrapMean, type Interval } from './statistics.ts';

/** One side of a comparison. */
export interface Contestant {
  readonly id: string;
  readonly settings: Pick<Settings, 'childrenPerUpdate' | 'reward' | 'costTarget' | 'costExponent'>;
  /** A fresh strategy; the comparison disposes of it. */
  create(seed: number): Strategy;
}

export interface Comparison<Result extends ContestantFigures = ContestantResult> {
  readonly trials: number;
  readonly seeds: readonly number[];
  readonly contestants: readonly Result[];
}

/** What a strategy had found at the end of its searches. */
export interface ContestantFigures extends Readonly<Record<keyof Figures, Interval>> {
  readonly id: string;
  /** Null for random search itself and where it does not take part. */
  readonly againstRandom: AgainstRandom | null;
}

/**
 * The mean of the top 5, seed by seed, once both had trained as many children as the one that trained fewer: proposing a graph
 * again costs nothing, and earns nothing.
 */
export interface AgainstRandom {
  /** Seeds in which it found better ones, and in which random search did; ties are neither. */
  readonly wins: number;
  readonly losses: number;
  /** Two-sided, of Wilcoxon's signed-rank test. */
  readonly p: number;
  /** The same for all strategies of the comparison together (Holm 1979). */
  readonly pHolm: number;
  /** By how much it found better ones, 0 to 1. */
  readonly effect: Interval;
}

export interface ContestantResult extends ContestantFigures {
  /** A point a trained child, for each seed. */
  readonly progress: readonly (readonly ProgressPoint[])[];
}

export interface CompareOptions {
  readonly contestants: readonly Contestant[];
  readonly evaluator: Evaluator;
  /** Of each search. */
  readonly trials: number;
  readonly seeds: readonly number[];
}

/** Searches done, of all. */
export interface CompareProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Runs every contestant once a seed on the same evaluator with the same number of trials, and compares what they found.
 * It works only while it is pulled, yields after every search, and `return()` ends it.
 */
export async function* compare(options: CompareOptions): AsyncGenerator<CompareProgress, Comparison, void> {
  const { contestants, evaluator, trials, seeds } = options;
  const found = new Map<string, (readonly ProgressPoint[])[]>();
  let done = 0;
  for (const seed of seeds) {
    for (const contestant of contestants) {
      const points = progressOf(await searched(contestant, evaluator, trials, seed));
      found.set(contestant.id, [...(found.get(contestant.id) ?? []), points]);
      done += 1;
      yield { done, total: seeds.length * contestants.length };
    }
  }
  const last = (id: string, figure: keyof Figures): number[] =>
    (found.get(id) ?? []).map((points) => points.at(-1)?.[figure] ?? 0);
  const random = found.get(BASELINE);
  const pairs = new Map(
    contestants.flatMap(({ id }) =>
      id === BASELINE || random === undefined ? [] : [[id, paired(found.get(id) ?? [], random)]],
    ),
  );
  const adjusted = holm([...pairs.values()].map(({ p }) => p));
  const against = new Map(
    [...pairs].map(([id, { effect, ...pair }], i) => [id, { ...pair, pHolm: adjusted[i] as number, effect }]),
  );
  const results = contestants.map(({ id }): ContestantResult => {
    const intervals = Object.fromEntries(
      FIGURE_NAMES.map((figure) => [figure, bootstrapMean(last(id, figure))]),
    ) as Record<keyof Figures, Interval>;
    const progress = found.get(id) ?? [];
    return {
      id,
      progress,
      ...intervals,
      againstRandom: against.get(id) ?? null,
    };
  });
  return { trials, seeds, contestants: results };
}

/** The mean of the top 5 of two strategies, seed by seed, after equally many trained children. */
function paired(
  one: readonly (readonly ProgressPoint[])[],
  other: readonly (readonly ProgressPoint[])[],
): Omit<AgainstRandom, 'pHolm'> {
  const children = one.map((points, seed) => Math.min(points.length, other[seed]?.length ?? 0));
  const after = (searches: readonly (readonly ProgressPoint[])[]): number[] =>
    children.map((count, seed) => searches[seed]?.[count - 1]?.meanTop5 ?? 0);
  const [ours, theirs] = [after(one), after(other)];
  const differences = differencesOf(ours, theirs);
  return {
    wins: differences.filter((difference) => difference > 0).length,
    losses: differences.filter((difference) => difference < 0).length,
    p: signedRankTest(ours, theirs),
    effect: bootstrapMean(ours.map((mean, seed) => mean - (theirs[seed] as number))),
  };
}

async function searched(
  { settings, create }: Contestant,
  evaluator: Evaluator,
  trials: number,
  seed: number,
): Promise<Trial[]> {
  const strategy = create(seed);
  const ended: Trial[] = [];
  try {
    for await (const event of runSearch({ settings: { ...settings, trials }, strategy, evaluator })) {
      if (event.type === 'trial-ended') ended.push(event.trial);
    }
  } finally {
    strategy.dispose();
  }
  return ended;
}
