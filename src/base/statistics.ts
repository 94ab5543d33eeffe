import { log } from './exactMath/log.ts';

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of at least two values: their mean, their standard deviation (n - 1), and the mean's standard error. */
export function meanAndError(values: readonly number[]): {
  readonly middle: number;
  readonly deviation: number;
  readonly error: number;
} {
  if (values.length < 2) throw new RangeError(`${values.length} values have no standard error`);
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) * (value - middle), 0);
  const variance = squares / (values.length - 1);
  return { middle, deviation: Math.sqrt(variance), error: Math.sqrt(variance / values.length) };
}

/** Of a list of any order, which stays as it is: the middle value, or the mean of both. NaN of none. */
export function median(values: readonly number[]): number {
  const rising = [...values].sort((a, b) => a - b);
  const half = rising.length / 2;
  return ((rising[Math.ceil(half) - 1] ?? Number.NaN) + (rising[Math.floor(half)] ?? Number.NaN)) / 2;
}

/** Pearson's correlation; null where either side does not vary. */
export function pearson(pairs: readonly (readonly [number, number])[]): number | null {
  // Asked of the values: their mean may be rounded away from all of them.
  const varies = (side: 0 | 1): boolean => pairs.some((pair) => pair[side] !== pairs[0]![side]);
  if (!varies(0) || !varies(1)) return null;
  const [meanX, meanY] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xx += (x - meanX) * (x - meanX);
    yy += (y - meanY) * (y - meanY);
    xy += (x - meanX) * (y - meanY);
  }
  return xy / Math.sqrt(xx * yy);
}

/** Shannon's entropy of a distribution in bits: 0 where one choice is certain, log2 n of n that are equally likely. */
export const entropyBits = (probabilities: readonly number[]): number =>
  probabilities.reduce((sum, p) => (p > 0 ? sum - p * log(p) : sum), 0) / Math.LN2;
