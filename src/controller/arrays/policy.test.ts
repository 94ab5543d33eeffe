import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { choicesOf } from '../../space/choices.ts';
import { PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import { openDecisions, type SearchSpace } from '../../space/searchSpace.ts';
import { shareOf } from '../../space/testing/share.ts';
import { validateArchitecture } from '../../space/validity.ts';
import type { Objective, Policy } from '../../strategies/learner/policy.ts';
import type { Suggestion } from '../../strategies/strategy.ts';
import { parameterCount } from '../parameters.ts';
import { readAdam, writeAdam } from '../snapshot.ts';
import { sharpValues } from '../testing/weights.ts';
import { createTfjsPolicy } from '../tfjs/policy.ts';
import { createArrayPolicy } from './policy.ts';

beforeAll(() => tf.setBackend('cpu'));

const reinforce: Objective = { learningRate: 0.006, entropyWeight: 0.001, epochs: 1, clipRange: null };
// Narrow, so that decisions reach the clip in both directions.
const ppo: Objective = { learningRate: 0.02, entropyWeight: 0.01, epochs: 5, clipRange: 0.1 };
const small: SearchSpace = { blocks: 2, operations: ['identity', 'sepconv_3x3', 'maxpool_3x3'] };
const share = shareOf('sepconv_3x3');

/** Weights that decide sharply, and no moments yet. */
function sharpen(policy: Policy, space: SearchSpace, seed: number): void {
  const floats = new Float32Array(3 * parameterCount(space));
  floats.set(sharpValues(space, seed));
  policy.read(writeAdam({ floats, step: 0 }));
}

const probabilities = ({ decisions = [] }: Suggestion): number[] =>
  decisions.flatMap((decision) => decision.probabilities);

function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  const worst = Math.max(...found.map((value, i) => Math.abs(value / expected[i]! - 1)));
  expect(worst).toBeLessThan(1e-4);
}

test.each([
  ['REINFORCE', reinforce],
  ['PPO', ppo],
] as const)('%s: draws and learns as the tfjs policy does', async (_, objective) => {
  const pair = [createArrayPolicy, createTfjsPolicy].map((create) => {
    const policy = create(small, objective, createRandom(3));
    return { policy, random: createRandom(4) };
  });
  for (let lesson = 0; lesson < 4; lesson++) {
    const [own, expected] = [[], []] as [Suggestion[], Suggestion[]];
    for (let child = 0; child < 3; child++) {
      own.push(await pair[0]!.policy.suggest(pair[0]!.random));
      expected.push(await pair[1]!.policy.suggest(pair[1]!.random));
    }
    own.forEach((suggestion, index) => {
      expect(suggestion.architecture).toEqual(expected[index]!.architecture);
      expectClose(probabilities(suggestion), probabilities(expected[index]!));
    });
    const choices = own.map(({ architecture }) => choicesOf(small, architecture));
    const advantages = own.map(({ architecture }) => share(architecture) - 0.3);
    for (const { policy } of pair) policy.learn({ choices, advantages });
  }
  const [own, expected] = await Promise.all(
    pair.map(async ({ policy }) => readAdam(await policy.write(), small)),
  );
  expect(own!.step).toBe(expected!.step);
  // Where a gradient is next to nothing beside float32's rounding, Adam makes steps of rounding errors.
  const size = parameterCount(small);
  const first = (values: Float32Array): Float32Array => values.subarray(size, 2 * size);
  const scale = Math.max(...first(expected!.floats).map(Math.abs));
  const apart = first(own!.floats).map((value, i) => Math.abs(value - first(expected!.floats)[i]!));
  expect(Math.max(...apart)).toBeLessThan(1e-4 * scale);
  pair[1]!.policy.dispose();
});

test('one reads what the other writes', async () => {
  const arrays = createArrayPolicy(small, reinforce, createRandom(1));
  const tfjs = createTfjsPolicy(small, reinforce, createRandom(2));
  expect(await arrays.write()).not.toEqual(await tfjs.write());
  arrays.read(await tfjs.write());
  expect(await arrays.write()).toEqual(await tfjs.write());
  tfjs.dispose();
});

test.each([1, 4, 7])('B = %i: valid for any operations, probabilities sum to 1', async (blocks) => {
  for (const operations of [
    PAPER_OPERATION_IDS,
    PAPER_OPERATION_IDS.slice(5, 7),
    PAPER_OPERATION_IDS.slice(12),
  ]) {
    const space = { blocks, operations };
    const policy = createArrayPolicy(space, reinforce, createRandom(1));
    sharpen(policy, space, blocks);
    const random = createRandom(blocks);
    for (let i = 0; i < 3; i++) {
      const { architecture, decisions = [] } = await policy.suggest(random);
      expect(validateArchitecture(architecture, space)).toEqual({ ok: true, value: architecture });
      expect(decisions.map(({ probabilities: own }) => own.length)).toEqual(
        openDecisions(space).map(({ choices }) => choices),
      );
      for (const { probabilities: own } of decisions) {
        expect(own.reduce((sum, p) => sum + p)).toBeCloseTo(1, 5);
      }
    }
  }
});

test('choices are drawn with their probabilities: chi-squared over 2,000 architectures', async () => {
  const space: SearchSpace = { blocks: 1, operations: ['identity', 'conv_1x1', 'maxpool_3x3', 'conv_3x3'] };
  const policy = createArrayPolicy(space, reinforce, createRandom(1));
  sharpen(policy, space, 4);
  const random = createRandom(7);
  const drawn = [0, 0, 0, 0];
  const expected = [0, 0, 0, 0];
  for (let i = 0; i < 2000; i++) {
    const { choice, probabilities: own } = (await policy.suggest(random)).decisions![2]!;
    drawn[choice]!++;
    own.forEach((p, index) => {
      expected[index]! += p;
    });
  }
  const chi2 = drawn.reduce((sum, count, i) => sum + (count - expected[i]!) ** 2 / expected[i]!, 0);
  expect(chi2).toBeLessThan(16.3); // 3 degrees of freedom, p = 0.001
});
