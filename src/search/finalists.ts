import type { Settings } from '../settings/settings.ts';
import { canonicalKey } from '../space/canonical.ts';
import { judgeAgain } from './outcome.ts';
import { type RewardSettings, rewardOf } from './reward.ts';
import { progressAlone, type Training, train } from './training.ts';
import type {
  ArchitectureCost,
  EpochPoint,
  Evaluator,
  JudgedOn,
  TrainingProgress,
  Trial,
  TrialEnvironment,
} from './trial.ts';
import { createTogether } from './waves/together.ts';

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

/** A further training that is missing. */
export interface FurtherTraining {
  readonly trial: Trial;
  readonly training: number;
  readonly isFinal: boolean;
}

/** What is trained next, after these; null where all is done. Follows from the list alone, so that it can be resumed. */
export const nextFinalist = (
  settings: FinalSettings,
  trials: readonly Trial[],
  done: readonly Finalist[],
): FurtherTraining | null => missingFinalists(settings, trials, done)[0] ?? null;

/** In their order, all that can be trained before any of them is known: those that choose the winner, and then its last one. */
function missingFinalists(
  settings: FinalSettings,
  trials: readonly Trial[],
  done: readonly Finalist[],
): readonly FurtherTraining[] {
  const { fresh } = furtherOf(settings);
  const had = ({ trial, training }: FurtherTraining): boolean =>
    done.some((one) => one.trial === trial.number && one.training === training);
  const finalists = finalistsOf(settings, trials);
  const missing = Array.from({ length: fresh }, (_, before) =>
    finalists.map((trial) => ({ trial, training: before + 1, isFinal: false })),
  )
    .flat()
    .filter((one) => !had(one));
  if (missing.length > 0) return missing;
  const winner = winnerOf(settings, trials, done);
  const last = winner && { trial: winner, training: fresh + 1, isFinal: true };
  return last === null || had(last) ? [] : [last];
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

/** How many children have been trained again: `done` has as many entries of each as it had trainings. */
export const countFinalists = (done: readonly Pick<Finalist, 'trial'>[]): number =>
  new Set(done.map(({ trial }) => trial)).size;

/** How many trainings a run's finalists take in all; a search with fewer children has fewer. */
export const finalistTrainings = (settings: Pick<Settings, 'finalists' | 'trials' | 'rewards'>): number => {
  const { finalists, trials } = settings;
  return finalists === 0 ? 0 : furtherOf(settings).fresh * Math.min(finalists, trials) + 1;
};

/**
 * Trains what is missing, `parallel` of them at once, which changes nothing of what comes of them: they are told of one after the
 * other, in their order, as where one is trained at a time, and one that is done early waits. It works only while it is
 * pulled, as the search does.
 */
export async function* runFinalists({
  settings,
  evaluator,
  trials,
  finalists,
  keepWeights = false,
  parallel = 1,
}: {
  readonly settings: FinalSettings;
  readonly evaluator: Evaluator;
  readonly trials: readonly Trial[];
  readonly finalists: readonly Finalist[];
  readonly keepWeights?: boolean;
  readonly parallel?: number;
}): AsyncGenerator<FinalistEvent, void, void> {
  const done = [...finalists];
  const begin = ({ trial: { architecture, number }, training, isFinal }: FurtherTraining) =>
    progressAlone(
      train(evaluator, architecture, number, number, {
        again: { training, isFinal },
        ...(keepWeights && { keepWeights }),
      }),
      (progress) => progress,
    );
  for (;;) {
    const missing = missingFinalists(settings, trials, done);
    if (missing.length === 0) return;
    const together = createTogether<TrainingProgress, Training>();
    const ended = new Map<number, Training>();
    let begun = 0;
    try {
      for (const [turn, one] of missing.entries()) {
        const { training } = one;
        const { architecture, number: trial } = one.trial;
        yield { type: 'finalist-started', trial, training, cost: evaluator.cost(architecture) };
        while (!ended.has(turn)) {
          while (begun < missing.length && together.size < parallel)
            together.add(begun, begin(missing[begun++]!));
          const step = await together.next();
          if (step.done) ended.set(step.number, step.value);
          else if (step.number === turn)
            yield { type: 'finalist-progress', trial, training, progress: step.value };
        }
        const evaluation = ended.get(turn)!;
        const { seconds, epochs, weights, environment } = evaluation;
        const finalist: Finalist = {
          ...{ trial, training, ...judgeAgain(evaluation), seconds, epochs },
          ...(environment && { environment }),
        };
        done.push(finalist);
        const isKept = finalist.status === 'trained' && weights !== undefined;
        yield { type: 'finalist-ended', finalist, ...(isKept && { weights }) };
      }
    } finally {
      await together.end({ accuracy: null, seconds: 0, epochs: [] });
    }
  }
}
