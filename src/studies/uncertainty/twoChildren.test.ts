import { expect, test } from 'vitest';
import { packBits, wordsOf } from '../../base/bytes/bits.ts';
import type { Judged } from './difference.ts';
import { createWorld, RUNS, shareOf, tell } from './testing/simulation.ts';
import { compareTwo, mcnemarP } from './twoChildren.ts';

/** 2 sum C(n, i) / 2^n in exact integers (Python's fractions), rounded once. */
test.each([
  [78, 92, 0.31874128410525415],
  [0, 0, 1],
  [0, 1, 1],
  [0, 5, 0.0625],
  [0, 6, 0.03125],
  [5, 5, 1],
  [3, 12, 0.03515625],
  [4, 9, 0.266845703125],
  [121, 59, 4.434449263755176e-6],
  [10, 40, 2.3861331676755526e-5],
  [1200, 1000, 2.1817026407914712e-5],
  [2, 60, 8.474124180146703e-16],
  [700, 300, 1.7665678007950136e-37],
])('McNemar’s exact test of %i against %i', (first, second, p) => {
  expect(mcnemarP(first, second) / p).toBeCloseTo(1, 11);
  expect(mcnemarP(second, first)).toBe(mcnemarP(first, second));
});

test('it is a probability for any counts, and falls as they part', () => {
  let before = 1;
  for (let more = 0; more <= 200; more++) {
    const p = mcnemarP(100 + more, 100);
    expect(p).toBeLessThanOrEqual(before);
    expect(p).toBeGreaterThan(0);
    before = p;
  }
  expect(mcnemarP(0, 1e5)).toBe(0);
  expect(() => mcnemarP(-1, 2)).toThrow('-1 is no number of images');
  expect(() => mcnemarP(1.5, 2)).toThrow('1.5 is no number of images');
});

const judged = (bits: readonly boolean[]): Judged => ({
  accuracy: bits.filter(Boolean).length / bits.length,
  images: bits.length,
  right: wordsOf(packBits(bits)),
});

test('both questions are answered apart', () => {
  const first = judged([true, true, true, true, false, false, true, true, true, true]);
  const second = judged([true, false, false, false, false, true, false, false, false, false]);
  const { images, networks, architectures, unmatched } = compareTwo(first, second, {
    trainingDeviation: 0.1,
    sameImages: true,
  });
  expect(images).toEqual({ both: 1, first: 7, second: 1, neither: 1 });
  expect(unmatched).toBeNull();
  expect(networks).toEqual({
    of: 'networks',
    difference: 0.6,
    onlyFirst: 7,
    onlySecond: 1,
    p: mcnemarP(7, 1),
  });
  expect(architectures).toMatchObject({ of: 'architectures', kind: 'paired' });
  expect(architectures!.difference).toBeCloseTo(0.6, 14);
  expect(architectures!.low).toBeLessThan(0.6);
});

test('what is not known is not told', () => {
  const child = judged([true, false, true]);
  const luck = { trainingDeviation: 0.02, sameImages: true };
  expect(compareTwo(child, child, { ...luck, trainingDeviation: null }).architectures).toBeNull();
  const blind = { ...child, right: null };
  expect(compareTwo(child, blind, luck)).toMatchObject({
    images: null,
    unmatched: 'bits',
    networks: null,
    architectures: { kind: 'unpaired' },
  });
  const elsewhere = { ...luck, sameImages: false };
  expect(compareTwo(child, child, elsewhere)).toMatchObject({ unmatched: 'others', networks: null });
  expect(compareTwo(child, child, elsewhere).architectures).toMatchObject({ kind: 'unpaired' });
});

const IMAGES = 500;

test('of equally good networks McNemar’s test parts 5 % at the most', () => {
  const world = createWorld(21);
  const share = shareOf(RUNS, () => {
    const images = world.images(IMAGES);
    const [a, b] = [world.train(0.45, 0, images), world.train(0.45, 0, images)];
    return compareTwo(a, b, { trainingDeviation: null, sameImages: true }).networks!.p <= 0.05;
  });
  tell('McNemar, equal networks parted', share);
  // Exact on whole counts: below 5 % (some 4), and no tamer than that.
  expect(share).toBeLessThan(0.055);
  expect(share).toBeGreaterThan(0.025);
});

test('with luck in training, equal architectures: the networks differ often, the architectures in 5 %', () => {
  const world = createWorld(22);
  let networks = 0;
  const share = shareOf(RUNS, () => {
    const images = world.images(IMAGES);
    const [a, b] = [world.train(0.45, 0.03, images), world.train(0.45, 0.03, images)];
    const found = compareTwo(a, b, { trainingDeviation: 0.03, sameImages: true });
    if (found.networks!.p <= 0.05) networks++;
    const { low, high, p } = found.architectures!;
    expect(low > 0 || high < 0).toBe(p < 0.05);
    return p <= 0.05;
  });
  tell('equal architectures with luck, networks parted', networks / RUNS);
  tell('equal architectures with luck, parted', share);
  expect(share).toBeGreaterThan(0.03);
  expect(share).toBeLessThan(0.07);
  expect(networks / RUNS).toBeGreaterThan(0.25);
});
