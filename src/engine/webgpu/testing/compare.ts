/** Distance of two vectors relative to the second's length; what is nearly zero counts as of length 1e-4. */
export function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < expected.length; i++) {
    difference += (actual[i]! - expected[i]!) ** 2;
    norm += expected[i]! ** 2;
  }
  const value = Math.sqrt(difference) / Math.max(1e-4, Math.sqrt(norm));
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}
