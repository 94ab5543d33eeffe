import { nextFinalist } from '../../search/finalists.ts';
import type { Run } from '../run.ts';

/**
 * Whether a search whose device or worker was lost goes on by itself: it does, on a new one of the same backend and after its
 * last epoch, but not for ever. A child that takes every device down with it, or a driver that is gone for good, would be tried again
 * without end.
 */
export interface Recovery {
  /** The child that goes on, and after how many epochs; 0: from its start. */
  readonly trial: number;
  readonly epoch: number;
  /** It is a finalist: which further training of it goes on, always from its start. */
  readonly again?: number;
  /** How often from this very place, this time included. */
  readonly count: number;
}

/** How often a search goes on by itself without having come any further. */
const MOST_RECOVERIES = 2;

/** How a run goes on after a loss; `last` is how it did so last, if it did. Null: not any more, or it had not begun. */
export function recoveryOf(run: Run, last: Recovery | null): Recovery | null {
  if (run.checkpoint === null) return null;
  const place = placeOf(run);
  const same =
    last !== null && last.trial === place.trial && last.epoch === place.epoch && last.again === place.again;
  const count = same ? last.count + 1 : 1;
  return count > MOST_RECOVERIES ? null : { ...place, count };
}

/** The child that was in training: the next trial's, or a finalist once all trials have ended. */
function placeOf({ settings, trials, finalists, child }: Run): Omit<Recovery, 'count'> {
  const finalist = nextFinalist(settings, trials, finalists);
  if (finalist !== null) return { trial: finalist.trial.number, epoch: 0, again: finalist.training };
  const trial = trials.length + 1;
  return { trial, epoch: child?.trial === trial ? child.state.epochs.length : 0 };
}
