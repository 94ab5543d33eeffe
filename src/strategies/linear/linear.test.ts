import { expect, test } from 'vitest';
import { InputError } from '../../base/errors.ts';
import type { Architecture } from '../../space/architecture.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { shareOf } from '../../space/testing/share.ts';
import { createRandomSearch } from '../random/random.ts';
import type { Observation, Strategy, Suggestion } from '../strategy.ts';
import { madeUpReward, medianToTop, CLOSED_SPACE as space } from '../testing/madeUp.ts';
import { createLinearSearch } from './linear.ts';

const options = {
  initialChildren: 10,
  explorationWeight: 1,
  noiseDeviation: 0.5,
  priorDeviation: 1,
  candidates: 60,
};
const open: SearchSpace = { blocks: 3, operations: PAPER_OPERATION_IDS };
const additive = madeUpReward(1).of;
const share = shareOf('sepconv_3x3');

/** More for convolutions than for others. */
const cost = ({ normal, reduction }: Architecture) => {
  const operations = [...normal.blocks, ...reduction.blocks].flatMap((block) => block.operations);
  const convolutions = operations.filter((id) => id.includes('conv')).length;
  return { trainable: 100 + 30 * convolutions, multiplyAdds: 1000 + 700 * convolutions };
};
const create = (seed: number, of = space, patch = {}) =>
  createLinearSearch(of, { ...options, ...patch }, cost, seed);

async function search(
  strategy: Strategy,
  count: number,
  reward: (architecture: Architecture) => number,
  childrenPerUpdate = 1,
) {
  const suggestions: Suggestion[] = [];
  let observations: Observation[] = [];
  for (let i = 0; i < count; i++) {
    const suggestion = await strategy.suggest();
    suggestions.push(suggestion);
    observations.push({ suggestion, reward: reward(suggestion.architecture) });
    if (observations.length < childrenPerUpdate) continue;
    await strategy.update(observations);
    observations = [];
  }
  return suggestions;
}

const different = (suggestions: readonly Suggestion[]): number =>
  new Set(suggestions.map(({ architecture }) => canonicalKey(architecture))).size;

test.each([
  ['closed', space, additive],
  ['open', open, share],
] as const)(
  'in a space that is %s no graph comes twice, also where updates are rare',
  async (_, of, reward) => {
    expect(different(await search(create(1, of), 40, reward))).toBe(40);
    expect(different(await search(create(2, of), 40, reward, 7))).toBe(40);
  },
);

test('in an open space it finds what a made-up reward wants', async () => {
  const suggestions = await search(create(3, open), 60, share);
  const late = suggestions.slice(-10).map(({ architecture }) => share(architecture));
  expect(late.reduce((a, b) => a + b) / 10).toBeGreaterThan(0.5); // by chance: 1/13
});

test('without exploration it takes the highest mean, with much it takes what is least known', async () => {
  const [low, high] = await Promise.all(
    [0, 10].map(async (explorationWeight) => {
      const suggestions = await search(create(4, space, { explorationWeight }), 30, additive);
      const late = suggestions.slice(10).map(({ architecture }) => additive(architecture));
      return late.reduce((a, b) => a + b) / late.length;
    }),
  );
  expect(low).toBeGreaterThan(high as number);
});

test('a space with nothing left still answers', async () => {
  const tiny: SearchSpace = { blocks: 1, operations: ['identity'] };
  expect(different(await search(create(5, tiny), 60, () => 0.5))).toBe(49);
});

test.each([
  ['closed', space, additive],
  ['open', open, share],
] as const)('in a space that is %s a restored search goes on as the saved one', async (_, of, reward) => {
  for (const count of [0, 3, 10, 26]) {
    const saved = create(6, of);
    await search(saved, count, reward, 3);
    const restored = create(7, of);
    restored.restore(JSON.parse(JSON.stringify(await saved.snapshot())));
    expect(await search(restored, 12, reward)).toEqual(await search(saved, 12, reward));
    expect(await restored.snapshot()).toEqual(await saved.snapshot());
  }
});

test('snapshots of others are refused, and change nothing', async () => {
  const strategy = create(8);
  await search(strategy, 12, additive);
  const own = await strategy.snapshot();
  const [child] = own.children as object[];
  for (const wrong of [
    {},
    { ...own, strategy: 'random' },
    { ...own, random: [1] },
    { ...own, children: null },
    { ...own, children: [{ ...child, predicted: 'high' }] },
    { ...own, children: [{ ...child, architecture: { normal: 3 } }] },
    { ...own, asked: [3] },
  ]) {
    expect(() => strategy.restore(wrong)).toThrow(InputError);
  }
  expect(await strategy.snapshot()).toEqual(own);
});

test.each([false, true])(
  'interacting %j: it finds the best hundredth sooner than random search',
  async (interacting) => {
    const own = await medianToTop((seed) => create(seed), { interacting });
    const random = await medianToTop((seed) => createRandomSearch(space, seed), { interacting });
    expect(own).toBeLessThan(random / 2);
  },
);
