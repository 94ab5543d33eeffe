import { mean } from '../../base/statistics.ts';
import type { RowOf } from '../tabulated/lookup.ts';
import { spreadOf, type Trainings } from '../tabulated/spread.ts';
import type { Judge } from './tabulation.ts';

/** Standard errors on each side of a 95 % interval. */
const REACH = 1.96;

/**
 * A judge of a table's graphs by the rewards of their trainings, row by row; which of a row's trainings judge a search
 * follows from its seed. A training that failed is worth 0, as in a search.
 */
export function judgeOf(
  rewards: readonly Trainings[],
  rowOf: RowOf,
  judging: (seed: number, training: number) => boolean,
): Judge {
  const known = rewards.map((row) => row.map((reward) => reward ?? 0));
  const worths = known.map(mean);
  const best = worths.reduce((most, worth) => Math.max(most, worth), Number.NEGATIVE_INFINITY);
  const spread = spreadOf(rewards);
  const noiseFloor = spread && best - REACH * spread.ofEntries;
  return {
    graphOf: rowOf,
    judged(graph, seed) {
      const row = known[graph] as readonly number[];
      return mean(row.filter((_, training) => judging(seed, training)));
    },
    worth: (graph) => worths[graph] as number,
    best,
    noiseFloor,
    atNoiseFloor: noiseFloor === null ? 0 : worths.filter((worth) => worth >= noiseFloor).length,
  };
}
