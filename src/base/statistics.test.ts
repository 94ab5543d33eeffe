import { expect, test } from 'vitest';
import { entropyBits, mean, median, pearson } from './statistics.ts';

test('the median is the middle value, or the mean of both', () => {
  const values = [5, 1, 9];
  expect(median(values)).toBe(5);
  expect(median([...values, 7])).toBe(6);
  expect(values).toEqual([5, 1, 9]);
  expect(median([4])).toBe(4);
  expect(median([])).toBeNaN();
  expect(mean([1, 2, 6])).toBe(3);
});

test('a correlation is of what varies', () => {
  const line = [1, 2, 4].map((x): [number, number] => [x, 3 - 2 * x]);
  expect(pearson(line)).toBeCloseTo(-1, 12);
  // 0.1 + 0.1 + 0.1 is not 0.3: no value equals their mean.
  expect(pearson([1, 2, 4].map((x): [number, number] => [x, 0.1]))).toBeNull();
  expect(pearson([1, 2, 4].map((x): [number, number] => [0.1, x]))).toBeNull();
  expect(pearson([])).toBeNull();
});

test('entropy counts the questions that a choice leaves open', () => {
  expect(entropyBits([1, 0, 0])).toBe(0);
  expect(entropyBits([0.5, 0.5])).toBeCloseTo(1, 12);
  expect(entropyBits(Array.from({ length: 13 }, () => 1 / 13))).toBeCloseTo(Math.log2(13), 12);
  expect(entropyBits([0.5, 0.25, 0.25])).toBeCloseTo(1.5, 12);
});
