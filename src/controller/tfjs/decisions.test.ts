import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test, vi } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import { openDecisions, type SearchSpace } from '../../space/searchSpace.ts';
import { validateArchitecture } from '../../space/validity.ts';
import { mapParameters, PARAMETER_NAMES, type Parameters } from '../parameters.ts';
import { type Matrix, plainJudgement } from '../testing/oracle.ts';
import { sharpValues } from '../testing/weights.ts';
import { judge, sampleSuggestion } from './decisions.ts';
import { type Tensors, tensorsOf } from './tensors.ts';

beforeAll(() => tf.setBackend('cpu'));

const small: SearchSpace = { blocks: 2, operations: ['identity', 'sepconv_3x3', 'maxpool_3x3'] };

const sharpParameters = (space: SearchSpace, seed: number): Tensors =>
  tensorsOf(space, sharpValues(space, seed));

const plain = (parameters: Tensors): Parameters<Matrix> =>
  mapParameters(parameters, (value) => value.arraySync());

function randomChoices(space: SearchSpace, seed: number): number[] {
  const random = createRandom(seed);
  return openDecisions(space).map(({ choices }) => random.integer(choices));
}

test('log-probability and entropy are those of a plain float64 LSTM, for every architecture of a batch', () => {
  const parameters = sharpParameters(small, 1);
  const batch = [randomChoices(small, 1), randomChoices(small, 2), randomChoices(small, 3)];
  const { logProbabilities, entropy } = judge(parameters, small, batch);
  const logs = logProbabilities.sum(0).arraySync() as number[];
  const entropies = entropy.arraySync();
  batch.forEach((choices, index) => {
    const expected = plainJudgement(plain(parameters), small, choices);
    expect(logs[index]).toBeCloseTo(expected.logProbability, 4);
    expect(entropies[index]).toBeCloseTo(expected.entropy, 5);
  });
});

test('gradients of log-probability and entropy are those of finite differences', () => {
  const parameters = sharpParameters(small, 2);
  const choices = randomChoices(small, 4);
  const own = plain(parameters);
  const random = createRandom(5);
  for (const figure of ['logProbability', 'entropy'] as const) {
    const gradients = tf.grads((...values) => {
      const named = Object.fromEntries(PARAMETER_NAMES.map((name, i) => [name, values[i]]));
      const { logProbabilities, entropy } = judge(named as unknown as Tensors, small, [choices]);
      return (figure === 'entropy' ? entropy : logProbabilities).sum();
    })(PARAMETER_NAMES.map((name) => parameters[name]));
    PARAMETER_NAMES.forEach((name, i) => {
      const gradient = gradients[i]?.arraySync() as Matrix;
      for (let probe = 0; probe < 3; probe++) {
        const row = random.integer(own[name].length);
        const column = random.integer(own[name][0]!.length);
        const at = (shift: number): number => {
          const held = own[name][row]![column]!;
          own[name][row]![column] = held + shift;
          const value = plainJudgement(own, small, choices)[figure];
          own[name][row]![column] = held;
          return value;
        };
        const slope = (at(1e-5) - at(-1e-5)) / 2e-5;
        expect(gradient[row]![column], `${figure} by ${name}[${row}, ${column}]`).toBeCloseTo(slope, 4);
      }
    });
  }
});

test('a sampled suggestion is judged as likely as it says', async () => {
  const parameters = sharpParameters(small, 3);
  const random = createRandom(6);
  for (let i = 0; i < 5; i++) {
    const { decisions = [] } = await sampleSuggestion(parameters, small, random);
    const said = decisions.reduce(
      (sum, { probabilities, choice }) => sum + Math.log(probabilities[choice]!),
      0,
    );
    const { logProbabilities } = judge(parameters, small, [decisions.map(({ choice }) => choice)]);
    expect(logProbabilities.sum().arraySync()).toBeCloseTo(said, 3);
  }
});

test('choices are drawn with their probabilities: chi-squared over 600 architectures', async () => {
  const space: SearchSpace = { blocks: 1, operations: ['identity', 'conv_1x1', 'maxpool_3x3', 'conv_3x3'] };
  const parameters = sharpParameters(space, 4);
  const random = createRandom(7);
  // The first operation's distribution depends on the inputs before it: draws are held against the mean they expect.
  const drawn = [0, 0, 0, 0];
  const expected = [0, 0, 0, 0];
  for (let i = 0; i < 600; i++) {
    const { decisions = [] } = await sampleSuggestion(parameters, space, random);
    const { choice, probabilities } = decisions[2]!;
    drawn[choice]!++;
    probabilities.forEach((p, index) => {
      expected[index]! += p;
    });
  }
  const chi2 = drawn.reduce((sum, count, i) => sum + (count - expected[i]!) ** 2 / expected[i]!, 0);
  expect(chi2).toBeLessThan(16.3); // 3 degrees of freedom, p = 0.001
});

test.each([1, 2, 3, 4, 5, 6, 7])(
  'B = %i: valid for any operations, probabilities sum to 1',
  async (blocks) => {
    for (const operations of [
      PAPER_OPERATION_IDS,
      PAPER_OPERATION_IDS.slice(5, 7),
      PAPER_OPERATION_IDS.slice(12),
    ]) {
      const space = { blocks, operations };
      const parameters = sharpParameters(space, blocks);
      const random = createRandom(blocks);
      for (let i = 0; i < 3; i++) {
        const { architecture, decisions = [] } = await sampleSuggestion(parameters, space, random);
        expect(validateArchitecture(architecture, space)).toEqual({ ok: true, value: architecture });
        expect(decisions.map(({ probabilities }) => probabilities.length)).toEqual(
          openDecisions(space).map(({ choices }) => choices),
        );
        for (const { probabilities } of decisions) {
          expect(probabilities.reduce((sum, p) => sum + p)).toBeCloseTo(1, 5);
        }
      }
      tf.dispose(Object.values(parameters));
    }
  },
);

test('an architecture costs one readback and leaves nothing behind', async () => {
  const parameters = sharpParameters(small, 5);
  const { numTensors } = tf.memory();
  const data = vi.spyOn(tf.Tensor.prototype, 'data');
  const dataSync = vi.spyOn(tf.Tensor.prototype, 'dataSync');
  await sampleSuggestion(parameters, small, createRandom(8));
  expect([data.mock.calls.length, dataSync.mock.calls.length]).toEqual([1, 0]);
  expect(tf.memory().numTensors).toBe(numTensors);
  vi.restoreAllMocks();
});
