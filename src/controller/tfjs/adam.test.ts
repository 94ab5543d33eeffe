import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { mapParameters, PARAMETER_NAMES, type Parameters } from '../parameters.ts';
import { adamStep, startAdam } from './adam.ts';

beforeAll(() => tf.setBackend('cpu'));

test('five steps are those of the published rule in float64', () => {
  const names = Object.fromEntries(PARAMETER_NAMES.map((name, index) => [name, index])) as Parameters<number>;
  let state = startAdam(mapParameters(names, (index) => tf.tensor2d([[index, -1, 0.5]])));
  const expected = { w: 3, m: 0, v: 0 };
  for (let t = 1; t <= 5; t++) {
    const g = Math.sin(3 * t);
    state = adamStep(
      state,
      mapParameters(names, () => tf.tensor2d([[g, 0, 1e-6]])),
      0.1,
    );
    expected.m = 0.9 * expected.m + 0.1 * g;
    expected.v = 0.999 * expected.v + 0.001 * g * g;
    const mean = expected.m / (1 - 0.9 ** t);
    const square = expected.v / (1 - 0.999 ** t);
    expected.w -= (0.1 * mean) / (Math.sqrt(square) + 1e-8);
  }
  const [first, still, tiny] = state.parameters[PARAMETER_NAMES[3]!].arraySync()[0] as number[];
  expect(first).toBeCloseTo(expected.w, 5);
  expect(still).toBe(-1);
  expect(tiny).toBeCloseTo(0, 1); // the size of the gradient does not matter
  expect(state.step).toBe(5);
});
