import type { DatasetId } from '../data/dataset.ts';
import type { EngineKind } from '../engine/executor.ts';
import type { SearchCheckpoint, SearchResume } from '../search/checkpoint.ts';
import type { Decision, StrategyReport } from '../search/strategy.ts';
import type {
  ArchitectureCost,
  ChildState,
  SharedWeights,
  TrainingProgress,
  Trial,
} from '../search/trial.ts';
import type { Settings } from '../settings/settings.ts';
import type { Architecture } from '../space/architecture.ts';
import type { Benchmark } from '../studies/benchmark/facts.ts';
import type { CompareProgress, Comparison, ContestantFigures } from '../studies/comparison/compare.ts';
import type { ContestantId } from '../studies/comparison/contestants.ts';
import type { Courses } from '../studies/comparison/curves.ts';

/** Typed messages between the page and the worker. Every one carries the run's id; messages of another run are dropped. */
export type RunId = string;

export type Command =
  | {
      readonly type: 'start';
      readonly run: RunId;
      readonly settings: Settings;
      /** Where shards and their manifest lie: an absolute URL that ends with a slash. */
      readonly dataUrl: string;
      /** `step`: pause after the first trial. */
      readonly mode: 'run' | 'step';
      /** The archive a person dropped, used instead of the shards. */
      readonly archive?: Blob;
      /** Goes on from here instead of from the first child. */
      readonly from?: SearchResume;
    }
  | { readonly type: 'pause' | 'resume' | 'step' | 'stop'; readonly run: RunId };

export type Phase = 'preparing' | 'running' | 'paused' | 'finished' | 'stopped' | 'failed';

/** What went wrong, why, and what to do about it, each as a sentence. */
export interface Problem {
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
  /** A one-click way on that the page can offer. */
  readonly action?: 'retry' | 'use-synthetic';
  /** The device is gone: another worker can go on from the last checkpoint. */
  readonly deviceLost?: true;
}

export interface Environment {
  readonly engine: EngineKind;
  readonly backend: 'webgpu' | 'webgl' | 'cpu';
  readonly adapter: string;
  /** Why the backend is not webgpu, as a sentence; absent where it is. */
  readonly warning?: string;
}

export interface DataProgress {
  readonly dataset: DatasetId;
  readonly stage: 'waiting' | 'loading' | 'ready';
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** A sentence: what is being waited for. */
  readonly detail: string;
}

export type RunEvent =
  | { readonly type: 'phase'; readonly phase: Phase }
  | { readonly type: 'environment'; readonly environment: Environment }
  | { readonly type: 'data'; readonly data: DataProgress }
  | {
      readonly type: 'trial-started';
      readonly trial: number;
      readonly architecture: Architecture;
      readonly cost: ArchitectureCost;
      readonly decisions?: readonly Decision[];
      /** As in the trial. */
      readonly budget?: number;
      readonly promotedFrom?: number;
    }
  | { readonly type: 'progress'; readonly trial: number; readonly progress: TrainingProgress }
  /** With what the child leaves for later ones, and itself where it paused: all are kept together or not at all. */
  | {
      readonly type: 'trial-ended';
      readonly trial: Trial;
      readonly left?: SharedWeights;
      readonly paused?: ChildState;
    }
  | { readonly type: 'updated'; readonly afterTrial: number; readonly report: StrategyReport }
  /** What the run can be resumed from; it replaces the one before. */
  | { readonly type: 'checkpoint'; readonly checkpoint: SearchCheckpoint }
  /** The child in training after an epoch; it replaces the one before, and its vectors change hands. */
  | { readonly type: 'child-state'; readonly trial: number; readonly state: ChildState }
  | { readonly type: 'problem'; readonly problem: Problem };

export type Event = RunEvent & { readonly run: RunId };

/** Between the page and the worker that compares strategies; ending that worker ends what it does. */
export type ComparisonCommand =
  | {
      readonly type: 'open';
      /** Of the benchmark's table, absolute. */
      readonly url: string;
    }
  | {
      readonly type: 'compare';
      readonly contestants: readonly ContestantId[];
      /** Searches of each; their seeds count from 1. */
      readonly seeds: number;
      /** Of each search. */
      readonly trials: number;
    };

export type ComparisonEvent =
  | { readonly type: 'benchmark'; readonly benchmark: Benchmark }
  | { readonly type: 'comparing'; readonly progress: CompareProgress }
  | {
      readonly type: 'compared';
      readonly comparison: Comparison<ContestantFigures>;
      readonly courses: Courses;
    }
  | { readonly type: 'problem'; readonly problem: Problem };
