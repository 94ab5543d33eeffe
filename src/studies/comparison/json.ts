import type { Comparison, ContestantFigures } from './compare.ts';

/** A comparison as the command prints it and the page exports it: rewards 0 to 1; null for random search against itself. */
export function comparisonJson({ contestants }: Comparison<ContestantFigures>) {
  return {
    strategies: contestants.map(({ id, best, meanTop5, meanTop25, againstRandom }) => ({
      id,
      best,
      meanTop5,
      meanTop25,
      againstRandom,
    })),
  };
}
