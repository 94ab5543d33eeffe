import { expect, test } from 'vitest';
import { normalQuantile } from '../../base/normal.ts';
import { normalScores } from './scores.ts';

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
