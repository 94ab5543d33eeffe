import { expect, test } from 'vitest';
import { createRandom, fillNormal, restoreRandom, shuffle } from './random.ts';

test('a restored generator goes on where the saved one was', () => {
  const random = createRandom(7);
  for (let i = 0; i < 10; i++) random.uniform();
  const copy = restoreRandom(random.state());
  expect(Array.from({ length: 20 }, () => copy.uniform())).toEqual(
    Array.from({ length: 20 }, () => random.uniform()),
  );
});

test('integers are uniform: chi-squared of 60,000 draws over 6 values', () => {
  const random = createRandom(1);
  const counts = new Array<number>(6).fill(0);
  for (let i = 0; i < 60_000; i++) counts[random.integer(6)]!++;
  const chi2 = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  expect(chi2).toBeLessThan(20.5); // 5 degrees of freedom, p = 0.001
});

test('normals have mean 0 and variance 1', () => {
  const random = createRandom(2);
  const draws = Array.from({ length: 50_000 }, () => random.normal());
  const mean = draws.reduce((a, b) => a + b) / draws.length;
  const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length;
  expect(mean).toBeCloseTo(0, 1);
  expect(variance).toBeCloseTo(1, 1);
});

test('normals of a seed have the same bits on every machine', () => {
  const draws = new Float32Array(6);
  fillNormal(draws, 0.1, createRandom(1));
  const bits = [...new Uint32Array(draws.buffer)].map((word) => word.toString(16));
  expect(bits).toEqual(['bd3d4c9d', 'bb15bcbc', 'be296b9d', 'bd1c3b1a', '3aa2bce9', '3d8f457e']);
});

test.each([0, 1, 512, 513, 1500])('%i normals at once are those drawn one by one', (count) => {
  const [at, one] = [createRandom(3), createRandom(3)];
  const draws = new Float32Array(count);
  fillNormal(draws, 0.3, at);
  expect(draws).toEqual(Float32Array.from(draws, () => 0.3 * one.normal()));
  expect(at.state()).toEqual(one.state());
});

test('forks differ by label and leave the parent alone', () => {
  const random = createRandom(3);
  const before = random.state();
  expect(random.fork(1).uniform()).not.toBe(random.fork(2).uniform());
  expect(random.state()).toEqual(before);
});

test('a shuffle is a permutation', () => {
  const items = shuffle(
    Array.from({ length: 100 }, (_, i) => i),
    createRandom(4),
  );
  expect([...items].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  expect(items).not.toEqual(Array.from({ length: 100 }, (_, i) => i));
});
