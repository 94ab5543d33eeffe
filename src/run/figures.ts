import type { Trial } from '../search/trial.ts';
import type { LiveRun } from './live.ts';

/** What a page tells of a run in a number or an order. */

/** Trials by falling accuracy, failed ones last, earlier ones first among equals. */
export function ranked(trials: readonly Trial[]): Trial[] {
  return [...trials].sort((a, b) => (b.accuracy ?? -1) - (a.accuracy ?? -1) || a.number - b.number);
}

/** Seconds that the rest of the run takes at the pace of its trained children; null before one is done. */
export function secondsLeft(run: Pick<LiveRun, 'settings' | 'trials' | 'current'>): number | null {
  const trained = run.trials.filter((trial) => trial.status === 'trained');
  if (trained.length === 0) return null;
  const mean = trained.reduce((sum, trial) => sum + trial.seconds, 0) / trained.length;
  const done = run.trials.length + (run.current ? run.current.step / Math.max(1, run.current.cost.steps) : 0);
  return mean * Math.max(0, run.settings.trials - done);
}
