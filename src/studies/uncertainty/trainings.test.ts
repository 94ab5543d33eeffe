import { expect, test } from 'vitest';
import type { Judged } from './difference.ts';
import { createWorld } from './testing/simulation.ts';
import { commonVariance, trainingDeviation } from './trainings.ts';

const square = (x: number): number => x * x;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

test.each([0.006, 0.015])(
  'a training luck of %d comes out of pairs that saw the same images',
  (deviation) => {
    const world = createWorld(1);
    const pairs = Array.from({ length: 1500 }, () => {
      const own = 0.45 + 0.02 * world.random.normal();
      const images = world.images(1000);
      return [world.train(own, deviation, images), world.train(own, deviation, images)] as const;
    });
    const measured = trainingDeviation(pairs)!;
    expect(Math.abs(measured - deviation)).toBeLessThan(0.0015);
    // Their plain scatter says twice as much, or more.
    const scatter = Math.sqrt(mean(pairs.map(([a, b]) => square(a.accuracy - b.accuracy) / 2)));
    expect(scatter).toBeGreaterThan(deviation + 0.003);
  },
);

test('no bits, no deviation', () => {
  const world = createWorld(2);
  const child = world.train(0.5, 0, world.images(50));
  expect(trainingDeviation([])).toBeNull();
  expect(trainingDeviation([[child, { ...child, right: null }]])).toBeNull();
  expect(trainingDeviation([[child, child]])).toBe(0);
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
