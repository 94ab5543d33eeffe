import { runSearch } from '../../search/loop.ts';
import type { RewardSettings } from '../../search/reward.ts';
import type { Trial } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import { BASELINE } from '../../strategies/list.ts';
import type { Strategy } from '../../strategies/strategy.ts';
import { FIGURE_NAMES, type Figures, figuresOf, type ProgressPoint, type SearchFigures } from './figures.ts';
import { differencesOf, holm, signedRankTest } from './paired.ts';
import { bootstrapMean, type Interval } from './statistics.ts';
import type { Judge, TableFacts, Tabulation } from './tabulation.ts';

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
export interface ComparisonTable
  extends TableFacts,
    Pick<Judge, 'best' | 'noiseFloor' | 'atNoiseFloor'>,
    Pick<Tabulation, 'heldAfter'> {}

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
}

/** The mean of the top 5, seed by seed, after all trials or, on the old table, after equally many trained children. */
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
  readonly regrets: readonly (readonly number[])[];
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

/**
 * Runs every contestant once a seed on the same table with the same number of trials, and compares what they found. It
 * works only while it is pulled, yields after every search, and `return()` ends it.
 */
export async function* compare(options: CompareOptions): AsyncGenerator<CompareProgress, Comparison, void> {
  const { contestants, tabulation, reward, trials, seeds } = options;
  const judge = tabulation.judge(reward);
  const found = new Map<string, SearchFigures[]>(contestants.map(({ id }) => [id, []]));
  let done = 0;
  for (const seed of seeds) {
    for (const contestant of contestants) {
      const ended = await searched(contestant, options, seed);
      found.get(contestant.id)?.push(figuresOf(ended, judge, seed));
      done += 1;
      yield { done, total: seeds.length * contestants.length };
    }
  }
  const against = againstRandom(found, tabulation.heldAfter);
  const { best, noiseFloor, atNoiseFloor } = judge;
  const { heldAfter, facts } = tabulation;
  return {
    table: { ...facts, best, noiseFloor, atNoiseFloor, heldAfter },
    trials,
    seeds,
    contestants: contestants.map(({ id }) => resultOf(id, found.get(id) ?? [], against.get(id) ?? null)),
  };
}

function resultOf(
  id: string,
  searches: readonly SearchFigures[],
  against: AgainstRandom | null,
): ContestantResult {
  const last = (figure: keyof Figures): number[] =>
    searches.map(({ progress }) => progress.at(-1)?.[figure] ?? 0);
  const intervals = Object.fromEntries(
    FIGURE_NAMES.map((figure) => [figure, bootstrapMean(last(figure))]),
  ) as Record<keyof Figures, Interval>;
  const regrets = searches.map((search) => search.regrets);
  const reached = searches.flatMap(({ childrenToNoiseFloor: children }) => children ?? []);
  return {
    id,
    progress: searches.map(({ progress }) => progress),
    regrets,
    ...intervals,
    regret: bootstrapMean(regrets.map((own) => own.at(-1) ?? 0)),
    childrenToNoiseFloor: reached.sort((a, b) => a - b)[Math.ceil(searches.length / 2) - 1] ?? null,
    reachedNoiseFloor: reached.length,
    againstRandom: against,
  };
}

/** Every strategy but random search itself, by its id; nothing where random search does not take part. */
function againstRandom(
  found: ReadonlyMap<string, readonly SearchFigures[]>,
  heldAfter: Tabulation['heldAfter'],
): ReadonlyMap<string, AgainstRandom> {
  const random = found.get(BASELINE);
  const pairs = [...found].flatMap(([id, own]) =>
    id === BASELINE || random === undefined ? [] : [{ id, ...paired(own, random, heldAfter) }],
  );
  const adjusted = holm(pairs.map(({ p }) => p));
  return new Map(
    pairs.map(({ id, effect, ...pair }, i) => [id, { ...pair, pHolm: adjusted[i] as number, effect }]),
  );
}

/** The mean of the top 5 of two strategies, seed by seed. */
function paired(
  one: readonly SearchFigures[],
  other: readonly SearchFigures[],
  heldAfter: Tabulation['heldAfter'],
): Omit<AgainstRandom, 'pHolm'> {
  const points = one.map(({ progress }, seed): [number, number] => {
    const against = other[seed]?.progress ?? [];
    const both = Math.min(progress.length, against.length);
    const at = (own: readonly ProgressPoint[]): number =>
      (heldAfter === 'children' ? own[both - 1] : own.at(-1))?.meanTop5 ?? 0;
    return [at(progress), at(against)];
  });
  const [ours, theirs] = [points.map(([own]) => own), points.map(([, random]) => random)];
  const differences = differencesOf(ours, theirs);
  return {
    wins: differences.filter((difference) => difference > 0).length,
    losses: differences.filter((difference) => difference < 0).length,
    p: signedRankTest(ours, theirs),
    effect: bootstrapMean(points.map(([own, random]) => own - random)),
  };
}

async function searched(
  { settings: { childrenPerUpdate }, create }: Contestant,
  { tabulation, reward, trials }: CompareOptions,
  seed: number,
): Promise<Trial[]> {
  const settings = { ...reward, childrenPerUpdate, trials };
  const evaluator = tabulation.evaluator(seed);
  const strategy = create(seed);
  const ended: Trial[] = [];
  try {
    for await (const event of runSearch({ settings, strategy, evaluator })) {
      if (event.type === 'trial-ended') ended.push(event.trial);
    }
  } finally {
    strategy.dispose();
  }
  return ended;
}
