import { childKey } from '../../run/keptWeights.ts';
import { trainedSeconds } from '../../search/halving.ts';
import type { Trial } from '../../search/trial.ts';
import { absentChild, shownPair } from '../../store/selectors.ts';
import type { PlaygroundState } from '../../store/store.ts';

/** What can be seen of the child that is shown, besides its cells and their counts. */
export type ShownChild =
  /** A pair that no run trained. */
  | { readonly kind: 'pair' }
  /** An address named a child that this run does not have. */
  | { readonly kind: 'missing'; readonly number: number }
  /** At a moment of a replay before it. */
  | { readonly kind: 'not-yet'; readonly number: number }
  | { readonly kind: 'in-training' }
  | { readonly kind: 'failed'; readonly reason: string | undefined }
  | { readonly kind: 'looked-up'; readonly trial: Trial }
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
}

export function shownChild(state: PlaygroundState, training: number | null): ShownChild {
  const absent = absentChild(state);
  if (absent !== null) return { kind: absent.isLater ? 'not-yet' : 'missing', number: absent.number };
  const { run } = state;
  const { trial: asked } = shownPair(state);
  if (run === null || asked === null) return { kind: 'pair' };
  const found = run.trials[asked - 1];
  if (found === undefined) return { kind: 'in-training' };
  if (found.status === 'failed') return { kind: 'failed', reason: found.reason };
  const trial = found.reusedFrom === undefined ? found : (run.trials[found.reusedFrom - 1] ?? found);
  if (run.settings.rewards === 'table') return { kind: 'looked-up', trial };
  const finalist = run.finalists.find((one) => one.trial === trial.number && one.training === training);
  const again = finalist?.status === 'trained' ? finalist.training : null;
  return {
    kind: 'trained',
    trial,
    training: again,
    isKept: run.weights[childKey(trial.number, again ?? undefined)] !== undefined,
    isShared: run.settings.weightSharing && again === null,
    seconds: finalist?.seconds ?? trainedSeconds(trial, run.trials),
  };
}

/** The further trainings of a trial that was a finalist, as far as they ended well. */
export function trainingsOf({ run }: Pick<PlaygroundState, 'run'>, trial: number): readonly number[] {
  return (run?.finalists ?? [])
    .filter((one) => one.trial === trial && one.status === 'trained')
    .map(({ training }) => training);
}
