import type { Trial } from '../../search/trial.ts';
import { canonicalKey } from '../../space/canonical.ts';

/** What a search has found by some point: rewards of different graphs that it trained. */
export interface Figures {
  readonly best: number;
  readonly meanTop5: number;
  readonly meanTop25: number;
}

export const FIGURE_NAMES = ['best', 'meanTop5', 'meanTop25'] as const satisfies readonly (keyof Figures)[];

/** The figures after one more child was trained. */
export interface ProgressPoint extends Figures {
  /** Children trained so far; one that only reused a result is none. */
  readonly children: number;
  /** Of training, in all. */
  readonly seconds: number;
}

/**
 * One point a trained child, in the order of the trials; a child that failed counts with its reward of 0. Trials that
 * reuse a graph's result add nothing, so that a strategy cannot fill its top 5 with one graph (Zoph et al. 2018, figure 6,
 * compare unique models likewise). A graph that was trained again takes one place, too, with the mean of its rewards.
 */
export function progressOf(trials: readonly Trial[]): ProgressPoint[] {
  const points: ProgressPoint[] = [];
  const falling: number[] = [];
  const known = new Map<string, { readonly reward: number; readonly trainings: number }>();
  let seconds = 0;
  for (const { status, reward: last, seconds: own, architecture } of trials) {
    if (status === 'reused') continue;
    const key = canonicalKey(architecture);
    const before = known.get(key);
    const trainings = 1 + (before?.trainings ?? 0);
    const reward = before === undefined ? last : before.reward + (last - before.reward) / trainings;
    known.set(key, { reward, trainings });
    if (before !== undefined) falling.splice(falling.indexOf(before.reward), 1);
    const place = falling.findIndex((other) => other < reward);
    falling.splice(place < 0 ? falling.length : place, 0, reward);
    seconds += own;
    points.push({
      children: points.length + 1,
      seconds,
      best: falling[0] as number,
      meanTop5: meanOfTop(falling, 5),
      meanTop25: meanOfTop(falling, 25),
    });
  }
  return points;
}

/** Mean of the first `count`; where there are fewer, the last stands for those that are missing. */
function meanOfTop(falling: readonly number[], count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += falling[Math.min(i, falling.length - 1)] as number;
  return sum / count;
}
