import { expect, test } from 'vitest';
import { normalQuantile, normalScores } from './scores.ts';

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

test('scores are those of ranks: spread and outliers do not matter, equals are equal', () => {
  const scores = normalScores([0.1, 0.3, 0.2, 99]);
  expect(scores).toEqual(normalScores([1, 3, 2, 4]));
  expect(scores[3]).toBeCloseTo(normalQuantile(3.625 / 4.25), 14);
  const tied = normalScores([5, 1, 5, 9, 5]);
  expect(tied[0]).toBe(tied[2]);
  expect(tied[0]).toBe(0);
  expect(normalScores([7, 7, 7])).toEqual([0, 0, 0]);
  expect(normalScores([])).toEqual([]);
});
