import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { MINI_RECIPE } from '../../../engine/recipe.ts';
import { differentiate, toFloat64 } from '../../../engine/testing/float64/network.ts';
import { testGpu } from '../../../engine/testing/gpu.ts';
import { initialWeights } from '../../../engine/weights.ts';
import { prepare as prepareCompiled } from './compiled.ts';
import type { LossAndGradient } from './contract.ts';
import { disagreement } from './disagreement.ts';
import { prepareJax } from './jax.ts';
import { peerData, SEED, stackImages } from './stack.ts';
import { prepareTfjs } from './tfjs.ts';

const stack = { layers: 2, channels: 5, kernel: 3, batch: 3 };
const gpu = await testGpu();

/** By float64, slow and obvious. */
function exactly(): LossAndGradient {
  const { graph, images } = peerData(stack);
  const map = { shape: [stack.batch, ...graph.input] as const, data: Float64Array.from(images) };
  const step = { step: 0, totalSteps: 1, learningRate: 0, seed: SEED };
  const weights = toFloat64(initialWeights(graph, SEED));
  const { labels } = stackImages(stack);
  const { loss, gradients } = differentiate(graph, weights, map, labels, MINI_RECIPE, step);
  return { loss, gradient: [...gradients.values()].flatMap((values) => [...values]) };
}

describe('loss and gradient of a stack are those of float64', () => {
  let exact: LossAndGradient;
  beforeAll(() => {
    exact = exactly();
  });

  const difference = (answer: LossAndGradient): string | null =>
    disagreement({ engine: 'jax-js-wasm', ...answer }, { engine: 'tfjs', ...exact });

  test('in tfjs', async () => {
    await tf.setBackend('cpu');
    const prepared = prepareTfjs(stack, 'CPU');
    const held = tf.memory().numTensors;
    expect(difference(await prepared.differentiate())).toBeNull();
    await prepared.step();
    expect(tf.memory().numTensors).toBe(held);
  });

  test.each(['grouped', 'shifted'] as const)(
    'in jax-js, %s, and again in a later step',
    async (depthwise) => {
      const prepared = await prepareJax(stack, 'wasm', depthwise);
      expect(difference(await prepared.differentiate())).toBeNull();
      await prepared.step();
      expect(difference(await prepared.differentiate())).toBeNull();
    },
  );

  test.skipIf(!gpu)('in the compiled engine', async () => {
    const prepared = await prepareCompiled(stack);
    expect(difference(await prepared.differentiate())).toBeNull();
    await prepared.step();
  });
});
