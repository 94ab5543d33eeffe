import type { Run } from './run.ts';

/**
 * Whether a search whose device or worker was lost goes on by itself: it does, on a new one of the same backend and after its
 * last epoch, but not for ever. A child that takes every device down with it, or a driver that is gone for good, would be tried again
 * without end.
 */
export interface Recovery {
  /** The child that goes on, and after how many epochs; 0: from its start. */
  readonly trial: number;
  readonly epoch: number;
  /** How often from this very place, this time included. */
  readonly count: number;
}

/** How often a search goes on by itself without having come any further. */
const MOST_RECOVERIES = 2;

/** How a run goes on after a loss; `last` is how it did so last, if it did. Null: not any more, or it had not begun. */
export function recoveryOf({ checkpoint, trials, child }: Run, last: Recovery | null): Recovery | null {
  if (checkpoint === null) return null;
  const trial = trials.length + 1;
  const epoch = child?.trial === trial ? child.state.epochs.length : 0;
  const again = last !== null && last.trial === trial && last.epoch === epoch;
  const count = again ? last.count + 1 : 1;
  return count > MOST_RECOVERIES ? null : { trial, epoch, count };
}
