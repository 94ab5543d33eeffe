import type { BandPoint } from '../statistics.ts';

export interface RandomBandPoint extends BandPoint {
  readonly mean: number;
}

/** A rank whose probability equals a quantile's but for rounding counts as reaching it. */
const ROUNDING = 1e-12;

/**
 * What random search would have as its best after n = 1 … `most` children: the exact quantiles 10, 50 and 90 % and the mean of
 * the best of n draws with replacement from the accuracies of shipped random children (of one recipe, each trained for itself).
 * A quantile q is the least accuracy that the best stays at or below with probability q or more. Since a child may be drawn
 * again, the band keeps its width where n comes near their number, and closes slowly beyond: all three are the best shipped
 * child from about 2.3 times their number on, the upper one much sooner. Empty without shipped children.
 */
export function randomBand(accuracies: readonly number[], most: number): RandomBandPoint[] {
  const rising = [...accuracies].sort((a, b) => a - b);
  const count = rising.length;
  if (count === 0) return [];
  // (j / k)^n for j = 1 … k, one factor more each time.
  const atMost = new Float64Array(count).fill(1);
  return Array.from({ length: most }, (_, index) => {
    let mean = 0;
    let below = 0;
    for (let j = 0; j < count; j++) {
      atMost[j]! *= (j + 1) / count;
      mean += (atMost[j]! - below) * rising[j]!;
      below = atMost[j]!;
    }
    const quantile = (q: number): number => rising[firstFrom(atMost, q - ROUNDING)]!;
    return { children: index + 1, low: quantile(0.1), median: quantile(0.5), high: quantile(0.9), mean };
  });
}

/** The first place whose value is at least so much, by halving; the last value is 1. */
function firstFrom(rising: Float64Array, least: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! >= least) high = middle;
    else low = middle + 1;
  }
  return low;
}
