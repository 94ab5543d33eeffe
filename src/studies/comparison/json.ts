import type { Comparison, ContestantFigures } from './compare.ts';
import type { Interval } from './statistics.ts';
import { type ToldWorths, toldWorths, worthRows } from './worthRows.ts';

/**
 * A comparison as the command prints it and the page exports it. Rewards and regrets are shares, 0 to 1 (a reward by cost
 * may be more), effects and what choices are worth are points, 100 times that. `againstRandom` is null for random search
 * itself and where it does not take part; `worths` are those of one search, if effects add up, and null where nothing can be told.
 */
export function comparisonJson(comparison: Comparison<ContestantFigures>) {
  const { table, trials, seeds, contestants } = comparison;
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
    worths: worthsJson(toldWorths(comparison)),
  };
}

function worthsJson(told: ToldWorths | null) {
  if (told === null) return null;
  const { strategy, seed, worths } = told;
  const { children, fit, hidden } = worths;
  const effects = worthRows(worths).map(({ isTold: _, ...row }) => row);
  return { strategy, seed, children, fit, hidden, effects };
}

const inPoints = ({ mean, low, high }: Interval): Interval => ({
  mean: 100 * mean,
  low: 100 * low,
  high: 100 * high,
});
