import { InputError } from '../../base/errors.ts';
import type { Command, RunId } from '../../protocol/protocol.ts';
import type { SearchResume } from '../../search/checkpoint.ts';
import { worthKeeping } from '../../search/halving.ts';
import type { Run } from '../run.ts';

/** How a run goes on: what is sent of it to whoever trains, and what it lacks where its weights are not there. */

/**
 * Trials alone are not enough to go on from: the strategy's state and its generator's are in the checkpoint, and to begin
 * from the first child would train over those that are there. What was looked up is looked up again.
 */
export const lacksCheckpoint = ({
  settings,
  trials,
  checkpoint,
}: Pick<Run, 'settings' | 'trials' | 'checkpoint'>): boolean =>
  trials.length > 0 && checkpoint === null && settings.rewards === 'trained';

/** What a run goes on from; undefined where it had not begun. Throws an InputError where it cannot. */
export function resumeOf(run: Run): SearchResume | undefined {
  const { settings, trials, checkpoint, child, shared, paused, finalists } = run;
  if (lacksCheckpoint(run)) {
    throw new InputError(
      `The run cannot be resumed: it has trials and no checkpoint to go on from. Its settings can be started anew.`,
    );
  }
  if (checkpoint === null) return undefined;
  return {
    trials,
    checkpoint,
    ...(child && { child }),
    ...(settings.weightSharing && { shared }),
    ...(settings.halving && { paused }),
    ...(finalists.length > 0 && { finalists }),
  };
}

type Start = Extract<Command, { type: 'start' }>;

type StartTerms = Pick<
  Start,
  'dataUrl' | 'mode' | 'place' | 'tableUrl' | 'speed' | 'pauseAfter' | 'atOnce' | 'keepWeights'
> & {
  readonly fit?: Start['fit'] | null;
  readonly archive?: Blob | null;
  /** The only backend that will do. */
  readonly backend?: Start['backend'] | null;
};

/** The command that begins a run, or goes on with it. */
export function startOf(id: RunId, run: Run, terms: StartTerms): Start {
  const { dataUrl, mode, archive, place, backend, tableUrl, speed, pauseAfter, fit, keepWeights } = terms;
  const { atOnce = 1 } = terms;
  const { wave = 1 } = run.settings;
  const { trials, finalists, settings } = run;
  if (settings.rewards === 'table') {
    const known = { trials: trials.length, finalists: finalists.length };
    return {
      type: 'start',
      run: id,
      settings,
      dataUrl,
      mode,
      ...(tableUrl && { tableUrl }),
      ...(speed && { speed }),
      ...(pauseAfter && { pauseAfter }),
      ...(trials.length > 0 && { known }),
    };
  }
  const from = resumeOf(run);
  return {
    type: 'start',
    run: id,
    settings: run.settings,
    dataUrl,
    mode,
    ...(archive && { archive }),
    ...(place && { place }),
    ...(backend && { backend }),
    ...(fit && { fit }),
    ...(from && { from }),
    ...(wave > 1 && atOnce > 1 && { atOnce }),
    ...(keepWeights && { keepWeights }),
  };
}

/** Whether children that are to come would have inherited more than is there. */
export function lacksShared({
  settings,
  trials,
  shared,
}: Pick<Run, 'settings' | 'trials' | 'shared'>): boolean {
  const goesOn = trials.length < settings.trials;
  const left = settings.weightSharing && trials.some(({ status }) => status === 'trained');
  return goesOn && left && Object.keys(shared).length === 0;
}

/** Whether it will need children that paused, which a file does not hold. */
export function needsPaused({ settings, trials }: Pick<Run, 'settings' | 'trials'>): boolean {
  return trials.length < settings.trials && (worthKeeping(settings, trials)?.size ?? 0) > 0;
}
