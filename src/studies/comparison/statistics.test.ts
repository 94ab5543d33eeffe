import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { bootstrapMean, bootstrapMeans } from './statistics.ts';

test('the bootstrap interval of two values has the quantiles of the binomial distribution', () => {
  // 20 values, half 0 and half 1: 20 times the mean of a sample is binomial(20, 1/2), whose 2.5 and 97.5 % quantiles are 6 and 14.
  const values = Array.from({ length: 20 }, (_, i) => i % 2);
  expect(bootstrapMean(values)).toEqual({ mean: 0.5, low: 6 / 20, high: 14 / 20 });
  expect(bootstrapMean([3, 3, 3])).toEqual({ mean: 3, low: 3, high: 3 });
  expect(() => bootstrapMean([])).toThrow(RangeError);
});

test('many lists at once have the intervals of each', () => {
  const lists = [
    [1, 2, 4],
    [8, 0, 5],
  ];
  expect(bootstrapMeans(lists, 3)).toEqual(lists.map((list) => bootstrapMean(list, 3)));
  expect(bootstrapMeans([])).toEqual([]);
  expect(() => bootstrapMeans([[1], [1, 2]])).toThrow(RangeError);
  expect(() => bootstrapMeans([[1], []])).toThrow(RangeError);
});

test('for many normal values it is the mean plus and minus 1.96 standard errors, and a seed gives the same one', () => {
  const random = createRandom(3);
  const values = Array.from({ length: 400 }, () => random.normal());
  const { mean, low, high } = bootstrapMean(values);
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  const half = (1.96 * deviation) / Math.sqrt(values.length);
  expect(low).toBeCloseTo(mean - half, 2);
  expect(high).toBeCloseTo(mean + half, 2);
  expect(bootstrapMean(values, 1)).toEqual({ mean, low, high });
  expect(bootstrapMean(values, 2)).not.toEqual({ mean, low, high });
});
