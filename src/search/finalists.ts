import type { Settings } from '../settings/settings.ts';
import { canonicalKey } from '../space/canonical.ts';
import { judgeAgain } from './outcome.ts';
import { type RewardSettings, rewardOf } from './reward.ts';
import { progressAlone, train } from './training.ts';
import type {
  ArchitectureCost,
  EpochPoint,
  Evaluator,
  JudgedOn,
  TrainingProgress,
  Trial,
  TrialEnvironment,
} from './trial.ts';

/**
 * The best of many noisy figures is best partly by luck. So the best children of a search are trained again from fresh
 * seeds; those trainings choose the winner, and one more, judged on images that chose nothing, is its figure. They are no
 * trials, and no strategy hears of them.
 */
export interface Finalist {
  /** The trial whose architecture was trained again. */
  readonly trial: number;
  /** From 1; the winner's last one is its final figure. */
  readonly training: number;
  readonly status: 'trained' | 'failed';
  /** 0 to 1; null where it failed. */
  readonly accuracy: number | null;
  readonly judgedOn: JudgedOn;
  /** How many images it was judged on. */
  readonly images: number;
  /** Which of them it got right, as in a trial. */
  readonly right?: string;
  /** Why it failed, as a sentence. */
  readonly reason?: string;
  readonly seconds: number;
  readonly epochs: readonly EpochPoint[];
  readonly environment?: TrialEnvironment;
}

export type FinalistEvent =
  | {
      readonly type: 'finalist-started';
      readonly trial: number;
      readonly training: number;
      readonly cost: ArchitectureCost;
    }
  | {
      readonly type: 'finalist-progress';
      readonly trial: number;
      readonly training: number;
      readonly progress: TrainingProgress;
    }
  | {
      readonly type: 'finalist-ended';
      readonly finalist: Finalist;
      /** As of a trial. */
      readonly weights?: Float32Array<ArrayBuffer>;
    };

/** What there is for the finalists of a run. */
interface FurtherTrainings {
  /** Trainings of each finalist before the last one of the winner. */
  readonly fresh: number;
  /**
   * Whether those choose the winner. A table has one training besides that which the search saw, and the final figure is of
   * that one, on its test images: so it must not choose, and the winner is what the search found best.
   */
  readonly choose: boolean;
}

const furtherOf = ({ rewards }: Pick<Settings, 'rewards'>): FurtherTrainings =>
  rewards === 'table' ? { fresh: 1, choose: false } : { fresh: 2, choose: true };

/** How many further trainings each finalist has, before the last one of the winner. */
export const freshTrainings = (settings: Pick<Settings, 'rewards'>): number => furtherOf(settings).fresh;

export type FinalSettings = Pick<Settings, 'finalists' | 'trials' | 'epochs' | 'rewards'> & RewardSettings;

/**
 * The trials that are trained again, best first: by reward, of equal ones the earlier; each graph once; only children with
 * the whole of their training. Empty until all trials are done.
 */
export function finalistsOf(settings: FinalSettings, trials: readonly Trial[]): readonly Trial[] {
  if (settings.finalists === 0 || trials.length < settings.trials) return [];
  const ranking = trials
    .filter(({ status, budget }) => status === 'trained' && (budget ?? settings.epochs) === settings.epochs)
    .sort((a, b) => b.reward - a.reward || a.number - b.number);
  const chosen = new Map<string, Trial>();
  for (const trial of ranking) {
    const key = canonicalKey(trial.architecture);
    if (!chosen.has(key)) chosen.set(key, trial);
    if (chosen.size === settings.finalists) break;
  }
  return [...chosen.values()];
}

/** What is trained next, after these; null where all is done. Follows from the list alone, so that it can be resumed. */
export function nextFinalist(
  settings: FinalSettings,
  trials: readonly Trial[],
  done: readonly Finalist[],
): { readonly trial: Trial; readonly training: number; readonly isFinal: boolean } | null {
  const { fresh } = furtherOf(settings);
  const finalists = finalistsOf(settings, trials);
  for (let training = 1; training <= fresh; training++) {
    for (const trial of finalists) {
      const had = done.some((one) => one.trial === trial.number && one.training === training);
      if (!had) return { trial, training, isFinal: false };
    }
  }
  const winner = winnerOf(settings, trials, done);
  if (winner === null) return null;
  const training = fresh + 1;
  const had = done.some((one) => one.trial === winner.number && one.training === training);
  return had ? null : { trial: winner, training, isFinal: true };
}

/**
 * The finalist with the best reward by the mean of its fresh trainings, or the search's best where those do not choose; null
 * before they are done, and where of each one failed. The trial that made it a finalist is left out of the mean. A finalist of
 * which a fresh training failed cannot win: the mean of fewer is noisier than the others', and the noisiest wins too often.
 * The one whose last training there is has won: it may be of a run from before that rule.
 */
export function winnerOf(
  settings: FinalSettings,
  trials: readonly Trial[],
  done: readonly Finalist[],
): Trial | null {
  const final = finalOf(settings, done);
  if (final === null) return chosenOf(settings, trials, done, furtherOf(settings).fresh);
  return finalistsOf(settings, trials).find(({ number }) => number === final.trial) ?? null;
}

/**
 * Whether this is the last training of a winner as runs chose it once: by the mean of those fresh trainings that did not fail.
 * Such runs are kept, with that winner's figure.
 */
export function isFormerFinal(
  settings: FinalSettings,
  trials: readonly Trial[],
  done: readonly Finalist[],
  { trial, training }: Pick<Finalist, 'trial' | 'training'>,
): boolean {
  const { fresh } = furtherOf(settings);
  if (training !== fresh + 1 || finalOf(settings, done) !== null) return false;
  return chosenOf(settings, trials, done, 1)?.number === trial;
}

/** Of those finalists that have figures of so many fresh trainings, at least. */
function chosenOf(
  settings: FinalSettings,
  trials: readonly Trial[],
  done: readonly Finalist[],
  least: number,
): Trial | null {
  const { fresh, choose } = furtherOf(settings);
  let best: { readonly trial: Trial; readonly reward: number } | null = null;
  for (const trial of finalistsOf(settings, trials)) {
    const own = done.filter((one) => one.trial === trial.number && one.training <= fresh);
    if (own.length < fresh) return null;
    const figures = own.flatMap(({ accuracy }) => accuracy ?? []);
    if (figures.length < least) continue;
    const mean = figures.reduce((sum, one) => sum + one, 0) / figures.length;
    const reward = choose ? rewardOf(settings, mean, trial.multiplyAdds) : trial.reward;
    if (best === null || reward > best.reward) best = { trial, reward };
  }
  return best?.trial ?? null;
}

/** The winner's last training; null before it is done. */
export const finalOf = (settings: Pick<Settings, 'rewards'>, done: readonly Finalist[]): Finalist | null =>
  done.find(({ training }) => training > furtherOf(settings).fresh) ?? null;

/** How many trainings a run's finalists take in all; a search with fewer children has fewer. */
export const finalistTrainings = (settings: Pick<Settings, 'finalists' | 'trials' | 'rewards'>): number => {
  const { finalists, trials } = settings;
  return finalists === 0 ? 0 : furtherOf(settings).fresh * Math.min(finalists, trials) + 1;
};

/** Trains what is missing, one after the other; it works only while it is pulled, as the search does. */
export async function* runFinalists({
  settings,
  evaluator,
  trials,
  finalists,
  keepWeights = false,
}: {
  readonly settings: FinalSettings;
  readonly evaluator: Evaluator;
  readonly trials: readonly Trial[];
  readonly finalists: readonly Finalist[];
  readonly keepWeights?: boolean;
}): AsyncGenerator<FinalistEvent, void, void> {
  const done = [...finalists];
  for (;;) {
    const next = nextFinalist(settings, trials, done);
    if (next === null) return;
    const { architecture, number: trial } = next.trial;
    const { training, isFinal } = next;
    yield { type: 'finalist-started', trial, training, cost: evaluator.cost(architecture) };
    const start = { again: { training, isFinal }, ...(keepWeights && { keepWeights }) };
    const evaluation = yield* progressAlone(
      train(evaluator, architecture, trial, trial, start),
      (progress) => ({ type: 'finalist-progress' as const, trial, training, progress }),
    );
    const { seconds, epochs, weights, environment } = evaluation;
    const finalist: Finalist = {
      trial,
      training,
      ...judgeAgain(evaluation),
      seconds,
      epochs,
      ...(environment && { environment }),
    };
    done.push(finalist);
    yield { type: 'finalist-ended', finalist, ...(finalist.status === 'trained' && weights && { weights }) };
  }
}
