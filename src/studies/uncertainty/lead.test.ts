import { expect, test } from 'vitest';
import { leadOverRandom } from './lead.ts';
import { leadOfFinal } from './leadOfFinal.ts';
import { createWorld, LEAST, MOST, RUNS, SHAPES, shareOf, tell } from './testing/simulation.ts';
import { commonVariance } from './trainings.ts';

test('too little to compare with is said', () => {
  const few = Array.from({ length: 19 }, (_, i) => i / 100);
  expect(() => leadOverRandom(0.4, 12, few)).toThrow('19 random children say too little');
  expect(() => leadOverRandom(0.4, 0, [...few, 0.2])).toThrow('no best of 0 draws');
  const pairs = few.map((first) => ({ first, second: first }));
  expect(() => leadOfFinal(0.4, 12, pairs)).toThrow(RangeError);
  // Children that are all alike: nothing scatters.
  const alike = leadOverRandom(0.4, 3, new Array(30).fill(0.5));
  expect(alike.lead).toBeCloseTo(-0.1, 12);
  expect(alike.half).toBeCloseTo(0, 12);
  const same = leadOfFinal(0.4, 3, new Array(30).fill({ first: 0.5, second: 0.45 }));
  expect(same.lead).toBeCloseTo(-0.05, 12);
  expect(same.half).toBeCloseTo(0, 12);
});

const [SPREAD, LUCK, COUNT] = [0.02, 0.01, 100];
/** Of one random trial's figure, images and luck included. */
const DEVIATION = Math.sqrt(SPREAD * SPREAD + LUCK * LUCK + (0.45 * 0.55) / COUNT);

test.each([
  ['normal', 60, 12],
  ['lowerSide', 60, 12],
  ['normal', 100, 40],
  ['lowerSide', 100, 40],
  ['normal', 60, 60],
] as const)(
  'simulated, %s, %d shipped, %d trials: random search is not ahead of random search',
  (shape, k, n) => {
    const world = createWorld(k + n);
    let lead = 0;
    const held = shareOf(RUNS, () => {
      const images = world.images(COUNT);
      const train = (): number =>
        world.train(0.45 + SPREAD * SHAPES[shape](world.random), LUCK, images).accuracy;
      const shipped = Array.from({ length: k }, train);
      const best = Math.max(...Array.from({ length: n }, train));
      const found = leadOverRandom(best, n, shipped);
      lead += found.lead / RUNS;
      return Math.abs(found.lead) <= found.half;
    });
    tell(`lead, ${shape}, ${k} shipped, ${n} trials: 0 inside`, held);
    tell('  its mean lead', lead);
    expect(held).toBeGreaterThan(LEAST);
    expect(held).toBeLessThan(MOST);
    // Where the tail is lighter than exponential, random search is taken for a little better than it is.
    expect(Math.abs(lead)).toBeLessThan(0.13 * DEVIATION);
  },
);

test('a search that is better is ahead by what it is better', () => {
  const world = createWorld(5);
  let lead = 0;
  const found = shareOf(300, () => {
    const images = world.images(600);
    const train = (own: number): number =>
      world.train(own + SPREAD * world.random.normal(), LUCK, images).accuracy;
    const shipped = Array.from({ length: 60 }, () => train(0.45));
    const best = Math.max(...Array.from({ length: 20 }, () => train(0.52)));
    const ahead = leadOverRandom(best, 20, shipped);
    lead += ahead.lead / 300;
    return ahead.lead > ahead.half;
  });
  expect(lead).toBeCloseTo(0.07, 2);
  expect(found).toBeGreaterThan(0.9);
});

test('simulated: judged by other images, what these move for all together has to be counted', () => {
  const world = createWorld(8);
  const held = { counted: 0, not: 0 };
  for (let run = 0; run < RUNS; run++) {
    const [images, others] = [world.images(200), world.images(200)];
    const child = (by: typeof images) => world.train(0.45 + 0.01 * world.random.normal(), 0.005, by);
    const shipped = Array.from({ length: 40 }, () => child(images));
    const best = Math.max(...Array.from({ length: 12 }, () => child(others).accuracy));
    const accuracies = shipped.map(({ accuracy }) => accuracy);
    const otherImages = 2 * commonVariance(shipped)!;
    const counted = leadOverRandom(best, 12, accuracies, { otherImages });
    const not = leadOverRandom(best, 12, accuracies);
    if (Math.abs(counted.lead) <= counted.half) held.counted += 1 / RUNS;
    if (Math.abs(not.lead) <= not.half) held.not += 1 / RUNS;
  }
  tell('lead on other images, counted: 0 inside', held.counted);
  tell('  and not counted', held.not);
  expect(held.counted).toBeGreaterThan(LEAST);
  expect(held.counted).toBeLessThan(MOST);
  expect(held.not).toBeLessThan(0.9);
});
