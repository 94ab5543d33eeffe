import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { InputError } from '../base/errors.ts';
import { PRESET_SETTINGS, presetFor } from '../settings/settings.ts';
import { choicesOf } from '../space/choices.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import { shareOf } from '../space/testing/share.ts';
import { createPpo, type PpoOptions } from '../strategies/ppo/ppo.ts';
import { createRandomSearch } from '../strategies/random/random.ts';
import { createReinforce } from '../strategies/reinforce/reinforce.ts';
import type { Observation, Strategy, Suggestion } from '../strategies/strategy.ts';
import { CLOSED_SPACE, medianToTop } from '../strategies/testing/madeUp.ts';
import { decide, networkOf } from './arrays/decisions.ts';
import { createArrayPolicy } from './arrays/policy.ts';
import { parameterCount, partsOf } from './parameters.ts';
import { readAdam } from './snapshot.ts';
import { createTfjsPolicy } from './tfjs/policy.ts';

beforeAll(() => tf.setBackend('cpu'));

const mini = presetFor('mini', 'ppo');
const at = { arrays: createArrayPolicy, tfjs: createTfjsPolicy };
const options: PpoOptions = {
  ...mini,
  learningRate: mini.controllerLearningRate,
  createPolicy: createArrayPolicy,
};
const small: SearchSpace = { blocks: 1, operations: ['identity', 'sepconv_3x3', 'maxpool_3x3'] };
const share = shareOf('sepconv_3x3');

async function search(strategy: Strategy, count: number, childrenPerUpdate: number): Promise<Suggestion[]> {
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

/** Probabilities of a suggestion's decisions under the weights of a snapshot. */
async function probabilities(strategy: Strategy, { architecture }: Suggestion): Promise<number[]> {
  const { floats } = readAdam((await strategy.snapshot()).adam, small);
  const network = networkOf(small, partsOf(small, floats.subarray(0, parameterCount(small))));
  const choices = choicesOf(small, architecture);
  return decide(network, (_, index) => choices[index]!).map(({ logs, choice }) => Math.exp(logs[choice]!));
}

test('the paper preset is the published controller', () => {
  expect(PRESET_SETTINGS.paper.settings).toMatchObject({
    strategy: 'ppo',
    childrenPerUpdate: 20,
    controllerLearningRate: 0.00035,
    entropyWeight: 0.00001,
    baselineDecay: 0.95,
  });
});

test('one epoch is one step of REINFORCE', async () => {
  const ppo = createPpo(small, { ...options, policyEpochs: 1 }, 1);
  const reinforce = createReinforce(small, options, 1);
  const own = await search(ppo, 10, 5);
  expect((await search(reinforce, 10, 5)).map(({ architecture }) => architecture)).toEqual(
    own.map(({ architecture }) => architecture),
  );
  for (const { architecture } of own) {
    const pair = await Promise.all([ppo, reinforce].map((one) => probabilities(one, { architecture })));
    pair[0]!.forEach((p, index) => {
      expect(p).toBeCloseTo(pair[1]![index]!, 4);
    });
  }
});

test('a narrow clip holds back a decision that a wide one lets run, up and down', async () => {
  for (const [reward, direction] of [
    [1, 1],
    [-1, -1],
  ] as const) {
    const moved = async (clipRange: number): Promise<number> => {
      const many = { ...options, policyEpochs: 12, clipRange, entropyWeight: 0 };
      const strategy = createPpo(small, many, 2);
      const suggestion = await strategy.suggest();
      const before = await probabilities(strategy, suggestion);
      // The first reward starts the baseline, so that the second one's advantage is `reward`.
      await strategy.update([
        { suggestion, reward: 0 },
        { suggestion, reward },
      ]);
      const after = await probabilities(strategy, suggestion);
      return Math.max(...after.map((p, index) => direction * Math.log(p / before[index]!)));
    };
    const narrow = await moved(0.05);
    expect(narrow).toBeGreaterThan(0);
    expect(await moved(0.9)).toBeGreaterThan(1.5 * narrow);
  }
});

test.each([1, 2, 3])('seed %i: learns a made-up reward within 150 samples', async (seed) => {
  const strategy = createPpo({ ...small, blocks: 2 }, options, seed);
  const suggestions = await search(strategy, 150, mini.childrenPerUpdate);
  const late = suggestions.slice(-20).map(({ architecture }) => share(architecture));
  expect(late.reduce((a, b) => a + b) / 20).toBeGreaterThan(0.8);
});

test.each([false, true])(
  'interacting %j: it finds the best hundredth sooner than random search',
  async (interacting) => {
    const told = { scale: 0.02, childrenPerUpdate: mini.childrenPerUpdate, seeds: 7 };
    const own = await medianToTop((seed) => createPpo(CLOSED_SPACE, options, seed), { interacting }, told);
    const random = await medianToTop((seed) => createRandomSearch(CLOSED_SPACE, seed), { interacting }, told);
    expect(own).toBeLessThan(random);
  },
);

test.each(['arrays', 'tfjs'] as const)(
  '%s: a restored search goes on as the saved one, bit for bit',
  async (place) => {
    const saved = createPpo(small, { ...options, createPolicy: at[place] }, 6);
    await search(saved, 10, 5);
    const snapshot = JSON.parse(JSON.stringify(await saved.snapshot()));
    const restored = createPpo(small, { ...options, createPolicy: at[place] }, 7);
    await search(restored, 3, 3);
    restored.restore(snapshot);
    expect(await search(restored, 10, 5)).toEqual(await search(saved, 10, 5));
    expect(await restored.snapshot()).toEqual(await saved.snapshot());
    expect(() => createReinforce(small, options, 1).restore(snapshot)).toThrow(InputError);
  },
);

test('updates leave no tensors behind', async () => {
  const before = tf.memory().numTensors;
  const strategy = createPpo(small, { ...options, createPolicy: createTfjsPolicy }, 9);
  const { numTensors } = tf.memory();
  await search(strategy, 10, 5);
  expect(tf.memory().numTensors).toBe(numTensors);
  strategy.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('what a space fixes is never decided otherwise', async () => {
  const fixed = {
    normal: [{ inputs: [0, 1], combiner: 'add' }],
    reduction: [{ operations: ['conv_1x1', 'identity'] }],
  } as const;
  const space: SearchSpace = { ...small, fixed };
  const strategy = createPpo(space, options, 3);
  for (const { architecture, decisions = [] } of await search(strategy, 15, 5)) {
    expect(architecture.normal.blocks[0]).toMatchObject({ inputs: [0, 1], combiner: 'add' });
    expect(architecture.reduction.blocks[0]?.operations).toEqual(['conv_1x1', 'identity']);
    expect(decisions.map(({ kind }) => kind)).toEqual([
      'operation',
      'operation',
      'input',
      'input',
      'combiner',
    ]);
  }
});
