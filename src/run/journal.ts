import type { RunEvent } from '../protocol/protocol.ts';
import { pausedAfter } from '../search/halving.ts';
import { keptAfterLeaving } from '../search/waves/heirs.ts';
import { withFixed } from './children/fixed.ts';
import { childKey, type KeptWeights, keptAfter } from './children/keptWeights.ts';
import { stamped } from './environments.ts';
import { withMade } from './made.ts';
import { nameFitted } from './name.ts';
import { isComplete, type Run } from './run.ts';

/**
 * What an event makes of a run: the one fold, for the page and for the commands. Pure: a run in, a run out, the very same
 * one where the event says nothing that is kept. What a page shows besides is folded around it (`live.ts`).
 */
export function recorded<Of extends Run>(run: Of, event: RunEvent): Of {
  switch (event.type) {
    case 'phase':
      return { ...run, phase: event.phase };
    case 'environment': {
      // Nothing of a run that is complete is trained where it is opened again.
      if (isComplete(run)) return run;
      const { warning: _, threads: __, ...trainedOn } = event.environment;
      return { ...run, trainedOn };
    }
    case 'fitted': {
      const { settings } = event;
      return { ...run, settings, name: nameFitted(run, settings) };
    }
    case 'trial-ended': {
      const trials = [...run.trials, stamped(event.trial, run.trials, run.trainedOn)];
      return {
        ...run,
        trials,
        child: null,
        paused: pausedAfter(run.settings, run.paused, trials, event.paused),
        ...(event.left && { shared: keptAfterLeaving(run.shared, event.left) }),
        ...(event.weights && {
          weights: weightsAfter({ ...run, trials }, event.trial.number, event.weights),
        }),
      };
    }
    case 'updated': {
      // A resumed run learns once more from what it had learned just before it was interrupted.
      const before = run.updates.filter(({ afterTrial }) => afterTrial < event.afterTrial);
      return { ...run, updates: [...before, { afterTrial: event.afterTrial, ...event.report }] };
    }
    case 'finalist-ended': {
      const environment = event.finalist.environment ?? run.trainedOn;
      const finalist = environment === null ? event.finalist : { ...event.finalist, environment };
      const finalists = [...run.finalists, finalist];
      const { trial, training } = finalist;
      return {
        ...run,
        finalists,
        ...(event.weights && {
          weights: weightsAfter({ ...run, finalists }, trial, event.weights, training),
        }),
      };
    }
    case 'made-asked':
    case 'made-started':
    case 'made-ended':
    case 'made-cancelled':
      return withMade(run, event);
    case 'fixed-asked':
    case 'fixed-started':
    case 'fixed-ended':
    case 'fixed-cancelled':
      return withFixed(run, event);
    case 'child-weights': {
      const { trial, training, weights, again } = event;
      const added = { key: childKey(trial, training), weights, byHand: true, again };
      return { ...run, weights: keptAfter(run.weights, run, added) };
    }
    case 'checkpoint': {
      const { waiting } = event.checkpoint;
      const stamps = waiting?.map((trial) => stamped(trial, run.trials, run.trainedOn));
      return {
        ...run,
        checkpoint: { ...event.checkpoint, ...(stamps && { waiting: stamps }) },
        ...(event.left && { shared: keptAfterLeaving(run.shared, event.left) }),
        ...(event.paused && { paused: { ...run.paused, ...event.paused } }),
      };
    }
    case 'child-state':
      // Of several in training the next to end goes on where the run does: the others begin again.
      if (event.trial !== run.trials.length + 1) return run;
      return { ...run, child: { trial: event.trial, state: event.state } };
    case 'data':
    case 'table':
    case 'shown-images':
    case 'trial-started':
    case 'progress':
    case 'finalist-started':
    case 'finalist-progress':
    case 'made-progress':
    case 'made-refused':
    case 'fixed-progress':
    case 'fixed-refused':
    case 'problem':
      return run;
    default:
      return event satisfies never;
  }
}

/** Of a child that a search trained. */
const weightsAfter = (
  run: Pick<Run, 'weights' | 'trials' | 'finalists'>,
  trial: number,
  weights: Float32Array<ArrayBuffer>,
  training?: number,
): KeptWeights => {
  const key = childKey(trial, training);
  return keptAfter(run.weights, run, { key, weights, byHand: false, again: null });
};
