import type { StepOptions } from './executor.ts';

/** How a child is trained: the step's options, and what the trainer makes of them over time. */
export interface Recipe extends StepOptions {
  readonly epochs: number;
  /** Rate of the first step; a cosine takes it to 0. */
  readonly learningRate: number;
}

/** NASNET.md's mini recipe. */
export const MINI_RECIPE: Recipe = {
  batch: 64,
  epochs: 3,
  learningRate: 0.05,
  momentum: 0.9,
  weightDecay: 5e-4,
  clipNorm: 5,
  labelSmoothing: 0,
  auxiliaryWeight: 0.4,
  keepProbability: 1,
  augmentation: { cropPadding: 4, flip: true, cutout: 0 },
};
