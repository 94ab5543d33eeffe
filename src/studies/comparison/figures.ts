import { mean } from '../../base/statistics.ts';
import type { Trial } from '../../search/trial.ts';
import type { Judge } from './tabulation.ts';

/**
 * What a search has found by some point: of the different graphs that it trained, those that it found best by the rewards
 * that it saw, and what the judge says of them.
 */
export interface Figures {
  readonly best: number;
  /** Of those there are, where there are fewer. */
  readonly meanTop5: number;
  readonly meanTop25: number;
}

export const FIGURE_NAMES = ['best', 'meanTop5', 'meanTop25'] as const satisfies readonly (keyof Figures)[];

/** The figures after one more child was trained. */
export interface ProgressPoint extends Figures {
  /** Different graphs trained so far; one that only reused a result is none. */
  readonly children: number;
  /** Of training, in all. */
  readonly seconds: number;
}

export interface RegretPoint {
  /** Of training, in all until then. */
  readonly seconds: number;
  /**
   * The greatest worth of all graphs less that of the graph that the search would answer if it stopped there, the one of
   * the greatest reward. It may rise where a search is misled by luck.
   */
  readonly regret: number;
}

/** One search, told by its trials. */
export interface SearchFigures {
  /** One point a trained child. */
  readonly progress: readonly ProgressPoint[];
  /** After each trial. */
  readonly regrets: readonly RegretPoint[];
  /** Different graphs that it had trained when the first came whose worth is at the noise floor or above; null: none did. */
  readonly childrenToNoiseFloor: number | null;
}

interface Found {
  readonly reward: number;
  readonly judged: number;
  readonly worth: number;
}

/**
 * Figures of a search with a seed, in the order of its trials. A child that failed counts with its reward of 0. A graph that comes
 * again takes no other place, so that a strategy cannot fill its top 5 with one graph (Zoph et al. 2018, figure 6,
 * compare unique models likewise). Of equal rewards the earlier one counts as the better.
 */
export function figuresOf(trials: readonly Trial[], judge: Judge, seed: number): SearchFigures {
  const progress: ProgressPoint[] = [];
  const regrets: RegretPoint[] = [];
  const falling: Found[] = [];
  const known = new Map<number, Found & { readonly trainings: number }>();
  let childrenToNoiseFloor: number | null = null;
  let seconds = 0;
  for (const { architecture, status, reward, seconds: own } of trials) {
    seconds += own;
    const graph = judge.graphOf(architecture);
    const before = known.get(graph);
    if (before === undefined || status === 'trained') {
      const worth = before?.worth ?? judge.worth(graph);
      const judged = before?.judged ?? judge.judged(graph, seed);
      const trainings = 1 + (before?.trainings ?? 0);
      // Trained again, it is as good as the mean of what the search saw.
      const mean = before === undefined ? reward : before.reward + (reward - before.reward) / trainings;
      if (before !== undefined) falling.splice(falling.indexOf(before), 1);
      const place = falling.findIndex((other) => other.reward < mean);
      const found = { reward: mean, judged, worth, trainings };
      falling.splice(place < 0 ? falling.length : place, 0, found);
      known.set(graph, found);
      if (judge.noiseFloor !== null && worth >= judge.noiseFloor) childrenToNoiseFloor ??= falling.length;
    }
    if (status !== 'reused') progress.push({ children: falling.length, seconds, ...judgedOf(falling) });
    regrets.push({ seconds, regret: judge.best - falling[0]!.worth });
  }
  return { progress, regrets, childrenToNoiseFloor };
}

function judgedOf(falling: readonly Found[]): Figures {
  const ofTop = (count: number): number => mean(falling.slice(0, count).map(({ judged }) => judged));
  return { best: ofTop(1), meanTop5: ofTop(5), meanTop25: ofTop(25) };
}
