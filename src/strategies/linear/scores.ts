import { normalQuantile } from '../../base/normal.ts';

/**
 * Normal scores of values (Blom 1958): the normal quantile of (rank - 3/8) / (n + 1/4); equal values share their mean
 * rank. Whatever the values' spread and outliers, the scores have about mean 0 and deviation 1.
 */
export function normalScores(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b);
  const scores = new Array<number>(values.length);
  for (let first = 0; first < order.length; ) {
    let after = first + 1;
    while (after < order.length && values[order[after]!] === values[order[first]!]) after++;
    const rank = (first + 1 + after) / 2;
    const score = normalQuantile((rank - 3 / 8) / (values.length + 1 / 4));
    for (const index of order.slice(first, after)) scores[index] = score;
    first = after;
  }
  return scores;
}
