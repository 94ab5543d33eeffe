import type { Architecture } from '../space/architecture.ts';
import { judgeAgain } from './outcome.ts';
import { progressAlone, train } from './training.ts';
import type {
  ArchitectureCost,
  Evaluator,
  JudgedOn,
  TrainingProgress,
  Trial,
  TrialEnvironment,
} from './trial.ts';

/**
 * Whether searching paid: a run's winner against networks that nobody searched for here, all trained by the run's recipe from
 * the same fresh seeds and judged by the same images. None of it is a trial: no strategy hears of it, and its seeds are none
 * that a trial, a finalist or a child by hand has.
 */
export interface FixedComparison {
  /** The trial that won; its earlier trainings, which chose it, count for nothing here. */
  readonly winner: number;
  /** Trainings of each network that were asked for, each from a seed that all of them share. */
  readonly seeds: number;
  /** As `COMPARED` has them. */
  readonly networks: readonly ComparedNetwork[];
  /** Those that ended: seed by seed, each network once, so that whatever there is compares. */
  readonly trainings: readonly FixedTraining[];
}

export const COMPARED = ['winner', 'nasnet-a', 'plain'] as const;
export type ComparedId = (typeof COMPARED)[number];
/** The one that was searched for is none of them. */
export type FixedId = Exclude<ComparedId, 'winner'>;

export interface ComparedNetwork {
  readonly id: ComparedId;
  readonly architecture: Architecture;
  /** F, its own: all else of its network is as the run's settings say. */
  readonly filters: number;
  readonly trainable: number;
  readonly multiplyAdds: number;
}

export interface FixedTraining {
  readonly network: ComparedId;
  /** Which seed, from 1. */
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
  readonly environment?: TrialEnvironment;
}

export type FixedEvent =
  /** A person asks for it, or for what is missing of it. */
  | { readonly type: 'fixed-asked'; readonly comparison: FixedComparison }
  | {
      readonly type: 'fixed-started';
      readonly network: ComparedId;
      readonly training: number;
      readonly cost: ArchitectureCost;
    }
  | {
      readonly type: 'fixed-progress';
      readonly network: ComparedId;
      readonly training: number;
      readonly progress: TrainingProgress;
    }
  | { readonly type: 'fixed-ended'; readonly result: FixedTraining }
  /** No more of it is to be trained for now; what has ended stays. */
  | { readonly type: 'fixed-cancelled' };

/** How many seeds a person may choose, and how many where nobody chooses. */
export const FIXED_SEEDS = [3, 5, 10] as const;
export const USUAL_FIXED_SEEDS = 5;
export const MOST_FIXED_SEEDS = 10;

/** In a trial's number's place where a training is seeded; with the training's own, as a finalist's. No trial has it. */
export const FIXED_SEED = 0;

/** What is trained next, after so many that ended; null where all is done. */
export function nextFixed(
  { networks, seeds }: Pick<FixedComparison, 'networks' | 'seeds'>,
  done: number,
): { readonly network: ComparedNetwork; readonly training: number } | null {
  const network = networks[done % networks.length];
  const training = Math.floor(done / networks.length) + 1;
  return network === undefined || training > seeds ? null : { network, training };
}

/** What a worker is told of one: `done` trainings have ended. */
export type WantedFixed = Pick<FixedComparison, 'networks' | 'seeds'> & { readonly done: number };

/** Whether all that was asked for has ended. */
export const isFixedDone = (comparison: FixedComparison): boolean =>
  nextFixed(comparison, comparison.trainings.length) === null;

/** Trains what is missing, one after the other; it works only while it is pulled, as the search does. */
export async function* trainFixed({
  comparison,
  evaluatorAt,
  environment,
}: {
  readonly comparison: WantedFixed;
  /** Of children with so many filters; what it judges them by chose none of them, where there are such images. */
  readonly evaluatorAt: (filters: number) => Evaluator;
  readonly environment: TrialEnvironment;
}): AsyncGenerator<FixedEvent, void, void> {
  for (let { done } = comparison; ; done++) {
    const next = nextFixed(comparison, done);
    if (next === null) return;
    const { training } = next;
    const { id: network, architecture, filters } = next.network;
    const evaluator = evaluatorAt(filters);
    yield { type: 'fixed-started', network, training, cost: evaluator.cost(architecture) };
    const start = { again: { training, isFinal: true } };
    const evaluation = yield* progressAlone(
      train(evaluator, architecture, FIXED_SEED, FIXED_SEED, start),
      (progress) => ({ type: 'fixed-progress' as const, network, training, progress }),
    );
    const result: FixedTraining = {
      network,
      training,
      ...judgeAgain(evaluation),
      seconds: evaluation.seconds,
      environment,
    };
    yield { type: 'fixed-ended', result };
  }
}

/** The winner as a network of the comparison. */
export const winnerNetwork = (
  { architecture, trainable, multiplyAdds }: Trial,
  filters: number,
): ComparedNetwork => ({ id: 'winner', architecture, filters, trainable, multiplyAdds });
