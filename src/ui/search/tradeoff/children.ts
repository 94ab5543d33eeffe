import type { Trial } from '../../../search/trial.ts';
import type { Settings } from '../../../settings/settings.ts';

/** The children of a run, each once, with what they cost. */

export const AGAINST = ['multiplyAdds', 'parameters', 'step'] as const;
/** What accuracy is held against; `step`: milliseconds of a training step, as measured. */
export type Against = (typeof AGAINST)[number];

export interface Child {
  /** Its last trial that was trained. */
  readonly trial: Trial;
  /** Numbers of all its trials: sampled again, or trained on under successive halving. */
  readonly trials: readonly number[];
  /** Numbers of those that took its result over. */
  readonly repeats: readonly number[];
  /** Null where it was not measured. */
  readonly cost: number | null;
  /** It was trained for fewer epochs than the settings have. */
  readonly isPaused: boolean;
}

interface Growing {
  trial: Trial;
  readonly trials: number[];
  readonly repeats: number[];
}

type ChildSettings = Pick<Settings, 'epochs' | 'trainImages' | 'batch'>;

/** In the order of their first trials. */
export function childrenOf(trials: readonly Trial[], settings: ChildSettings, against: Against): Child[] {
  const own = new Map<number, Growing>();
  const children: Growing[] = [];
  for (const trial of trials) {
    const { number, reusedFrom, promotedFrom } = trial;
    const earlier = own.get(reusedFrom ?? promotedFrom ?? 0);
    if (earlier === undefined) {
      const child = { trial, trials: [number], repeats: [] };
      own.set(number, child);
      children.push(child);
      continue;
    }
    own.set(number, earlier);
    earlier.trials.push(number);
    if (reusedFrom !== undefined) earlier.repeats.push(number);
    // A child that failed while it was trained on keeps the figure that it had.
    else if (trial.accuracy !== null || earlier.trial.accuracy === null) earlier.trial = trial;
  }
  return children.map(({ trial, ...rest }) => ({
    trial,
    ...rest,
    cost: costOf(trial, trials, settings, against),
    isPaused: (trial.budget ?? settings.epochs) < settings.epochs,
  }));
}

/** Of one trial's child; `trials` are all of the run. Null where it was not measured. */
export function costOf(
  trial: Trial,
  trials: readonly Trial[],
  settings: ChildSettings,
  against: Against,
): number | null {
  switch (against) {
    case 'multiplyAdds':
      return trial.multiplyAdds;
    case 'parameters':
      return trial.trainable;
    case 'step':
      return millisecondsAStep(trial, trials, settings);
    default:
      return against satisfies never;
  }
}

/**
 * Milliseconds of training and of judging, over the steps of the trial; null where they weren't measured: of a result that was
 * taken over, and of a child that failed somewhere on the way.
 */
export function millisecondsAStep(
  { seconds, accuracy, budget, promotedFrom }: Trial,
  trials: readonly Trial[],
  { epochs, trainImages, batch }: ChildSettings,
): number | null {
  const before = promotedFrom === undefined ? 0 : (trials[promotedFrom - 1]?.budget ?? 0);
  const steps = Math.floor(trainImages / batch) * ((budget ?? epochs) - before);
  return accuracy === null || !(seconds > 0) || !(steps > 0) ? null : (1000 * seconds) / steps;
}
