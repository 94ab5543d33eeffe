import { expect, test } from 'vitest';
import { InputError } from '../../base/errors.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { neighboursOf } from '../../space/neighbours.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { createRandomSearch } from '../random/random.ts';
import type { Observation, Strategy, Suggestion } from '../strategy.ts';
import { type MadeUpReward, madeUpReward, medianToTop, CLOSED_SPACE as space } from '../testing/madeUp.ts';
import { createLocalSearch } from './local.ts';

const options = { initialChildren: 1 };
const additive = madeUpReward(1);

async function search(strategy: Strategy, count: number, reward: MadeUpReward, childrenPerUpdate = 1) {
  const suggestions: Suggestion[] = [];
  let observations: Observation[] = [];
  for (let i = 0; i < count; i++) {
    const suggestion = await strategy.suggest();
    suggestions.push(suggestion);
    observations.push({ suggestion, reward: reward.of(suggestion.architecture) });
    if (observations.length < childrenPerUpdate) continue;
    await strategy.update(observations);
    observations = [];
  }
  return suggestions;
}

test('all neighbours of a graph come before those of the best of them, and no graph comes twice', async () => {
  const suggestions = await search(createLocalSearch(space, options, 1), 300, additive);
  const keys = suggestions.map(({ architecture }) => canonicalKey(architecture));
  expect(new Set(keys).size).toBe(300);
  const seen = new Map<string, number>();
  let at = 0;
  let climbs = 0;
  while (at < suggestions.length) {
    // A climb begins with a random graph.
    let current = suggestions[at]!.architecture;
    seen.set(keys[at++]!, additive.of(current));
    climbs += 1;
    for (;;) {
      const neighbours = neighboursOf(current, space);
      const fresh = [...neighbours.keys()].filter((key) => !seen.has(key));
      const next = keys.slice(at, at + fresh.length);
      if (next.length < fresh.length) return expect(climbs).toBeGreaterThan(1);
      expect(new Set(next)).toEqual(new Set(fresh));
      at += fresh.length;
      for (const [key, neighbour] of neighbours) seen.set(key, additive.of(neighbour));
      const best = [...neighbours.values()].reduce((a, b) => (additive.of(b) > additive.of(a) ? b : a));
      if (additive.of(best) <= additive.of(current)) break;
      current = best;
    }
  }
});

test('it begins with the best of several random children where that is wanted', async () => {
  const suggestions = await search(createLocalSearch(space, { initialChildren: 5 }, 2), 6, additive);
  const first = suggestions.slice(0, 5).map(({ architecture }) => architecture);
  const best = first.reduce((a, b) => (additive.of(b) > additive.of(a) ? b : a));
  expect(neighboursOf(best, space).has(canonicalKey(suggestions[5]!.architecture))).toBe(true);
});

test('rarer updates repeat no graph either', async () => {
  const suggestions = await search(createLocalSearch(space, options, 3), 100, additive, 7);
  expect(new Set(suggestions.map(({ architecture }) => canonicalKey(architecture))).size).toBe(100);
});

test('a space with nothing left still answers', async () => {
  const tiny: SearchSpace = { blocks: 1, operations: ['identity'] };
  const flat: MadeUpReward = { of: () => 0.5, top: 1 };
  const suggestions = await search(createLocalSearch(tiny, options, 4), 60, flat);
  expect(new Set(suggestions.map(({ architecture }) => canonicalKey(architecture))).size).toBe(49);
});

test('a restored search goes on as the saved one, wherever it was', async () => {
  for (const count of [0, 1, 2, 17, 60, 131]) {
    const saved = createLocalSearch(space, options, 5);
    await search(saved, count, additive, 3);
    const restored = createLocalSearch(space, options, 6);
    restored.restore(JSON.parse(JSON.stringify(await saved.snapshot())));
    expect(await search(restored, 90, additive)).toEqual(await search(saved, 90, additive));
    expect(await restored.snapshot()).toEqual(await saved.snapshot());
  }
});

test('snapshots of others are refused, and change nothing', async () => {
  const strategy = createLocalSearch(space, options, 7);
  await search(strategy, 12, additive);
  const own = await strategy.snapshot();
  for (const wrong of [
    {},
    { ...own, strategy: 'random' },
    { ...own, random: [1] },
    { ...own, known: [{ reward: 1, architecture: { normal: 3 } }] },
    { ...own, asked: 3 },
    { ...own, beginning: -1 },
    { ...own, current: 'there' },
    { ...own, best: {} },
    { ...own, waiting: [null] },
  ]) {
    expect(() => strategy.restore(wrong)).toThrow(InputError);
  }
  expect(await strategy.snapshot()).toEqual(own);
});

test.each([false, true])(
  'interacting %j: it finds the best hundredth sooner than random search',
  async (interacting) => {
    const own = await medianToTop((seed) => createLocalSearch(space, options, seed), { interacting });
    const random = await medianToTop((seed) => createRandomSearch(space, seed), { interacting });
    expect(own).toBeLessThan(random);
  },
);
