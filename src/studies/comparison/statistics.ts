import { createRandom } from '../../base/random.ts';
import { mean } from '../../base/statistics.ts';

export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 10_000;

/**
 * The mean and its 95 % percentile bootstrap interval (Efron 1979): the 2.5 and 97.5 % quantiles of the means of 10,000
 * samples of the values, drawn with replacement from a seeded generator. Throws a RangeError on no values.
 */
export function bootstrapMean(values: readonly number[], seed = 1): Interval {
  return bootstrapMeans([values], seed)[0] as Interval;
}

/** The same of many lists of one length, drawn alike, which takes far less time than one by one. */
export function bootstrapMeans(lists: readonly (readonly number[])[], seed = 1): Interval[] {
  const length = lists[0]?.length ?? 0;
  if (lists.some((list) => list.length === 0)) throw new RangeError('There is no mean of no values.');
  if (lists.some((list) => list.length !== length)) throw new RangeError('The lists differ in length.');
  const random = createRandom(seed);
  const drawn = Uint32Array.from({ length: RESAMPLES * length }, () => random.integer(length));
  const means = new Float64Array(RESAMPLES);
  return lists.map((values) => {
    for (let i = 0; i < RESAMPLES; i++) {
      let sum = 0;
      for (let j = i * length; j < (i + 1) * length; j++) sum += values[drawn[j] as number] as number;
      means[i] = sum / length;
    }
    means.sort();
    return { mean: mean(values), low: quantile(means, 0.025), high: quantile(means, 0.975) };
  });
}

/** Linear between the order statistics, as most software has it (Hyndman and Fan 1996, type 7). */
function quantile(rising: Float64Array, q: number): number {
  const place = q * (rising.length - 1);
  const below = Math.floor(place);
  const low = rising[below] as number;
  const high = rising[Math.min(below + 1, rising.length - 1)] as number;
  return low + (place - below) * (high - low);
}
