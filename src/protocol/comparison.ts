import type { CompareProgress, Comparison, ContestantFigures } from '../studies/comparison/compare.ts';
import type { ContestantId } from '../studies/comparison/contestants.ts';
import type { RegretCourses } from '../studies/comparison/curves.ts';
import type { Benchmark } from '../studies/comparison/tabulation.ts';
import type { ComparisonProblem } from './problem.ts';

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
      /** Over the seeds until now; over all of them it is the last. */
      readonly comparison: Comparison<ContestantFigures>;
      readonly regrets: RegretCourses;
      /** Seeds that were asked for. */
      readonly asked: number;
      /** That it has taken. */
      readonly seconds: number;
    }
  | { readonly type: 'problem'; readonly problem: ComparisonProblem };
