import { childKey } from '../../../run/children/keptWeights.ts';
import { comingChild } from '../../../run/children/wave.ts';
import type { LiveRun } from '../../../run/live.ts';
import { trainedSeconds } from '../../../search/halving.ts';
import { asTrial, idOfMade, isMade, type MadeTraining, wasLookedUp } from '../../../search/made.ts';
import type { Trial, TrialEnvironment } from '../../../search/trial.ts';
import { type ImportedChild, shownImported } from '../../../store/shown/imported.ts';
import { absentChild, shownPair } from '../../../store/shown/selectors.ts';
import type { PlaygroundState } from '../../../store/store.ts';

/** What can be seen of the child that is shown, besides its cells and their counts. */
export type ShownChild =
  /** A pair that no run trained. */
  | { readonly kind: 'pair' }
  /** An address named a child that this run does not have. */
  | { readonly kind: 'missing'; readonly number: number }
  /** At a moment of a replay before it. */
  | { readonly kind: 'not-yet'; readonly number: number }
  /** Of a wave, with its training before it. */
  | { readonly kind: 'coming' }
  | { readonly kind: 'in-training' }
  | { readonly kind: 'failed'; readonly reason: string | undefined }
  | { readonly kind: 'looked-up'; readonly trial: Trial }
  /** Of no run: its weights came as a file. */
  | { readonly kind: 'imported'; readonly child: ImportedChild }
  | TrainedChild;

export interface TrainedChild {
  readonly kind: 'trained';
  /** Of a reused result the one that it was taken from. */
  readonly trial: Trial;
  /** Of a finalist: which further training. */
  readonly training: number | null;
  readonly isKept: boolean;
  /** What it began with is gone: it can't be trained again. */
  readonly isShared: boolean;
  /** Seconds of its whole training; training it again takes about as many. */
  readonly seconds: number;
  /** What trained it in its search; absent where nobody recorded it. */
  readonly environment?: TrialEnvironment;
}

export function shownChild(state: PlaygroundState, training: number | null): ShownChild {
  const absent = absentChild(state);
  if (absent !== null) return { kind: absent.isLater ? 'not-yet' : 'missing', number: absent.number };
  const imported = shownImported(state);
  if (imported !== null) return { kind: 'imported', child: imported };
  const { run } = state;
  const { trial: asked } = shownPair(state);
  if (run === null || asked === null) return { kind: 'pair' };
  if (isMade(asked)) return madeChild(run, asked, training);
  const found = run.trials[asked - 1];
  if (found === undefined) return { kind: comingChild(run, asked) === null ? 'in-training' : 'coming' };
  if (found.status === 'failed') return { kind: 'failed', reason: found.reason };
  const trial = found.reusedFrom === undefined ? found : (run.trials[found.reusedFrom - 1] ?? found);
  if (run.settings.rewards === 'table') return { kind: 'looked-up', trial };
  const finalist = run.finalists.find((one) => one.trial === trial.number && one.training === training);
  const again = finalist?.status === 'trained' ? finalist.training : null;
  const { environment } = (again !== null && finalist) || trial;
  return {
    kind: 'trained',
    trial,
    training: again,
    isKept: run.weights[childKey(trial.number, again ?? undefined)] !== undefined,
    isShared: run.settings.weightSharing && again === null,
    seconds: finalist?.seconds ?? trainedSeconds(trial, run.trials),
    ...(environment && { environment }),
  };
}

/** Of one made by hand its first training that did not fail, unless another is asked for. */
function madeChild(run: LiveRun, id: number, asked: number | null): ShownChild {
  const child = run.made.find(({ number }) => idOfMade(number) === id);
  const trial = child && asTrial(child);
  if (!child || !trial) return { kind: 'in-training' };
  const first = child.trainings.findIndex(({ status }) => status === 'trained') + 1;
  const number = asked !== null && child.trainings[asked - 1]?.status === 'trained' ? asked : first;
  const training = child.trainings[number - 1];
  if (training === undefined) return { kind: 'failed', reason: trial.reason };
  if (wasLookedUp(training)) return { kind: 'looked-up', trial };
  const { environment, seconds } = training;
  return {
    kind: 'trained',
    trial: trialOf(training, trial),
    training: number,
    isKept: run.weights[childKey(id, number)] !== undefined,
    isShared: false,
    seconds,
    ...(environment && { environment }),
  };
}

/** With the figures of one training: those of the child may be means. The same training gives the same object. */
function trialOf(training: MadeTraining, child: Trial): Trial {
  const known = trials.get(training);
  if (known !== undefined) return known;
  const { number, architecture, trainable, multiplyAdds, reward } = child;
  const trial = { ...training, number, architecture, trainable, multiplyAdds, reward };
  trials.set(training, trial);
  return trial;
}

const trials = new WeakMap<MadeTraining, Trial>();

/** The further trainings of a trial that was a finalist, or all of a child made by hand, as far as they ended well. */
export function trainingsOf({ run }: Pick<PlaygroundState, 'run'>, trial: number): readonly number[] {
  if (isMade(trial)) {
    const trainings = run?.made.find(({ number }) => idOfMade(number) === trial)?.trainings ?? [];
    return trainings.flatMap(({ status }, index) => (status === 'trained' ? [index + 1] : []));
  }
  return (run?.finalists ?? [])
    .filter((one) => one.trial === trial && one.status === 'trained')
    .map(({ training }) => training);
}
