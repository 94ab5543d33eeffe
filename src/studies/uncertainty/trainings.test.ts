import { expect, test } from 'vitest';
import { countsOf, type Judged } from './difference.ts';
import { createWorld } from './testing/simulation.ts';
import {
  commonVariance,
  luckVariances,
  partingShare,
  type TrainedTwice,
  trainingDeviation,
} from './trainings.ts';

const square = (x: number): number => x * x;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

type WithBits = Judged & { readonly right: Uint32Array };

function twice(one: WithBits, other: WithBits): TrainedTwice {
  const { both, first, second } = countsOf(one.right, other.right, one.images);
  return { right: [both + first, both + second], differ: first + second };
}

test.each([0.006, 0.015])(
  'a training luck of %d comes out of pairs that saw the same images',
  (deviation) => {
    const world = createWorld(1);
    const pairs = Array.from({ length: 1500 }, () => {
      const own = 0.45 + 0.02 * world.random.normal();
      const images = world.images(1000);
      return [world.train(own, deviation, images), world.train(own, deviation, images)] as const;
    });
    const known = pairs.map(([one, other]) => twice(one, other));
    expect(Math.abs(trainingDeviation(known, 1000, 1)! - deviation)).toBeLessThan(0.0015);
    // Their plain scatter says twice as much, or more, and what is left beside all of the images' chance less.
    const scatter = Math.sqrt(mean(pairs.map(([a, b]) => square(a.accuracy - b.accuracy) / 2)));
    expect(scatter).toBeGreaterThan(deviation + 0.003);
    const unknown = known.map(({ right }) => ({ right, differ: null }));
    expect(trainingDeviation(unknown, 1000, 1)).toBeLessThan(deviation - 0.002);
    const share = partingShare(known.slice(0, 700), 1000)!;
    expect(share).toBeLessThan(0.7);
    expect(Math.abs(trainingDeviation(unknown, 1000, share)! - deviation)).toBeLessThan(0.0015);
  },
);

test('two trainings by hand: McNemar’s variance, and a share of the binomial ones where it is not known', () => {
  const pair = { right: [40, 50] as const, differ: 30 };
  // (30 - 10^2 / 100) / 99 / 100, and 0.4 x 0.6 / 100 + 0.5 x 0.5 / 100.
  const [parting, binomial] = [29 / 9900, 0.0049];
  expect(partingShare([pair], 100)).toBeCloseTo(parting / binomial, 12);
  expect(luckVariances([pair], 100, 1)).toEqual([expect.closeTo((0.01 - parting) / 2, 12)]);
  expect(luckVariances([{ ...pair, differ: null }], 100, 0.5)).toEqual([
    expect.closeTo((0.01 - binomial / 2) / 2, 12),
  ]);
});

test('no pair, no deviation; no bits, no share', () => {
  const pair = { right: [20, 20] as const, differ: 0 };
  expect(trainingDeviation([], 50, 1)).toBeNull();
  expect(trainingDeviation([pair], 50, 1)).toBe(0);
  expect(partingShare([{ ...pair, differ: null }], 50)).toBeNull();
  expect(partingShare([{ right: [0, 50], differ: 50 }], 50)).toBeNull();
  const child = createWorld(2).train(0.5, 0, createWorld(2).images(50));
  expect(commonVariance([child])).toBeNull();
  expect(commonVariance([child, { ...child, right: null }])).toBeNull();
});

test('what the choice of images moves for all children together', () => {
  const world = createWorld(3);
  const owns = Array.from({ length: 12 }, () => 0.45 + 0.02 * world.random.normal());
  const told: number[] = [];
  const means: number[] = [];
  for (let run = 0; run < 600; run++) {
    const images = world.images(400);
    const children: Judged[] = owns.map((own) => world.train(own, 0, images));
    told.push(commonVariance(children)!);
    means.push(mean(children.map(({ accuracy }) => accuracy)));
  }
  // The variance of the mean of all: the common part, and a twelfth of each one's own.
  const common = mean(told);
  const own = (0.45 * 0.55) / 400 - common;
  const seen = mean(means.map((value) => square(value - mean(owns))));
  expect(seen / (common + own / owns.length)).toBeGreaterThan(0.85);
  expect(seen / (common + own / owns.length)).toBeLessThan(1.15);
  expect(common / (common + own)).toBeCloseTo(0.38, 1);
});
