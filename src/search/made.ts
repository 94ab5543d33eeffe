import type { Architecture } from '../space/architecture.ts';
import { progressAlone, train } from './training.ts';
import type {
  ArchitectureCost,
  EpochPoint,
  Evaluator,
  Rung,
  TrainingProgress,
  Trial,
  TrialEnvironment,
} from './trial.ts';

/**
 * A child that a person made by hand, beside a search: it is no trial, no strategy hears of it, it inherits nothing and leaves
 * nothing. Numbers of its own (h1, h2 …) seed its trainings.
 */
export interface MadeChild {
  /** From 1: h1. */
  readonly number: number;
  /** Who made it: a nickname. */
  readonly by: string;
  readonly architecture: Architecture;
  /** How many trainings were asked for, each from a seed of its own: one or three. */
  readonly seeds: number;
  /** How many trials of its run had ended when it was asked for. */
  readonly after: number;
  readonly trainable: number;
  readonly multiplyAdds: number;
  /** Those that ended, from the first. */
  readonly trainings: readonly MadeTraining[];
}

export interface MadeTraining {
  readonly status: 'trained' | 'failed';
  /** Held-out accuracy in the end, 0 to 1; null where it failed. */
  readonly accuracy: number | null;
  /** Why it failed, as a sentence. */
  readonly reason?: string;
  readonly seconds: number;
  readonly epochs: readonly EpochPoint[];
  /** As in a trial. */
  readonly right?: string;
  readonly shown?: readonly number[];
  /** Of one that was looked up, which has no `epochs`. */
  readonly rungs?: readonly Rung[];
  readonly environment?: TrialEnvironment;
}

export type MadeEvent =
  /** A person asks for it; what is not trained yet waits. */
  | { readonly type: 'made-asked'; readonly child: MadeChild }
  | {
      readonly type: 'made-started';
      readonly number: number;
      /** From 1. */
      readonly training: number;
      readonly cost: ArchitectureCost;
    }
  | {
      readonly type: 'made-progress';
      readonly number: number;
      readonly training: number;
      readonly progress: TrainingProgress;
    }
  | {
      readonly type: 'made-ended';
      readonly number: number;
      readonly training: number;
      readonly result: MadeTraining;
      /** As of a trial. */
      readonly weights?: Float32Array<ArrayBuffer>;
    }
  /** What was not trained of it is not wanted any more. */
  | { readonly type: 'made-cancelled'; readonly number: number };

/** Longest name of who made a child, in characters. */
export const LONGEST_NAME = 24;
export const MOST_SEEDS = 3;
/** Highest number of one. */
export const MOST_MADE = 1e6;
/** Highest number that seeds a training. */
export const MOST_SEED = 2 ** 32 - 1;

/** Beyond every number that a trial can have. */
const BEYOND_TRIALS = 2 ** 31;

/**
 * What stands in a trial's number's place where a training is seeded, `training` from 1. A seed is a hash of the run's seed and
 * that number, and for one run's seed a bijection of 32-bit integers: numbers that no trial has give seeds that no trial has,
 * however many trials a search of these settings goes on to.
 */
export const madeSeed = (number: number, training: number): number =>
  BEYOND_TRIALS + (number - 1) * MOST_SEEDS + (training - 1);

/** From here on no number seeds a trial or a child by hand. */
export const BEYOND_MADE = BEYOND_TRIALS + MOST_MADE * MOST_SEEDS;

/**
 * Children by hand have their places among trials by numbers below 0, so that whatever goes by a child's number (what is
 * pointed at, held against another, ranked) goes by theirs: h1 is -1.
 */
export const idOfMade = (number: number): number => -number;
export const isMade = (id: number): boolean => id < 0;
/** "h1"; of a trial its number alone. */
export const childName = (id: number): string => (isMade(id) ? `h${-id}` : `${id}`);

/** Of those that are there, in the order of their numbers; 0 of none. */
export const highestMade = (made: readonly Pick<MadeChild, 'number'>[]): number => made.at(-1)?.number ?? 0;

/** Whether it was answered by a table, and not trained. */
export const wasLookedUp = ({ rungs }: MadeTraining): boolean => rungs !== undefined;

/** Whether all that was asked for has ended. */
export const isDone = ({ trainings, seeds }: MadeChild): boolean => trainings.length >= seeds;

/** What a name comes to: no character controls anything, none is too many; '' where nothing is left. */
export function cleanName(given: string): string {
  const plain = given
    .replace(/[\p{Zl}\p{Zp}\t\n\r]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/ +/g, ' ')
    .trim();
  return Array.from(plain).slice(0, LONGEST_NAME).join('').trim();
}

export interface Spread {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** How many trainings it is of. */
  readonly count: number;
}

/** Of those trainings that did not fail; null where there are none. */
export function spreadOf({ trainings }: Pick<MadeChild, 'trainings'>): Spread | null {
  const figures = trainings.flatMap(({ accuracy }) => accuracy ?? []);
  if (figures.length === 0) return null;
  const mean = figures.reduce((sum, one) => sum + one, 0) / figures.length;
  return { mean, low: Math.min(...figures), high: Math.max(...figures), count: figures.length };
}

/**
 * A child by hand as whatever draws a trial takes it: its figure is the mean of its trainings, all else is of the first that
 * did not fail. Null before one has ended. The same child gives the same object.
 */
export function asTrial(child: MadeChild): Trial | null {
  const { number, architecture, trainable, multiplyAdds, trainings } = child;
  const first = trainings.find(({ status }) => status === 'trained') ?? trainings[0];
  if (first === undefined) return null;
  const known = asTrials.get(child);
  if (known !== undefined) return known;
  const { right, ...told } = first;
  const spread = spreadOf(child);
  const isMean = (spread?.count ?? 0) > 1;
  const trial: Trial = {
    ...told,
    number: idOfMade(number),
    architecture,
    trainable,
    multiplyAdds,
    accuracy: spread?.mean ?? null,
    reward: spread?.mean ?? 0,
    ...(right === undefined || isMean ? {} : { right }),
  };
  asTrials.set(child, trial);
  return trial;
}

const asTrials = new WeakMap<MadeChild, Trial>();

/** Trains what is missing of one, a training after the other; it works only while it is pulled, as the search does. */
export async function* trainMade({
  child: { number, architecture, seeds, done, seed: given },
  evaluator,
  environment,
  keepWeights = false,
}: {
  /** `done`: trainings that ended before. `seed`: stands in the place of those of its own numbers. */
  readonly child: Pick<MadeChild, 'number' | 'architecture' | 'seeds'> & {
    readonly done: number;
    readonly seed?: number;
  };
  readonly evaluator: Evaluator;
  readonly environment: TrialEnvironment;
  readonly keepWeights?: boolean;
}): AsyncGenerator<MadeEvent, void, void> {
  const cost = evaluator.cost(architecture);
  for (let training = done + 1; training <= seeds; training++) {
    yield { type: 'made-started', number, training, cost };
    const seed = given ?? madeSeed(number, training);
    const { accuracy, reason, seconds, epochs, right, shown, rungs, weights } = yield* progressAlone(
      train(evaluator, architecture, idOfMade(number), seed, keepWeights ? { keepWeights } : {}),
      (progress) => ({ type: 'made-progress' as const, number, training, progress }),
    );
    const failed = accuracy === null || !Number.isFinite(accuracy);
    const result: MadeTraining = {
      status: failed ? 'failed' : 'trained',
      accuracy: failed ? null : accuracy,
      ...(failed ? { reason: reason ?? 'It gave no accuracy.' } : {}),
      seconds,
      epochs,
      ...(failed || right === undefined ? {} : { right }),
      ...(failed || shown === undefined ? {} : { shown }),
      ...(failed || rungs === undefined ? {} : { rungs }),
      environment,
    };
    yield { type: 'made-ended', number, training, result, ...(!failed && weights && { weights }) };
  }
}
