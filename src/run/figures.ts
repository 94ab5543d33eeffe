import { finalistsOf, finalistTrainings, nextFinalist } from '../search/finalists.ts';
import type { Trial } from '../search/trial.ts';
import type { LiveRun } from './live.ts';
import type { Run } from './run.ts';

/** What a page tells of a run in a number or an order. */

/** Trials by falling accuracy, failed ones last, earlier ones first among equals. */
export function ranked(trials: readonly Trial[]): Trial[] {
  return [...trials].sort((a, b) => (b.accuracy ?? -1) - (a.accuracy ?? -1) || a.number - b.number);
}

type Ended = Pick<Run, 'settings' | 'trials' | 'finalists'>;

interface AfterTrials extends Ended {
  readonly order: readonly number[];
  readonly left: number;
}

/** What was last told of a list of trials: a page asks with every batch, and to rank thousands takes milliseconds. */
const told = new WeakMap<readonly Trial[], AfterTrials>();

function afterTrials({ settings, trials, finalists }: Ended): AfterTrials {
  const before = told.get(trials);
  if (before?.settings === settings && before.finalists === finalists) return before;
  const order = finalistsOf(settings, trials).map(({ number }) => number);
  const isOver = nextFinalist(settings, trials, finalists) === null;
  const all = finalistTrainings({ ...settings, finalists: order.length });
  const left = isOver ? 0 : Math.max(1, all - finalists.length);
  const now = { settings, trials, finalists, order, left };
  told.set(trials, now);
  return now;
}

/** The trials that are trained again, by their numbers, best first; none before the last one has ended. */
export const finalistOrder = (run: Ended): readonly number[] => afterTrials(run).order;

/** How many trainings of finalists are to come, that under way included; before the last trial as many as there may be. */
export const finalistsLeft = (run: Ended): number =>
  run.trials.length < run.settings.trials ? finalistTrainings(run.settings) : afterTrials(run).left;

/** The share of the child in training that is done, trial or finalist; 0 without one. */
export function shareDone({ current }: Pick<LiveRun, 'current'>): number {
  return current ? Math.min(1, current.step / Math.max(1, current.cost.steps)) : 0;
}

/**
 * The same of all its children that have begun, by how many trials come between each and the last that ended. One that waits with
 * its result is done, though after a reload no step of it was taken here.
 */
export function sharesDone(
  run: Pick<LiveRun, 'current' | 'training' | 'trials'> & Partial<Pick<LiveRun, 'checkpoint'>>,
): readonly number[] {
  const { current, training, trials, checkpoint } = run;
  if (current?.again !== undefined) return [shareDone(run)];
  const shares: number[] = [];
  for (const child of training) shares[child.number - trials.length - 1] = shareDone({ current: child });
  for (const { number } of checkpoint?.waiting ?? [])
    if (number > trials.length) shares[number - trials.length - 1] = 1;
  return Array.from(shares, (share) => share ?? 0);
}

/** Seconds that the rest of the run takes at the pace of its trained children, finalists too; null before one is done. */
export function secondsLeft(
  run: Pick<LiveRun, 'settings' | 'trials' | 'finalists' | 'current' | 'training'>,
): number | null {
  const { settings, trials, finalists, current } = run;
  const trained = trials.filter((trial) => trial.status === 'trained');
  if (trained.length === 0) return null;
  const whole = [
    ...trained.filter(({ budget }) => (budget ?? settings.epochs) === settings.epochs),
    ...finalists,
  ];
  const aTrial = meanSeconds(trained);
  const aFinalist = whole.length === 0 ? aTrial : meanSeconds(whole);
  const underWay = sharesDone(run).reduce((sum, share) => sum + share, 0);
  const isFinalist = current?.again !== undefined;
  return (
    aTrial * Math.max(0, settings.trials - trials.length - (isFinalist ? 0 : underWay)) +
    aFinalist * Math.max(0, finalistsLeft(run) - (isFinalist ? underWay : 0))
  );
}

const meanSeconds = (all: readonly { readonly seconds: number }[]): number =>
  all.reduce((sum, { seconds }) => sum + seconds, 0) / all.length;
