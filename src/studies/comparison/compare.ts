import { runSearch } from '../../search/loop.ts';
import type { RewardSettings } from '../../search/reward.ts';
import type { Trial } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import { BASELINE } from '../../strategies/list.ts';
import type { Snapshot, Strategy } from '../../strategies/strategy.ts';
import {
  FIGURE_NAMES,
  type Figures,
  figuresOf,
  type ProgressPoint,
  type RegretPoint,
  type SearchFigures,
} from './figures.ts';
import { differencesOf, holm, signedRankTest } from './paired.ts';
import { bootstrapMeans, type Interval } from './statistics.ts';
import type { Judge, TableFacts, Tabulation } from './tabulation.ts';
import { type Worths, worthsOf } from './worths.ts';

/** One side of a comparison. */
export interface Contestant {
  readonly id: string;
  readonly settings: Pick<Settings, 'childrenPerUpdate'>;
  /** A fresh strategy; the comparison disposes of it. */
  create(seed: number): Strategy;
}

export interface Comparison<Result extends ContestantFigures = ContestantResult> {
  readonly table: ComparisonTable;
  readonly trials: number;
  readonly seeds: readonly number[];
  readonly contestants: readonly Result[];
}

/** What was searched, and how good its graphs are: rewards. */
export interface ComparisonTable extends TableFacts, Pick<Judge, 'best' | 'noiseFloor' | 'atNoiseFloor'> {}

/** What a strategy had found at the end of its searches. */
export interface ContestantFigures extends Readonly<Record<keyof Figures, Interval>> {
  readonly id: string;
  /** At the end: the best possible worth less that of the graph found best. */
  readonly regret: Interval;
  /**
   * Children after which half of the seeds had found a graph at the noise floor or above; null where fewer did.
   */
  readonly childrenToNoiseFloor: number | null;
  /** Seeds that found one. */
  readonly reachedNoiseFloor: number;
  /** Null for random search itself and where it does not take part. */
  readonly againstRandom: AgainstRandom | null;
  /** What each choice was worth in the search with the first seed. */
  readonly worths: Worths | null;
}

/** The mean of the top 5 after all trials, seed by seed. */
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
  /** After each trial, for each seed. */
  readonly regrets: readonly (readonly RegretPoint[])[];
}

export interface CompareOptions {
  readonly contestants: readonly Contestant[];
  readonly tabulation: Tabulation;
  readonly reward: RewardSettings;
  /** Of each search. */
  readonly trials: number;
  readonly seeds: readonly number[];
}

/** Searches done, of all. */
export interface CompareProgress {
  readonly done: number;
  readonly total: number;
}

export interface CompareStep extends CompareProgress {
  /** The comparison over the seeds that all have searched with, worked out when asked; null amid a seed. */
  readonly soFar: (() => Comparison) | null;
}

/**
 * Runs every contestant once a seed on the same table with the same number of trials, and compares what they found. It
 * works only while it is pulled, yields after every search, and `return()` ends it.
 */
export async function* compare(options: CompareOptions): AsyncGenerator<CompareStep, Comparison, void> {
  const { contestants, tabulation, reward, seeds } = options;
  const judge = tabulation.judge(reward);
  const found: Found[] = contestants.map(({ id }) => ({ id, searches: [], worths: null }));
  const total = seeds.length * contestants.length;
  let done = 0;
  for (const [round, seed] of seeds.entries()) {
    for (const [index, contestant] of contestants.entries()) {
      const { trials, snapshot } = await searched(contestant, options, seed);
      const own = found[index] as Found;
      own.searches.push(figuresOf(trials, judge, seed));
      if (round === 0) own.worths = worthsOf(tabulation.benchmark.space, trials, snapshot, tabulation.cost);
      done += 1;
      const soFar = index + 1 < contestants.length ? null : () => compared(found, options, judge);
      yield { done, total, soFar };
    }
  }
  return compared(found, options, judge);
}

/** What a contestant's searches have found until now. */
interface Found {
  readonly id: string;
  readonly searches: SearchFigures[];
  worths: Worths | null;
}

function compared(found: readonly Found[], options: CompareOptions, judge: Judge): Comparison {
  const { tabulation, trials, seeds } = options;
  const { best, noiseFloor, atNoiseFloor } = judge;
  const random = found.find(({ id }) => id === BASELINE);
  const pairs = found.map(({ id, searches }) =>
    id === BASELINE || random === undefined ? null : paired(searches, random.searches),
  );
  // One after the other they would have the same samples, each drawn anew.
  const intervals = bootstrapMeans([
    ...found.flatMap(({ searches }) => [
      ...FIGURE_NAMES.map((figure) => searches.map(({ progress }) => progress.at(-1)?.[figure] ?? 0)),
      searches.map(({ regrets }) => regrets.at(-1)?.regret ?? 0),
    ]),
    ...pairs.flatMap((pair) => (pair === null ? [] : [pair.differences])),
  ]);
  const adjusted = holm(pairs.flatMap((pair) => pair?.p ?? []));
  let next = 0;
  const results = found.map((own) => {
    const [best, meanTop5, meanTop25, regret] = intervals.slice(next, next + FIGURE_NAMES.length + 1);
    next += FIGURE_NAMES.length + 1;
    return { ...own, best: best!, meanTop5: meanTop5!, meanTop25: meanTop25!, regret: regret! };
  });
  let place = 0;
  const against = pairs.map((pair): AgainstRandom | null => {
    if (pair === null) return null;
    const { wins, losses, p } = pair;
    const [pHolm, effect] = [adjusted[place]!, intervals[next + place]!];
    place += 1;
    return { wins, losses, p, pHolm, effect };
  });
  return {
    table: { ...tabulation.benchmark.facts, best, noiseFloor, atNoiseFloor },
    trials,
    seeds: seeds.slice(0, found[0]?.searches.length ?? 0),
    contestants: results.map(({ searches, ...own }, index) => {
      const reached = searches.flatMap(({ childrenToNoiseFloor: children }) => children ?? []);
      return {
        ...own,
        progress: searches.map(({ progress }) => progress),
        regrets: searches.map(({ regrets }) => regrets),
        childrenToNoiseFloor: reached.sort((a, b) => a - b)[Math.ceil(searches.length / 2) - 1] ?? null,
        reachedNoiseFloor: reached.length,
        againstRandom: against[index] as AgainstRandom | null,
      };
    }),
  };
}

/** The mean of the top 5 of two strategies after all trials, seed by seed. */
function paired(
  one: readonly SearchFigures[],
  other: readonly SearchFigures[],
): Pick<AgainstRandom, 'wins' | 'losses' | 'p'> & { readonly differences: readonly number[] } {
  const last = (searches: readonly SearchFigures[]): number[] =>
    searches.map(({ progress }) => progress.at(-1)?.meanTop5 ?? 0);
  const [ours, theirs] = [last(one), last(other)];
  const signs = differencesOf(ours, theirs);
  return {
    wins: signs.filter((difference) => difference > 0).length,
    losses: signs.filter((difference) => difference < 0).length,
    p: signedRankTest(ours, theirs),
    differences: ours.map((own, seed) => own - theirs[seed]!),
  };
}

async function searched(
  { settings: { childrenPerUpdate }, create }: Contestant,
  { tabulation, reward, trials }: CompareOptions,
  seed: number,
): Promise<{ readonly trials: readonly Trial[]; readonly snapshot: Snapshot }> {
  const settings = { ...reward, childrenPerUpdate, trials };
  const evaluator = tabulation.evaluator(seed);
  const strategy = create(seed);
  const ended: Trial[] = [];
  try {
    for await (const event of runSearch({ settings, strategy, evaluator })) {
      if (event.type === 'trial-ended') ended.push(event.trial);
    }
    return { trials: ended, snapshot: await strategy.snapshot() };
  } finally {
    strategy.dispose();
  }
}
