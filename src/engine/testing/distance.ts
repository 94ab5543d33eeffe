import { createRandom } from '../../base/random.ts';
import type { Weights64 } from './float64/network.ts';

/** Distance of two vectors relative to the second's length, which counts as `floor` at least: 0 has only roundings. */
export function distance(actual: ArrayLike<number>, expected: ArrayLike<number>, floor = 1e-4): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < expected.length; i++) {
    difference += (actual[i]! - expected[i]!) ** 2;
    norm += expected[i]! ** 2;
  }
  const value = Math.sqrt(difference) / Math.max(floor, Math.sqrt(norm));
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

/**
 * The gradient of a network with relu and maxima jumps where a value crosses 0 or another. Answers whether an `error` is no
 * more than how far (in `measure`) float64's own gradient jumps when its weights move by some roundings.
 */
export function isAtEdge(
  error: number,
  weights: Weights64,
  gradients: (at: Weights64) => Weights64,
  measure: (actual: Weights64, exact: Weights64) => number,
  seed: number,
): boolean {
  const exact = gradients(weights);
  const random = createRandom(seed);
  for (let i = 0; i < 10; i++) {
    const moved = new Map(
      [...weights].map(([name, values]) => [name, values.map((w) => w * (1 + 3e-6 * random.normal()))]),
    );
    if (error < 1.5 * measure(gradients(moved), exact)) return true;
  }
  return false;
}
