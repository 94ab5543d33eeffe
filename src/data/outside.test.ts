import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cifar10 } from './cifar10/info.ts';
import { countOutside, outsideImages } from './outside.ts';
import { splitSet } from './split.ts';

const setOf = (count: number) => ({
  info: cifar10,
  count,
  images: new Uint8Array(),
  labels: Uint8Array.from({ length: count }, (_, index) => (7 * index) % 10),
});

test('images outside a split are in none of its parts, as many of each class, the same for a seed', () => {
  const sizes = fc.record({ train: fc.nat(300), validation: fc.nat(300), count: fc.nat(30), seed: fc.nat() });
  fc.assert(
    fc.property(sizes, ({ train, validation, count, seed }) => {
      const whole = setOf(10 * (Math.ceil((train + validation) / 10) + count + 1));
      // The search split what it had loaded; more was loaded behind it.
      const loaded = setOf(10 * Math.ceil((train + validation) / 10));
      const split = splitSet(loaded, train, validation, seed);
      const outside = outsideImages(whole, split, 10 * count, seed);
      const used = new Set([...split.train, ...split.validation]);
      expect(outside.filter((index) => used.has(index))).toHaveLength(0);
      expect(new Set(outside).size).toBe(10 * count);
      const classes = Array.from(
        { length: 10 },
        (_, c) => outside.filter((i) => whole.labels[i] === c).length,
      );
      expect(classes).toEqual(Array.from({ length: 10 }, () => count));
      expect(outsideImages(whole, split, 10 * count, seed)).toEqual(outside);
    }),
  );
});

test('a winner is judged by 2,000 to 5,000 of them, or by none', () => {
  const counts = [0, 44_000, 45_000, 47_990, 48_000, 48_001, 50_000].map((used) =>
    countOutside(cifar10, used),
  );
  expect(counts).toEqual([5000, 5000, 5000, 2010, 2000, 0, 0]);
});

test('a class with too few left is named', () => {
  const set = setOf(100);
  const split = splitSet(set, 50, 40, 1);
  expect(() => outsideImages(set, split, 20, 1)).toThrow(
    'Only 1 images of CIFAR-10 are airplane and outside the split: 2 were to judge the winner.',
  );
});
