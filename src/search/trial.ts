import type { Architecture } from '../space/architecture.ts';
import type { Decision } from '../strategies/strategy.ts';

export interface EpochPoint {
  /** From 1. */
  readonly epoch: number;
  /** Mean training cross-entropy of the epoch. */
  readonly loss: number;
  /** Share of the training images of this epoch classified right, 0 to 1. */
  readonly trainAccuracy: number;
  /** 0 to 1; absent where the child was not judged after this epoch. */
  readonly validationAccuracy?: number;
  /** The epoch in so many equal parts, for its curve: mean loss and share of images right of each. Absent where not kept. */
  readonly parts?: readonly CurvePart[];
}

export type Rung = readonly [epoch: number, accuracy: number];

export type CurvePart = readonly [loss: number, accuracy: number];

/** Which images gave an accuracy: the run's validation images, training images outside its split, or the test images. */
export const JUDGED_ON = ['validation', 'outside', 'test'] as const;
export type JudgedOn = (typeof JUDGED_ON)[number];

/** How a full training's child did on the test images, which it met once, at its end. */
export interface Tested {
  /** 0 to 1, by running statistics. */
  readonly accuracy: number;
  readonly images: number;
  /** Which of them it got right: a bit each, as in a trial. */
  readonly right?: string;
}

/** What trained a child: the same settings and the same of this, the same bits. */
export interface TrialEnvironment {
  readonly engine: string;
  /** Raised when the engine's bits change (engine/version.ts); absent where it was not recorded yet. */
  readonly version?: number;
  readonly backend: string;
  readonly adapter: string;
}

/** How a child ended that a person had trained again, to look into it. */
export interface TrainedAgain {
  readonly environment: TrialEnvironment;
  /** By the validation images, also of a final training. */
  readonly accuracy: number | null;
  /** As in a trial. */
  readonly right?: string;
}

/** One finished child of a search. */
export interface Trial {
  /** From 1. */
  readonly number: number;
  readonly architecture: Architecture;
  readonly status: 'trained' | 'reused' | 'failed';
  /** Held-out accuracy after the last epoch, 0 to 1; null for a failed child. */
  readonly accuracy: number | null;
  /** What the strategy learnt from: search/reward.ts. */
  readonly reward: number;
  /** Why it failed, as a sentence. */
  readonly reason?: string;
  /** The trial whose result was taken over, since both are the same graph. */
  readonly reusedFrom?: number;
  readonly trainable: number;
  readonly multiplyAdds: number;
  /** Epochs in all after which its training paused or ended; absent without successive halving: the settings'. */
  readonly budget?: number;
  /** The trial whose child was trained on in this one (successive halving). */
  readonly promotedFrom?: number;
  /** Of the trainable parameters, those that began with an earlier child's values; absent without weight sharing. */
  readonly inherited?: number;
  /** Seconds of training and evaluation in this trial; 0 for a reused one. */
  readonly seconds: number;
  readonly epochs: readonly EpochPoint[];
  /** Which validation images it got right in the end, in the order of the split: a bit each, as base/bytes/bits.ts writes them. */
  readonly right?: string;
  /** The classes that the data set's shown images are taken for in the end. */
  readonly shown?: readonly number[];
  /** Of a looked-up child: held-out accuracy after so many epochs, as far as the table has it. It has no `epochs`. */
  readonly rungs?: readonly Rung[];
  /** Absent but at the end of a full training. */
  readonly test?: Tested;
  readonly decisions?: readonly Decision[];
  /** Where its result comes from; of a reused one, that of the trial it was taken from. Absent where nobody recorded it. */
  readonly environment?: TrialEnvironment;
}

/** What a child's training reports while it runs. */
export type TrainingProgress =
  /** Kernels are being compiled that no child before needed. */
  | { readonly type: 'compiling'; readonly kernels: number }
  /** Compute dispatches of a training step, null where they cannot be known before, and bytes of all its buffers. */
  | {
      readonly type: 'compiled';
      readonly dispatches: number | null;
      readonly bytes: number;
      /** As in the trial. */
      readonly inherited?: number;
    }
  | {
      readonly type: 'batch';
      /** Steps done. */
      readonly step: number;
      readonly steps: number;
      readonly epoch: number;
      /** Mean over the steps since the last report. */
      readonly loss: number;
      readonly accuracy: number;
      readonly imagesPerSecond: number;
    }
  | { readonly type: 'evaluating'; readonly epoch: number; readonly done: number; readonly total: number }
  | ({ readonly type: 'epoch' } & EpochPoint)
  /** What it takes the data set's shown images for, after so many steps. */
  | { readonly type: 'shown'; readonly step: number; readonly classes: readonly number[] };

/** A child between two epochs, with all that its training needs to go on. It is no part of a run's JSON. */
export interface ChildState {
  /** Those that are done. */
  readonly epochs: readonly EpochPoint[];
  /** Seconds that they took. */
  readonly seconds: number;
  /** Every parameter of its network, running statistics included, one after another (engine/checkpoint/programState.ts). */
  readonly weights: Float32Array<ArrayBuffer>;
  /** Momentum of the trainable ones. */
  readonly velocity: Float32Array<ArrayBuffer>;
}

/**
 * What children leave for later ones: the values of an operation's parameters, running statistics included, by the place
 * that it had (network/places.ts). It is no part of a run's JSON.
 */
export type SharedWeights = Readonly<Record<string, Float32Array<ArrayBuffer>>>;

/** Children that may be trained on (successive halving), by the number of their trial. They are no part of a run's JSON. */
export type PausedChildren = Readonly<Record<number, ChildState>>;

/** What a child's training begins with. */
export interface ChildStart {
  /** Where its training goes on. */
  readonly from?: ChildState;
  /** What earlier children left; absent without weight sharing. */
  readonly shared?: SharedWeights;
  /** Epochs in all after which it pauses; absent: all of its training. */
  readonly until?: number;
  /** It is a finalist's further training, from a seed of its own; the final one is judged by other images where there are any. */
  readonly again?: { readonly training: number; readonly isFinal: boolean };
  /** Answers the weights that it ends or pauses with. */
  readonly keepWeights?: boolean;
  /** It is all that its run trains, and its states are kept: once an epoch is done a failure is thrown, but for divergence. */
  readonly isAlone?: boolean;
}

/** What an evaluator yields: progress, and after an epoch what the child can be resumed from. */
export type TrainingStep = TrainingProgress | { readonly type: 'state'; readonly state: ChildState };

export interface Evaluation {
  readonly accuracy: number | null;
  readonly reason?: string;
  /** It failed since its device refused it, for which others that are there may be the reason; not where it diverged. */
  readonly isRefused?: true;
  readonly seconds: number;
  readonly epochs: readonly EpochPoint[];
  /** As in the trial. */
  readonly right?: string;
  readonly shown?: readonly number[];
  readonly rungs?: readonly Rung[];
  readonly test?: Tested;
  /** Trainable parameters that began with an earlier child's values; absent without weight sharing. */
  readonly inherited?: number;
  /** What the child leaves for later ones; absent without weight sharing. */
  readonly left?: SharedWeights;
  /** Every parameter, as in a ChildState, where they were asked for; absent where it failed. */
  readonly weights?: Float32Array<ArrayBuffer>;
  /** What judged it; absent where it failed before. */
  readonly judged?: { readonly on: JudgedOn; readonly images: number };
  /** What trained it, where an evaluator has several; absent: whatever its run trains on. */
  readonly environment?: TrialEnvironment;
}

export interface ArchitectureCost {
  readonly trainable: number;
  readonly multiplyAdds: number;
  readonly steps: number;
}

/** Answers an architecture's accuracy, by training it or from a table. */
export interface Evaluator {
  cost(architecture: Architecture): ArchitectureCost;
  /** A child that cannot be trained is an Evaluation with accuracy null and a reason, not an exception. */
  evaluate(
    architecture: Architecture,
    /** Seeds the training; of a child that is trained on, the trial in which it began. */
    trial: number,
    start?: ChildStart,
  ): AsyncGenerator<TrainingStep, Evaluation, void>;
}
