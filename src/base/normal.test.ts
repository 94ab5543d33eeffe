import { expect, test } from 'vitest';
import { normalQuantile, twoSidedP, twoSidedZ } from './normal.ts';

test.each([
  // Python's statistics.NormalDist().inv_cdf.
  [0.5, 0],
  [0.975, 1.9599639845400543],
  [0.9, 1.2815515655446008],
  [0.05, -1.6448536269514722],
  [0.001, -3.090232306167813],
  [1e-12, -7.034483825301132],
])('a standard normal falls below its quantile of %d', (p, x) => {
  expect(normalQuantile(p)).toBeCloseTo(x, 13);
});

test.each([
  // Python's math.erfc(z / sqrt(2)).
  [0.1, 0.920344325445942],
  [0.5, 0.6170750774519738],
  [1.0, 0.31731050786291415],
  [1.9599639845400545, 0.05],
  [1.999, 0.045608353865317766],
  [2.0, 0.04550026389635844],
  [2.5, 0.012419330651552278],
  [3.0, 0.0026997960632601913],
  [4.5, 6.795346249460123e-6],
  [6.5, 8.03200116771825e-11],
  [10.0, 1.5239706048321186e-23],
  [30.0, 9.813427854297528e-198],
])('a standard normal lies at least %d from 0 with probability %d', (z, p) => {
  expect(Math.abs(twoSidedP(z) / p - 1)).toBeLessThan(1e-12);
  expect(twoSidedP(-z)).toBe(twoSidedP(z));
  expect(Math.abs(twoSidedZ(twoSidedP(z)) / z - 1)).toBeLessThan(1e-9);
});

test('the ends of the two-sided probability', () => {
  expect(twoSidedP(0)).toBe(1);
  expect(twoSidedZ(1)).toBeCloseTo(0, 15);
  expect(twoSidedP(60)).toBe(0);
  expect(twoSidedP(Number.POSITIVE_INFINITY)).toBe(0);
  expect(twoSidedP(Number.NaN)).toBeNaN();
});
