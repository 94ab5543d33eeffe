import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { InputError } from '../base/errors.ts';
import { presetFor } from '../settings/settings.ts';
import { PAPER_OPERATION_IDS } from '../space/operations/index.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import { shareOf } from '../space/testing/share.ts';
import { createRandomSearch } from '../strategies/random/random.ts';
import { createReinforce, type ReinforceOptions } from '../strategies/reinforce/reinforce.ts';
import type { Observation, Strategy, Suggestion } from '../strategies/strategy.ts';
import { CLOSED_SPACE, medianToTop } from '../strategies/testing/madeUp.ts';
import { createArrayPolicy } from './arrays/policy.ts';
import { createTfjsPolicy } from './tfjs/policy.ts';

beforeAll(() => tf.setBackend('cpu'));

const mini = presetFor('mini', 'reinforce');
const { controllerLearningRate, entropyWeight, baselineDecay } = mini;
const at = { arrays: createArrayPolicy, tfjs: createTfjsPolicy };
const options: ReinforceOptions = {
  learningRate: controllerLearningRate,
  entropyWeight,
  baselineDecay,
  createPolicy: createArrayPolicy,
};
const small: SearchSpace = { blocks: 2, operations: ['identity', 'sepconv_3x3', 'maxpool_3x3'] };
const share = shareOf('sepconv_3x3');

/** Suggestions of a search on the made-up reward. */
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

/** Samples until the mean reward of the last 20 reaches 90 % of the maximum; null beyond 300. */
async function samplesNeeded(
  space: SearchSpace,
  seed: number,
  childrenPerUpdate: number,
): Promise<number | null> {
  const strategy = createReinforce(space, options, seed);
  const rewards: number[] = [];
  while (rewards.length < 300) {
    const suggestions = await search(strategy, childrenPerUpdate, childrenPerUpdate);
    rewards.push(...suggestions.map(({ architecture }) => share(architecture)));
    const recent = rewards.slice(-20);
    if (recent.length === 20 && recent.reduce((a, b) => a + b) / 20 >= 0.9) return rewards.length;
  }
  return null;
}

test.each([1, 2, 3])(
  'seed %i: learns a made-up reward within 300 samples, B = 2, all operations',
  async (seed) => {
    expect(await samplesNeeded({ blocks: 2, operations: PAPER_OPERATION_IDS }, seed, 1)).not.toBeNull();
  },
);

test.each([1, 2])('seed %i: likewise B = 5, ten children an update', async (seed) => {
  expect(await samplesNeeded({ blocks: 5, operations: PAPER_OPERATION_IDS }, seed, 10)).not.toBeNull();
});

test('the same seed gives the same sequence, another seed another', async () => {
  const run = (seed: number) => search(createReinforce(small, options, seed), 12, 3);
  const first = await run(4);
  expect(await run(4)).toEqual(first);
  expect(await run(5)).not.toEqual(first);
});

test.each([false, true])(
  'interacting %j: it finds the best hundredth sooner than random search',
  async (interacting) => {
    const told = { scale: 0.02, childrenPerUpdate: mini.childrenPerUpdate, seeds: 7 };
    const own = await medianToTop(
      (seed) => createReinforce(CLOSED_SPACE, options, seed),
      { interacting },
      told,
    );
    const random = await medianToTop((seed) => createRandomSearch(CLOSED_SPACE, seed), { interacting }, told);
    expect(own).toBeLessThan(random);
  },
);

test.each(['arrays', 'tfjs'] as const)(
  '%s: a restored search goes on as the saved one, bit for bit',
  async (place) => {
    const saved = createReinforce(small, { ...options, createPolicy: at[place] }, 6);
    await search(saved, 8);
    const snapshot = JSON.parse(JSON.stringify(await saved.snapshot()));
    const restored = createReinforce(small, { ...options, createPolicy: at[place] }, 7);
    await search(restored, 2);
    restored.restore(snapshot);
    expect(await search(restored, 8)).toEqual(await search(saved, 8));
    expect(await restored.snapshot()).toEqual(await saved.snapshot());
  },
);

test.each(['arrays', 'tfjs'] as const)(
  '%s: snapshots of others are refused, and change nothing',
  async (place) => {
    const strategy = createReinforce(small, { ...options, createPolicy: at[place] }, 8);
    const own = await strategy.snapshot();
    const { numTensors } = tf.memory();
    const adam = own.adam as Record<string, unknown>;
    for (const wrong of [
      {},
      { ...own, strategy: 'random' },
      { ...own, blocks: 3 },
      { ...own, operations: ['identity'] },
      { ...own, random: null },
      { ...own, baseline: '0.5' },
      { ...own, adam: null },
      { ...own, adam: { ...adam, step: -1 } },
      { ...own, adam: { ...adam, floats: 'AAAA' } },
    ]) {
      expect(() => strategy.restore(wrong)).toThrow(InputError);
    }
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(await strategy.snapshot()).toEqual(own);
  },
);

test('neither updates, snapshots nor restoring leave tensors behind', async () => {
  const before = tf.memory().numTensors;
  const strategy = createReinforce(small, { ...options, createPolicy: createTfjsPolicy }, 9);
  const { numTensors } = tf.memory();
  for (let round = 0; round < 3; round++) {
    await search(strategy, 4, 2);
    strategy.restore(await strategy.snapshot());
    expect(tf.memory().numTensors).toBe(numTensors);
  }
  strategy.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('the first reward starts the baseline, which then follows the rewards', async () => {
  const strategy = createReinforce(small, { ...options, baselineDecay: 0.75 }, 10);
  const suggestion = await strategy.suggest();
  const first = await strategy.update([{ suggestion, reward: 0.4 }]);
  expect(first.baseline).toBeCloseTo(0.4);
  const later = await strategy.update([
    { suggestion, reward: 0.8 },
    { suggestion, reward: 0.5 },
  ]);
  expect(later.baseline).toBeCloseTo(0.75 * (0.75 * 0.4 + 0.25 * 0.8) + 0.25 * 0.5);
  // Fresh parameters are nearly uniform: ln 2, ln 3 (inputs), ln 3 (operations), ln 2 (combiner).
  const uniform = (4 * Math.log(2) + 4 * Math.log(3) + 8 * Math.log(3) + 4 * Math.log(2)) / 20;
  expect(first.entropy).toBeCloseTo(uniform, 1);
  expect(await strategy.update([])).toEqual({ baseline: later.baseline, entropy: null });
});

test('in typed arrays it needs nothing of tfjs, and goes on from what tfjs has learnt', async () => {
  const learnt = createReinforce(small, { ...options, createPolicy: createTfjsPolicy }, 11);
  await search(learnt, 4);
  const snapshot = await learnt.snapshot();
  const expected = await search(learnt, 4);
  // No kernel is registered for this one: any computation on it would throw.
  const Backend = tf.backend().constructor as new () => tf.KernelBackend;
  tf.registerBackend('idle', () => new Backend());
  await tf.setBackend('idle');
  try {
    const strategy = createReinforce(small, { ...options, createPolicy: createArrayPolicy }, 12);
    strategy.restore(snapshot);
    const own = await search(strategy, 4);
    expect(own.map(({ architecture }) => architecture)).toEqual(
      expected.map(({ architecture }) => architecture),
    );
    strategy.dispose();
  } finally {
    await tf.setBackend('cpu');
    tf.removeBackend('idle');
  }
});
