import type { Comparison, ContestantFigures } from './compare.ts';
import type { Interval } from './statistics.ts';

/**
 * A comparison as the command prints it and the page exports it. Rewards and regrets are shares, 0 to 1 (a reward by cost
 * may be more), effects are points, 100 times that. `againstRandom` is null for random search itself and where it does not
 * take part.
 */
export function comparisonJson({ table, trials, seeds, contestants }: Comparison<ContestantFigures>) {
  const { graphs, trainings, correlation, correlationBetterHalf, engine, commit, adapter, ...rest } = table;
  return {
    table: { graphs, trainings, correlation, correlationBetterHalf, engine, commit, adapter, ...rest },
    trials,
    seeds,
    strategies: contestants.map(({ id, best, meanTop5, meanTop25, regret, ...own }) => ({
      ...{ id, best, meanTop5, meanTop25, regret },
      childrenToNoiseFloor: own.childrenToNoiseFloor,
      reachedNoiseFloor: own.reachedNoiseFloor,
      againstRandom: own.againstRandom && {
        ...own.againstRandom,
        effect: inPoints(own.againstRandom.effect),
      },
    })),
  };
}

const inPoints = ({ mean, low, high }: Interval): Interval => ({
  mean: 100 * mean,
  low: 100 * low,
  high: 100 * high,
});
