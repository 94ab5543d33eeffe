import { childKey } from '../../run/keptWeights.ts';
import { originOf } from '../../search/halving.ts';
import type { Trial, TrialEnvironment } from '../../search/trial.ts';
import { shownPair } from '../../store/selectors.ts';
import type { PlaygroundState } from '../../store/store.ts';

/** What can be seen of the child that is shown, besides its cells and their counts. */
export type ShownChild =
  /** A pair that no run trained. */
  | { readonly kind: 'pair' }
  /** An address named a child that this run does not have. */
  | { readonly kind: 'missing'; readonly number: number }
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
  /** Seconds that its training took. */
  readonly seconds: number;
  /** What trained it in its search; absent where nobody recorded it. */
  readonly environment?: TrialEnvironment;
}

type Known = Pick<PlaygroundState, 'run' | 'shown'>;

export function shownChild(state: PlaygroundState, training: number | null): ShownChild {
  const { run, shown }: Known = state;
  const asked = shown.source === 'trial' ? shown.trial : shownPair(state).trial;
  if (asked === null) return { kind: 'pair' };
  const found = run?.trials[asked - 1];
  if (run === null || found === undefined)
    return run?.current?.number === asked ? { kind: 'in-training' } : { kind: 'missing', number: asked };
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
    seconds: finalist?.seconds ?? secondsOf(trial, run.trials),
    ...(environment && { environment }),
  };
}

/** With those of the trials that it was trained on from (successive halving). */
function secondsOf(trial: Trial, trials: readonly Trial[]): number {
  const origin = originOf(trial, trials);
  const before = trial.promotedFrom === undefined ? undefined : trials[trial.promotedFrom - 1];
  return trial.seconds + (origin === trial || before === undefined ? 0 : secondsOf(before, trials));
}

/** The further trainings of a trial that was a finalist, as far as they ended well. */
export function trainingsOf({ run }: Pick<PlaygroundState, 'run'>, trial: number): readonly number[] {
  return (run?.finalists ?? [])
    .filter((one) => one.trial === trial && one.status === 'trained')
    .map(({ training }) => training);
}
