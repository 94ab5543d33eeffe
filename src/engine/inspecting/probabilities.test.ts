import { expect, test } from 'vitest';
import { classProbabilities } from './probabilities.ts';

test('of two classes it is the logistic function of their difference', () => {
  const [first, second] = classProbabilities(Float32Array.of(1, 3), 2);
  expect(first).toBeCloseTo(1 / (1 + Math.exp(2)), 7);
  expect(second).toBeCloseTo(1 / (1 + Math.exp(-2)), 7);
});

test('each image by itself, and far scores without an overflow', () => {
  const found = classProbabilities(Float32Array.of(1000, 1000, 1000, 0, -500, 700), 3);
  expect([...found]).toEqual([...Float32Array.of(1 / 3, 1 / 3, 1 / 3, 0, 0, 1)]);
});

test('what is no number stays none', () => {
  expect([...classProbabilities(Float32Array.of(Number.NaN, 1), 2)].every(Number.isNaN)).toBe(true);
});
