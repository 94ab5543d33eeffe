import { expect, test } from 'vitest';
import { InputError } from '../../base/errors.ts';
import { choicesOf } from '../../space/choices.ts';
import { PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import { openDecisions, type SearchSpace } from '../../space/searchSpace.ts';
import { shareOf } from '../../space/testing/share.ts';
import { validateArchitecture } from '../../space/validity.ts';
import { createRandomSearch } from '../random/random.ts';
import type { Observation, Strategy, Suggestion } from '../strategy.ts';
import { CLOSED_SPACE, medianToTop } from '../testing/madeUp.ts';
import { createEvolution } from './evolution.ts';

const space: SearchSpace = { blocks: 2, operations: PAPER_OPERATION_IDS };
const options = { populationSize: 10, sampleSize: 4, identityRate: 0, retrainKnown: false };
const share = shareOf('sepconv_3x3');

async function search(strategy: Strategy, count: number, childrenPerUpdate = 1): Promise<Suggestion[]> {
  const suggestions: Suggestion[] = [];
  let observations: Observation[] = [];
  for (let i = 0; i < count; i++) {
    const suggestion = await strategy.suggest();
    suggestions.push(suggestion);
    observations.push({ suggestion, reward: share(suggestion.architecture) });
    if (observations.length < childrenPerUpdate) continue;
    await strategy.update(observations);
    observations = [];
  }
  return suggestions;
}

/** How many decisions two architectures of the space make differently. */
function distance(a: Suggestion, b: Suggestion): number {
  return openDecisions(space).filter(({ cell, block, kind, slot }) => {
    const [own, others] = [a, b].map(({ architecture }) => architecture[cell].blocks[block]!);
    if (kind === 'combiner') return own!.combiner !== others!.combiner;
    const part = kind === 'input' ? 'inputs' : 'operations';
    return own![part][slot] !== others![part][slot];
  }).length;
}

test('after the first P random children each differs in one decision from one of the last P', async () => {
  const suggestions = await search(createEvolution(space, options, 1), 60);
  suggestions.forEach((suggestion, index) => {
    expect(validateArchitecture(suggestion.architecture, space).ok).toBe(true);
    const living = suggestions.slice(Math.max(0, index - options.populationSize), index);
    const mutated = living.some((other) => distance(suggestion, other) === 1);
    expect(mutated).toBe(index >= options.populationSize);
  });
});

test('the oldest dies, however good it was', async () => {
  const strategy = createEvolution(space, { ...options, populationSize: 2, sampleSize: 20 }, 2);
  const [first, second] = await search(strategy, 2);
  await strategy.update([{ suggestion: first!, reward: 100 }]);
  // The population is now the second child and the first again, whose reward wins every tournament.
  expect(distance(await strategy.suggest(), first!)).toBe(1);
  await strategy.update([
    { suggestion: second!, reward: 0 },
    { suggestion: second!, reward: 0 },
  ]);
  expect(distance(await strategy.suggest(), second!)).toBe(1);
});

test.each([1, 2, 3])('seed %i: finds what a made-up reward wants', async (seed) => {
  const suggestions = await search(createEvolution(space, options, seed), 200);
  const late = suggestions.slice(-20).map(({ architecture }) => share(architecture));
  expect(late.reduce((a, b) => a + b) / 20).toBeGreaterThan(0.4); // by chance: 1/13
});

test('so many mutations as are wanted change nothing', async () => {
  const identities = async (identityRate: number): Promise<number> => {
    const suggestions = await search(createEvolution(space, { ...options, identityRate }, 7), 410);
    return suggestions.slice(10).filter((suggestion, index) => {
      const living = suggestions.slice(index, index + options.populationSize);
      return living.some((other) => distance(suggestion, other) === 0);
    }).length;
  };
  expect(await identities(1)).toBe(400);
  // A mutation may also arrive at another one that lives; of 400, 20 change nothing, give or take 4.
  const more = (await identities(0.25)) - (await identities(0));
  expect(more).toBeGreaterThan(40);
});

test('the draws of a search without identities are those of before', async () => {
  const suggestions = await search(createEvolution(space, options, 1), 40);
  // Recorded before there were any.
  expect(choicesOf(space, suggestions[39]!.architecture)).toEqual([
    1, 1, 10, 9, 1, 0, 1, 4, 5, 1, 1, 1, 12, 0, 1, 0, 0, 4, 5, 0,
  ]);
});

test('updates rarer than P children are no harm', async () => {
  const strategy = createEvolution(space, { ...options, populationSize: 2, sampleSize: 1 }, 3);
  expect(await search(strategy, 12, 5)).toHaveLength(12);
});

test('a restored search goes on as the saved one', async () => {
  const saved = createEvolution(space, options, 4);
  await search(saved, 15);
  const restored = createEvolution(space, options, 5);
  restored.restore(JSON.parse(JSON.stringify(await saved.snapshot())));
  expect(await search(restored, 30)).toEqual(await search(saved, 30));
  expect(await restored.snapshot()).toEqual(await saved.snapshot());
});

test('snapshots of others are refused, and change nothing', async () => {
  const strategy = createEvolution(space, options, 6);
  await search(strategy, 12);
  const own = await strategy.snapshot();
  const [member] = own.population as unknown[];
  for (const wrong of [
    {},
    { ...own, strategy: 'random' },
    { ...own, blocks: 3 },
    { ...own, fixed: {} },
    { ...own, suggested: -1 },
    { ...own, random: [1] },
    { ...own, population: null },
    { ...own, population: [null] },
    { ...own, population: [{ reward: 1, architecture: { normal: 3 } }] },
    { ...own, population: [{ ...(member as object), reward: 'high' }] },
    { ...own, population: new Array(11).fill(member) },
  ]) {
    expect(() => strategy.restore(wrong)).toThrow(InputError);
  }
  expect(await strategy.snapshot()).toEqual(own);
});

test('a space with nothing to mutate is refused', () => {
  const block = { inputs: [0, 1], combiner: 'add' } as const;
  const closed: SearchSpace = {
    blocks: 1,
    operations: ['identity'],
    fixed: { normal: [block], reduction: [block] },
  };
  expect(() => createEvolution(closed, options, 1)).toThrow(InputError);
});

test.each([false, true])(
  'interacting %j: it finds the best hundredth sooner than random search',
  async (interacting) => {
    const own = await medianToTop((seed) => createEvolution(CLOSED_SPACE, options, seed), { interacting });
    const random = await medianToTop((seed) => createRandomSearch(CLOSED_SPACE, seed), { interacting });
    expect(own).toBeLessThan(random);
  },
);
