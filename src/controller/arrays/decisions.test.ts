import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { openDecisions, type SearchSpace } from '../../space/searchSpace.ts';
import { mapParameters, PARAMETER_NAMES, parameterCount, parameterShapes, partsOf } from '../parameters.ts';
import { plainJudgement } from '../testing/oracle.ts';
import { matricesOf, sharpValues } from '../testing/weights.ts';
import { addGradient, decide, entropyOf, finish, networkOf } from './decisions.ts';

const small: SearchSpace = { blocks: 2, operations: ['identity', 'sepconv_3x3', 'maxpool_3x3'] };

function randomChoices(seed: number): number[] {
  const random = createRandom(seed);
  return openDecisions(small).map(({ choices }) => random.integer(choices));
}

test('log-probability and entropy are those of a plain float64 LSTM', () => {
  const values = sharpValues(small, 1);
  const network = networkOf(small, partsOf(small, values));
  for (const seed of [1, 2, 3]) {
    const choices = randomChoices(seed);
    const child = decide(network, (_, index) => choices[index]!);
    const expected = plainJudgement(matricesOf(small, values), small, choices);
    const logProbability = child.reduce((sum, { logs, choice }) => sum + logs[choice]!, 0);
    const entropy = child.reduce((sum, { logs }) => sum + entropyOf(logs), 0) / child.length;
    expect(logProbability).toBeCloseTo(expected.logProbability, 10);
    expect(entropy).toBeCloseTo(expected.entropy, 10);
  }
});

test.each([
  ['log-probability', 1, 0],
  ['entropy', 0, 1],
  ['both, over two children', 0.7, -0.4],
] as const)('the gradient of %s is that of finite differences', (_, slope, entropyWeight) => {
  const values = sharpValues(small, 2);
  const network = networkOf(small, partsOf(small, values));
  const batch = slope === 0.7 ? [randomChoices(4), randomChoices(5)] : [randomChoices(4)];
  const decisions = openDecisions(small).length;
  const gradients = {
    weights: partsOf(small, new Float64Array(parameterCount(small))),
    gates: new Map<number, Float64Array>(),
  };
  for (const choices of batch) {
    const child = decide(network, (__, index) => choices[index]!);
    addGradient(network, child, new Array(decisions).fill(slope), entropyWeight / decisions, gradients);
  }
  finish(network, gradients);

  const own = matricesOf(small, values);
  const goal = (): number =>
    batch
      .map((choices) => plainJudgement(own, small, choices))
      .reduce(
        (sum, { logProbability, entropy }) => sum + slope * logProbability + entropyWeight * entropy,
        0,
      );
  const random = createRandom(6);
  const shapes = mapParameters(parameterShapes(small), (shape) => shape);
  for (const name of PARAMETER_NAMES) {
    const [rows, columns] = shapes[name];
    for (let probe = 0; probe < 4; probe++) {
      const [row, column] = [random.integer(rows), random.integer(columns)];
      const held = own[name][row]![column]!;
      const at = (value: number): number => {
        own[name][row]![column] = value;
        return goal();
      };
      const expected = (at(held + 1e-5) - at(held - 1e-5)) / 2e-5;
      at(held);
      const found = gradients.weights[name][row * columns + column]!;
      expect(Math.abs(found - expected), `${name}[${row}, ${column}]`).toBeLessThan(
        1e-8 + 1e-5 * Math.abs(expected),
      );
    }
  }
});
