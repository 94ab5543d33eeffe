import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cifar10 } from './cifar10/info.ts';
import type { ImageSet } from './dataset.ts';
import { splitSet } from './split.ts';

/** Labels are all that a split looks at. */
const setOf = (labels: readonly number[]): ImageSet => ({
  info: cifar10,
  count: labels.length,
  images: new Uint8Array(),
  labels: Uint8Array.from(labels),
});
const balanced = (perClass: number) => setOf(Array.from({ length: 10 * perClass }, (_, i) => i % 10));
const countsOf = (set: ImageSet, indices: Uint32Array) => {
  const counts = new Array<number>(10).fill(0);
  for (const index of indices) counts[set.labels[index]!]!++;
  return counts;
};

test('every split of a balanced set is disjoint, stratified and as large as asked for', () => {
  const sizes = fc.tuple(fc.nat(600), fc.nat(600), fc.integer());
  fc.assert(
    fc.property(sizes, ([trainCount, validationCount, seed]) => {
      const set = balanced(Math.ceil((trainCount + validationCount) / 10));
      const { train, validation } = splitSet(set, trainCount, validationCount, seed);
      expect([train.length, validation.length]).toEqual([trainCount, validationCount]);
      expect(new Set([...train, ...validation]).size).toBe(trainCount + validationCount);
      for (const part of [train, validation]) {
        const counts = countsOf(set, part);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('the seed decides, and nothing else', () => {
  const set = balanced(50);
  expect(splitSet(set, 333, 77, 5)).toEqual(splitSet(set, 333, 77, 5));
  expect(splitSet(set, 333, 77, 5)).not.toEqual(splitSet(set, 333, 77, 6));
});

test('the classes that get one more are random ones', () => {
  const set = balanced(50);
  const favoured = new Set<number>();
  for (let seed = 0; seed < 60; seed++)
    favoured.add(countsOf(set, splitSet(set, 11, 0, seed).train).indexOf(2));
  expect(favoured.size).toBe(10);
});

test('too few images are refused in words', () => {
  expect(() => splitSet(balanced(10), 90, 11, 1)).toThrow(
    /90 training and 11 validation .* only 100 images of CIFAR-10/,
  );
  const lopsided = setOf([...new Array(50).fill(0), ...Array.from({ length: 90 }, (_, i) => i % 10)]);
  expect(() => splitSet(lopsided, 90, 10, 1)).toThrow(
    /Class automobile needs 9 training and 1 validation .* 9 of it/,
  );
  expect(() => splitSet(balanced(10), 9.5, 1, 1)).toThrow(/9.5 training images/);
});
