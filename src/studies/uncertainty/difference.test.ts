import { expect, test } from 'vitest';
import { packBits, wordsOf } from '../../base/bytes/bits.ts';
import { createRandom } from '../../base/random.ts';
import { countsOf, differenceOf, intervalOf, type Judged } from './difference.ts';
import { createWorld, LEAST, MOST, RUNS, shareOf, tell } from './testing/simulation.ts';

const judged = (bits: readonly boolean[]): Judged & { readonly right: Uint32Array } => ({
  accuracy: bits.filter(Boolean).length / bits.length,
  images: bits.length,
  right: wordsOf(packBits(bits)),
});

test('the four counts are those of image by image', () => {
  const random = createRandom(4);
  for (let round = 0; round < 40; round++) {
    const length = 1 + random.integer(200);
    const draw = (): boolean[] => Array.from({ length }, () => random.uniform() < 0.4);
    const [a, b] = [draw(), draw()];
    const count = (x: boolean, y: boolean): number => a.filter((bit, i) => bit === x && b[i] === y).length;
    expect(countsOf(judged(a).right, judged(b).right, length)).toEqual({
      both: count(true, true),
      first: count(true, false),
      second: count(false, true),
      neither: count(false, false),
    });
    const { difference, kind } = differenceOf(judged(a), judged(b), null);
    expect(kind).toBe('paired');
    expect(difference).toBeCloseTo((count(true, false) - count(false, true)) / length, 14);
  }
});

test('both ways round, a difference is its own negative', () => {
  const world = createWorld(1);
  const images = world.images(300);
  const [a, b] = [world.train(0.4, 0, images), world.train(0.5, 0, images)];
  const there = differenceOf(a, b, 0.01);
  const back = differenceOf(b, a, 0.01);
  expect(back.p).toBe(there.p);
  expect(back.z).toBe(-there.z);
  const { low, high } = intervalOf(there, 0.01);
  expect(intervalOf(back, 0.01)).toEqual({ low: -high, high: -low });
});

test('an interval leaves out 0 exactly where p is below its error', () => {
  const world = createWorld(2);
  const images = world.images(200);
  for (let round = 0; round < 100; round++) {
    const difference = differenceOf(world.train(0.4, 0.02, images), world.train(0.45, 0.02, images), 0.02);
    for (const error of [0.2, 0.05, 0.05 / 4950]) {
      const { low, high } = intervalOf(difference, error);
      expect(low > 0 || high < 0).toBe(difference.p < error);
    }
  }
});

test('the same bits are never sure to be the same child', () => {
  const all = judged(Array.from({ length: 10 }, () => true));
  const { p, ofImages } = differenceOf(all, all, null);
  expect(p).toBe(1);
  expect(ofImages).toBeGreaterThan(0);
});

test('without bits, or with other images, they count as judged apart, which is less sure', () => {
  const world = createWorld(3);
  const images = world.images(1000);
  const [a, b] = [world.train(0.4, 0, images), world.train(0.45, 0, images)];
  const paired = differenceOf(a, b, null);
  const unpaired = differenceOf(a, { ...b, right: null }, null);
  expect([paired.kind, unpaired.kind]).toEqual(['paired', 'unpaired']);
  expect(unpaired.difference).toBe(paired.difference);
  expect(unpaired.ofImages).toBeGreaterThan(1.4 * paired.ofImages);
  expect(differenceOf(a, world.train(0.4, 0, world.images(500)), null).kind).toBe('unpaired');
  expect(paired.counts).toBe('images-only');
  expect(differenceOf(a, b, 0.01).ofTraining).toBeCloseTo(2e-4, 14);
});

test.each([
  [100, 0.12, 0.1, 0],
  [500, 0.4, 0.45, 0.015],
  [1000, 0.45, 0.45, 0.01],
  [1000, 0.6, 0.45, 0.02],
])(
  'simulated: %d images, %d against %d, luck %d: both kinds hold the truth',
  (count, own, other, deviation) => {
    const world = createWorld(count + 5);
    const held = (kind: 'paired' | 'unpaired'): number =>
      shareOf(RUNS, () => {
        const images = world.images(count);
        const first = world.train(own, deviation, images);
        const second = world.train(other, deviation, kind === 'paired' ? images : world.images(count));
        const told = kind === 'paired' ? second : { ...second, right: null };
        const difference = differenceOf(first, told, deviation);
        if (difference.kind !== kind) throw new Error(`a difference is ${difference.kind}, not ${kind}`);
        const { low, high } = intervalOf(difference, 0.05);
        return low <= own - other && own - other <= high;
      });
    for (const kind of ['paired', 'unpaired'] as const) {
      const covered = held(kind);
      tell(`difference, ${kind}, ${count} images, ${own} against ${other}, luck ${deviation}: held`, covered);
      expect(covered).toBeGreaterThan(LEAST);
      expect(covered).toBeLessThan(MOST);
    }
  },
);

test('what pairing is worth: on shared images the unpaired interval holds too much', () => {
  const world = createWorld(11);
  const covered = shareOf(RUNS, () => {
    const images = world.images(300);
    const [a, b] = [world.train(0.45, 0, images), world.train(0.45, 0, images)];
    const { low, high } = intervalOf(differenceOf(a, { ...b, right: null }, null), 0.05);
    return low <= 0 && 0 <= high;
  });
  tell('difference on shared images, taken for unpaired: held', covered);
  expect(covered).toBeGreaterThan(MOST);
});
