import type { LiveRun } from '../../../run/live.ts';
import { finalistTrainings } from '../../../search/finalists.ts';
import type { Trial } from '../../../search/trial.ts';
import { childCounts } from '../../../settings/childGraph.ts';
import { LADDER, rungOf } from '../../../settings/ladder.ts';
import type { Settings } from '../../../settings/settings.ts';
import { presetOf } from '../../../space/presets.ts';
import { paceHere } from '../../../store/settings/fitted.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { sameButForSeed } from './fields.ts';

/** How long a preset would take here, as measured on children that this page has trained; nothing before the first batches. */

export interface Pace {
  /** Multiply-adds of forward passes that one second trains, evaluation included once a child is done. */
  readonly multiplyAddsPerSecond: number;
  readonly measuredOn: Settings;
  /** Mean of whole children; null before one is done. */
  readonly secondsPerChild: number | null;
}

export function paceOf(run: LiveRun | null): Pace | null {
  // What was looked up took its time elsewhere.
  if (run === null || run.settings.rewards === 'table') return null;
  const { settings, current, imagesPerSecond } = run;
  const trained = run.trials.filter(({ status, seconds }) => status === 'trained' && seconds > 0);
  const seconds = trained.reduce((sum, trial) => sum + trial.seconds, 0);
  if (seconds > 0) {
    const work = trained.reduce(
      (sum, trial) => sum + trial.multiplyAdds * epochsOf(trial, run) * settings.trainImages,
      0,
    );
    if (work === 0) return null;
    return {
      multiplyAddsPerSecond: work / seconds,
      measuredOn: settings,
      secondsPerChild: seconds / trained.length,
    };
  }
  // A slow backend counts no image a second before its first batch has ended: that is no pace.
  const multiplyAddsPerSecond = (imagesPerSecond ?? 0) * (current?.cost.multiplyAdds ?? 0);
  if (!(multiplyAddsPerSecond > 0)) return null;
  return { multiplyAddsPerSecond, measuredOn: settings, secondsPerChild: null };
}

const isOwn = (settings: Settings, { measuredOn }: Pace): boolean =>
  sameButForSeed({ ...settings, trials: measuredOn.trials }, measuredOn);

/** Seconds for all of a preset's children, and its finalists again; those of other sizes by their multiply-adds, NASNet-A's cells standing for all. */
export function presetSeconds(settings: Settings, pace: Pace): number {
  const children = settings.trials + finalistTrainings(settings);
  if (pace.secondsPerChild !== null && isOwn(settings, pace)) return children * pace.secondsPerChild;
  return (children * imagesOf(settings) * typicalMultiplyAdds(settings)) / pace.multiplyAddsPerSecond;
}

/**
 * Seconds that settings take here: as their own recipe's children did on this page, or where this browser trained last; else as
 * others' did, by multiply-adds. Null where nothing was measured.
 */
export function secondsHere(settings: Settings, state: SecondsHere): number | null {
  const pace = paceOf(state.run) ?? paceOf(state.previous);
  if (pace !== null && isOwn(settings, pace)) return presetSeconds(settings, pace);
  const remembered: Readonly<Record<string, number>> = paceHere(state)?.seconds ?? {};
  const each = remembered[rungOf(settings)?.id ?? 'none'];
  if (each !== undefined) return (settings.trials + finalistTrainings(settings)) * each;
  const nearest = pace ?? paceOfLadder(remembered);
  return nearest === null ? null : presetSeconds(settings, nearest);
}

type SecondsHere = Pick<PlaygroundState, 'run' | 'previous'> & Parameters<typeof paceHere>[0];

/** Of the costliest rung that has one. */
function paceOfLadder(seconds: Readonly<Record<string, number>>): Pace | null {
  const rung = LADDER.findLast(({ id }) => seconds[id] !== undefined);
  if (rung === undefined) return null;
  const secondsPerChild = seconds[rung.id] as number;
  const work = imagesOf(rung.settings) * typicalMultiplyAdds(rung.settings);
  return { multiplyAddsPerSecond: work / secondsPerChild, measuredOn: rung.settings, secondsPerChild };
}

/** Epochs of this trial alone. */
function epochsOf({ budget, promotedFrom }: Trial, { trials, settings }: LiveRun): number {
  const before = promotedFrom === undefined ? 0 : (trials[promotedFrom - 1]?.budget ?? 0);
  return (budget ?? settings.epochs) - before;
}

/** Training images that a child sees in all. */
const imagesOf = ({ epochs, trainImages }: Settings): number => epochs * trainImages;

function typicalMultiplyAdds({ cellsPerStage, filters, imageSize, dataset }: Settings): number {
  const { architecture } = presetOf('nasnet-a');
  return childCounts(architecture, { cellsPerStage, filters, imageSize, dataset }).multiplyAdds;
}
