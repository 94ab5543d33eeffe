import { expect, test } from 'vitest';
import { createRandom } from '../../../base/random.ts';
import { graphParameters } from '../../../network/parameters.ts';
import type { StepOptions } from '../../executor.ts';
import { MINI_RECIPE } from '../../recipe.ts';
import { initialWeights } from '../../weights.ts';
import { everyPrimitive } from '../graphs.ts';
import { zeros } from './map.ts';
import { differentiate, toFloat64 } from './network.ts';

test("the oracle's gradients are those of finite differences, on every primitive", () => {
  const graph = everyPrimitive();
  const options: StepOptions = { ...MINI_RECIPE, batch: 2, labelSmoothing: 0.1, keepProbability: 0.6 };
  const step = { step: 7, totalSteps: 10, learningRate: 0.1, seed: 5 };
  const random = createRandom(1);
  const images = zeros([2, 9, 7, 3]);
  images.data.forEach((_, i) => {
    images.data[i] = random.normal();
  });
  const labels = Uint8Array.from([0, 3]);
  const weights = toFloat64(initialWeights(graph, 3));
  for (const values of weights.values()) {
    values.forEach((value, i) => {
      values[i] = value + 0.1 * random.normal();
    });
  }
  const objective = (): number => differentiate(graph, weights, images, labels, options, step).objective;
  const { gradients } = differentiate(graph, weights, images, labels, options, step);
  const epsilon = 1e-6;
  for (const { name } of graphParameters(graph).filter(({ trainable }) => trainable)) {
    const values = weights.get(name)!;
    const i = values.length - 1;
    const held = values[i]!;
    values[i] = held + epsilon;
    const above = objective();
    values[i] = held - epsilon;
    const below = objective();
    values[i] = held;
    const expected = (above - below) / (2 * epsilon);
    const actual = gradients.get(name)![i]!;
    expect(Math.abs(actual - expected), `${name}[${i}]: ${actual} for ${expected}`).toBeLessThan(
      1e-6 + 1e-4 * Math.abs(expected),
    );
  }
});
