import type { Phase } from '../../protocol/protocol.ts';
import { finalistsOf } from '../../search/finalists.ts';
import { waveEnd } from '../../search/waves/waves.ts';
import { type LiveRun, NONE_IN_TRAINING } from '../live.ts';
import type { Run } from '../run.ts';

/**
 * A run that is over, played once more: a moment for each number of trials that had ended, from none on, and one more for the
 * finalists, which were trained after them. Pure.
 */

const AT_REST: ReadonlySet<Phase> = new Set(['finished', 'stopped', 'failed']);

/** Whether there is anything to replay: nobody works on it, and it has more than one moment. */
export const canReplay = ({ phase, trials }: Pick<Run, 'phase' | 'trials'>): boolean =>
  AT_REST.has(phase) && trials.length > 1;

type Parts = Pick<Run, 'trials' | 'finalists'>;

/** The number of the last moment; the first is 0. */
export const lastMoment = (whole: Parts): number => whole.trials.length + (endsWithFinalists(whole) ? 1 : 0);

export const endsWithFinalists = ({ finalists }: Parts): boolean => finalists.length > 0;

/** How many finalists the whole run has: a drawing that keeps their place does not move when they come. */
export const finalistCount = ({ settings, trials }: Pick<Run, 'settings' | 'trials'>): number =>
  finalistsOf(settings, trials).length;

/** Children by hand that had been asked for by then. */
export const madeAt = ({ made }: Pick<Run, 'made'>, moment: number): Run['made'] =>
  made.filter(({ after }) => after <= moment);

/**
 * The run as it was at a moment, with nothing of what came later. It can't be gone on with, and nothing of it is to be kept; what
 * only the visit knew (device, speed, problems) is left out.
 */
export function momentOf(whole: LiveRun, moment: number): LiveRun {
  const { trials, updates } = whole;
  const isEnd = moment >= lastMoment(whole);
  return {
    ...whole,
    phase: isEnd ? whole.phase : 'stopped',
    trials: moment >= trials.length ? trials : trials.slice(0, moment),
    updates: isEnd
      ? updates
      : updates.filter(({ afterTrial }) => waveEnd(afterTrial, whole.settings) <= moment),
    finalists: isEnd ? whole.finalists : [],
    made: madeAt(whole, moment),
    checkpoint: null,
    child: null,
    shared: {},
    paused: {},
    stepping: false,
    isPreview: false,
    environment: null,
    program: null,
    movedFrom: null,
    data: null,
    ...NONE_IN_TRAINING,
    imagesPerSecond: null,
    problem: null,
    lacksShared: false,
    recovered: null,
  };
}
