import type { OperationId } from '../space/operations/index.ts';

/** Everything a run is determined by, as plain data: same settings, same adapter, same results. */
export interface Settings {
  readonly strategy: StrategyId;
  /** Children to train. */
  readonly trials: number;
  /** Children between two updates of the strategy. */
  readonly childrenPerUpdate: number;
  readonly seed: number;
  /** Blocks a cell, B. */
  readonly blocks: number;
  readonly operations: readonly OperationId[];
  /** Normal cells a stage, N. */
  readonly cellsPerStage: number;
  /** Filters of the first stage, F. */
  readonly filters: number;
  readonly epochs: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
  readonly clipNorm: number;
  readonly labelSmoothing: number;
  readonly cropPadding: number;
  readonly flip: boolean;
  readonly cutout: number;
  readonly keepProbability: number;
  readonly auxiliary: boolean;
  readonly dataset: 'cifar10' | 'synthetic';
  readonly trainImages: number;
  readonly validationImages: number;
  readonly controllerLearningRate: number;
  readonly entropyWeight: number;
  readonly baselineDecay: number;
}

export type StrategyId = 'reinforce' | 'random';

export type PresetId = 'demo' | 'mini' | 'paper';
