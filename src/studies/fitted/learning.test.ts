import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { mean } from '../../base/statistics.ts';
import { LADDER, rungFor } from '../../settings/ladder.ts';
import { canonicalArchitecture } from '../../space/canonical.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import { createRandomSearch } from '../../strategies/random/random.ts';
import type { Strategy } from '../../strategies/strategy.ts';
import { type MeasuredRecipe, measuredKey } from '../recipes/measured.ts';
import { CHILDREN, learnsFromPoints, SEARCHES, simulateLearning } from './learning.ts';
import { learnsFrom, STUDIED, type StudiedRung } from './learnsFrom.ts';
import { madeReward } from './madeReward.ts';
import { figuresOf, readStudied } from './studied.ts';

const demo = LADDER[0]!;
const { blocks, operations } = demo.settings;
const space = { blocks, operations };
const figures = { mean: 0.35, ofChildren: 0.04, noise: 0.015 };

test('a made-up world spreads its random children as was measured, the same for spellings of a graph', () => {
  const world = madeReward(space, figures, 3);
  const random = createRandom(9);
  const drawn = Array.from({ length: 500 }, () => sampleArchitecture(space, random));
  const truths = drawn.map(world.truth);
  const middle = mean(truths);
  const deviation = Math.sqrt(mean(truths.map((one) => (one - middle) ** 2)));
  // Of 500, by parts that were standardized on 400 others: standard errors of about 7 and 5 % of the deviation.
  expect(Math.abs(middle - figures.mean)).toBeLessThan(0.25 * figures.ofChildren);
  expect(deviation / figures.ofChildren).toBeGreaterThan(0.8);
  expect(deviation / figures.ofChildren).toBeLessThan(1.2);
  for (const one of drawn.slice(0, 50))
    expect(world.truth(canonicalArchitecture(one))).toBe(world.truth(one));
  const [first] = drawn as [(typeof drawn)[number]];
  const luck = Array.from(
    { length: 2000 },
    (_, trial) => world.trained(first, 0, trial) - world.truth(first),
  );
  expect(Math.sqrt(mean(luck.map((one) => one * one))) / figures.noise).toBeCloseTo(1, 1);
  expect(world.trained(first, 0, 7)).toBe(world.trained(first, 0, 7));
});

/** Knows the world, and proposes the best of eight random children: what a study must call learning. */
function oracle(seed: number): Strategy {
  const world = madeReward(space, figures, seed);
  const random = createRandom(seed + 100);
  const better = () =>
    Array.from({ length: 8 }, () => sampleArchitecture(space, random)).reduce((best, one) =>
      world.truth(one) > world.truth(best) ? one : best,
    );
  return {
    suggest: async () => ({ architecture: better() }),
    update: async () => ({ baseline: null, entropy: null }),
    snapshot: async () => ({}),
    restore() {},
    dispose() {},
  };
}

const question = {
  figures,
  space,
  settings: { childrenPerUpdate: 5 },
  cost: () => ({ trainable: 1, multiplyAdds: 1, steps: 1 }),
  random: (seed: number) => createRandomSearch(space, seed),
};

async function answer(strategy: (seed: number) => Strategy) {
  const study = simulateLearning({ ...question, strategy });
  let pairs = 0;
  for (;;) {
    const { value, done } = await study.next();
    if (!done) {
      pairs++;
      continue;
    }
    expect(pairs).toBe(SEARCHES);
    return value;
  }
}

test('who knows the world learns from the first children on, and random search against itself never', async () => {
  const known = await answer(oracle);
  expect(known.map(({ children }) => children)).toEqual([...CHILDREN]);
  expect(learnsFromPoints(known)).toBe(CHILDREN[0]);
  for (const { effect } of known) expect(effect).toBeGreaterThan(0);
  const chance = await answer((seed) => createRandomSearch(space, seed + 1000));
  expect(learnsFromPoints(chance)).toBeNull();
});

test('learning is claimed from where it is shown at every greater number too', () => {
  const point = (children: number, effect: number, p: number) => ({ children, effect, p });
  expect(learnsFromPoints([point(12, 1, 0.2), point(18, 1, 0.04), point(24, 1, 0.01)])).toBe(18);
  expect(learnsFromPoints([point(12, 1, 0.01), point(18, 1, 0.06), point(24, 1, 0.01)])).toBe(24);
  expect(learnsFromPoints([point(12, 1, 0.01), point(18, 1, 0.05)])).toBeNull();
  expect(learnsFromPoints([point(12, -1, 0.001)])).toBeNull();
});

const studied: StudiedRung = {
  rung: 'demo',
  key: measuredKey(demo.settings),
  figures,
  strategies: [
    { strategy: 'ppo', from: 36, points: [[36, 0.01, 0.02]] },
    { strategy: 'evolution', from: null, points: [[36, 0.001, 0.6]] },
  ],
};

test('what is known holds for the very recipe and the settings that were simulated', () => {
  const table = [studied];
  const ppo = rungFor(demo, 'ppo');
  expect(learnsFrom({ ...ppo, seed: 8, trials: 60, finalists: 0 }, table)).toEqual({
    kind: 'from',
    children: 36,
  });
  expect(learnsFrom(rungFor(demo, 'evolution'), table)).toEqual({ kind: 'not-shown' });
  expect(learnsFrom(rungFor(demo, 'local'), table)).toEqual({ kind: 'unmeasured' });
  expect(learnsFrom({ ...ppo, childrenPerUpdate: 2 }, table)).toEqual({ kind: 'unmeasured' });
  expect(learnsFrom({ ...ppo, reward: 'cost' }, table)).toEqual({ kind: 'unmeasured' });
  expect(learnsFrom(ppo, [{ ...studied, key: 'older' }])).toEqual({ kind: 'unmeasured' });
  expect(learnsFrom({ ...ppo, epochs: 9 }, table)).toEqual({ kind: 'own-recipe' });
});

test('the committed table can be read, and is of recipes that are on the ladder', () => {
  expect(readStudied(STUDIED)).toEqual({ ok: true, value: STUDIED });
  for (const { rung, key } of STUDIED)
    expect(LADDER.some((one) => one.id === rung && measuredKey(one.settings) === key)).toBe(true);
});

test('a rung’s figures count images and luck', () => {
  const right = Array.from({ length: 30 }, (_, child): [number, number] => [
    900 + 20 * child,
    930 + 20 * child,
  ]);
  const measured: MeasuredRecipe = {
    rung: 'demo',
    ...{ key: 'k', engine: 'wasm', engineVersion: 1, date: '2026-11-29' },
    ...{ validationImages: 3000, right },
  };
  const found = figuresOf(measured)!;
  expect(found.mean).toBeCloseTo(mean(right.flat()) / 3000);
  expect(found.noise).toBeGreaterThanOrEqual(Math.sqrt((found.mean * (1 - found.mean)) / 3000) * 0.95);
  expect(figuresOf({ ...measured, right: right.slice(0, 9) })).toBeNull();
});
