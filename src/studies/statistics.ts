/** Figures of the reward chart. Lists are in the order of the trials; nothing is simulated. */

/** Values that a mean of the last ones is of, at most. */
export const MEAN_OF = 5;

/** Mean of each value and those before it, `window` values at most. */
export function movingMean(values: readonly number[], window = MEAN_OF): number[] {
  return values.map((_, index) => {
    const recent = values.slice(Math.max(0, index + 1 - window), index + 1);
    return recent.reduce((sum, value) => sum + value, 0) / recent.length;
  });
}

/** The greatest of each value and those before it. */
export function bestSoFar(values: readonly number[]): number[] {
  let best = Number.NEGATIVE_INFINITY;
  return values.map((value) => {
    best = Math.max(best, value);
    return best;
  });
}

export interface BandPoint {
  /** Children that a random search would have trained. */
  readonly children: number;
  /** Quantiles 10 %, 50 % and 90 % of the best reward among them. */
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/**
 * What the best of k random children would be, for k = 1 … n, given the rewards of n real ones: the exact quantiles of
 * the greatest of k draws without replacement. With the rewards rising, it is at most the j-th one with probability
 * C(j, k) / C(n, k); a quantile q is the least reward where that reaches q.
 */
export function randomSearchBand(rewards: readonly number[]): BandPoint[] {
  const rising = [...rewards].sort((a, b) => a - b);
  return rising.map((_, index) => {
    const children = index + 1;
    const [low = 0, median = 0, high = 0] = bestOfDraws(rising, children, [0.1, 0.5, 0.9]);
    return { children, low, median, high };
  });
}

/** A rank whose probability equals q but for rounding counts as reaching it. */
const ROUNDING = 1e-12;

function bestOfDraws(rising: readonly number[], draws: number, quantiles: readonly number[]): number[] {
  let rank = rising.length;
  let atMost = 1;
  const values: number[] = [];
  // From the top down: C(j - 1, k) / C(j, k) = (j - k) / j.
  for (const q of [...quantiles].sort((a, b) => b - a)) {
    while (rank > draws && (atMost * (rank - draws)) / rank >= q - ROUNDING) {
      atMost *= (rank - draws) / rank;
      rank -= 1;
    }
    values.unshift(rising[rank - 1] as number);
  }
  return values;
}
