import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { CLOSED_SPACE } from '../testing/madeUp.ts';
import { inverse } from './cholesky.ts';
import { featureReader, nameOf } from './features.ts';
import { regression } from './regression.ts';
import { normalScores } from './scores.ts';

test('a matrix times its inverse is the identity', () => {
  const random = createRandom(1);
  for (const size of [1, 2, 7, 20]) {
    const root = Float64Array.from({ length: size * size }, () => random.normal());
    const matrix = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        for (let k = 0; k < size; k++) matrix[i * size + j]! += root[i * size + k]! * root[j * size + k]!;
        if (i === j) matrix[i * size + j]! += 0.5;
      }
    }
    const inverted = inverse(matrix, size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        let sum = 0;
        for (let k = 0; k < size; k++) sum += matrix[i * size + k]! * inverted[k * size + j]!;
        expect(sum).toBeCloseTo(i === j ? 1 : 0, 9);
      }
    }
  }
  expect(() => inverse(Float64Array.of(1, 2, 2, 1), 2)).toThrow(RangeError);
});

const parameters = nameOf({ kind: 'trainable' });
const multiplyAdds = nameOf({ kind: 'multiplyAdds' });
/** A child with these features, whose costs are the same as all others'. */
const values = (...names: string[]) =>
  new Map([...names.map((name) => [name, 1] as const), [parameters, 3], [multiplyAdds, 5]]);

test('two children that share nothing: the posterior by hand', () => {
  const examples = [
    { values: values('a'), reward: 0.2 },
    { values: values('b'), reward: 0.1 },
  ];
  const model = regression(examples, { noiseDeviation: 0.5, priorDeviation: 2 });
  const [first] = normalScores([0.2, 0.1]);
  // One feature a child: w ~ N(0, 4), y = w + N(0, 0.25).
  expect(model.predict(values('a')).mean).toBeCloseTo((first! * 4) / 4.25, 12);
  expect(model.predict(values('b')).mean).toBeCloseTo((-first! * 4) / 4.25, 12);
  expect(model.predict(values('a')).deviation).toBeCloseTo(Math.sqrt((4 * 0.25) / 4.25), 12);
  // Nothing is known of the third.
  expect(model.predict(values('c'))).toEqual({ mean: 0, deviation: 2 });
  expect(model.costDeviation(parameters)).toBe(0);
});

test('with many children it finds the weights they were made with, costs included', () => {
  const random = createRandom(2);
  const examples = Array.from({ length: 400 }, () => {
    const names = ['a', 'b', 'c', 'd'].filter(() => random.uniform() < 0.5);
    const cost = random.normal();
    const reward = (names.includes('a') ? 1 : 0) - (names.includes('b') ? 1 : 0) + cost;
    return { values: new Map([...values(...names), [parameters, cost]]), reward };
  });
  const model = regression(examples, { noiseDeviation: 0.3, priorDeviation: 2 });
  const weight = (name: string) => model.combine(new Map([[name, 1]]));
  const unit = weight('a').mean;
  expect(weight('b').mean / unit).toBeCloseTo(-1, 0.9);
  expect(Math.abs(weight('c').mean / unit)).toBeLessThan(0.1);
  expect(weight(parameters).mean / unit).toBeCloseTo(model.costDeviation(parameters), 0.9);
  expect(weight('a').deviation).toBeLessThan(0.05);
});

test('the noise that children were made with is found, whatever the setting says of it', () => {
  const random = createRandom(3);
  const examples = Array.from({ length: 600 }, () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'].filter(() => random.uniform() < 0.5);
    const effect = 0.6 * (Number(names.includes('a')) - Number(names.includes('b')));
    return { values: values(...names), reward: effect + 0.8 * random.normal() };
  });
  // The effects' variance is 2 x 0.09, the noise's 0.64; scores are rewards with a deviation of 1.
  const wanted = Math.sqrt(0.64 / (0.64 + 0.18));
  for (const noiseDeviation of [0.1, 0.5, 1]) {
    const model = regression(examples, { noiseDeviation, priorDeviation: 1 });
    expect(Math.abs(model.residualDeviation() - wanted)).toBeLessThan(0.03);
  }
});

test('where the fit takes all the room, the noise may be as large as the scores', () => {
  const examples = ['a', 'b', 'c', 'd'].map((name, index) => ({ values: values(name), reward: index }));
  const scores = normalScores([0, 1, 2, 3]);
  const { residualDeviation } = regression(examples, { noiseDeviation: 0.001, priorDeviation: 10 });
  expect(residualDeviation()).toBeCloseTo(Math.hypot(...scores) / 2, 12);
});

test.each<[string, SearchSpace, number, number]>([
  ['one block', { blocks: 1, operations: PAPER_OPERATION_IDS }, 1.2, 1.3],
  ['a closed space', CLOSED_SPACE, 1.3, 1.4],
  ['the whole space', { blocks: 5, operations: PAPER_OPERATION_IDS }, 1.3, 1.4],
  ['three operations', { blocks: 5, operations: PAPER_OPERATION_IDS.slice(0, 3) }, 1.6, 1.75],
])('%s: the prior of a child is as wide as the setting says that it is', (_, space, least, most) => {
  const random = createRandom(1);
  const cost = (): number => 10 + random.integer(1000);
  const read = featureReader(space, () => ({ trainable: cost(), multiplyAdds: cost() }));
  const examples = Array.from({ length: 60 }, () => ({
    values: read(sampleArchitecture(space, random)),
    reward: random.normal(),
  }));
  // With so much noise nothing is learned: what is left is the prior.
  const { predict } = regression(examples, { noiseDeviation: 1e5, priorDeviation: 2 });
  const squares = examples.map((example) => predict(example.values).deviation ** 2);
  const deviation = Math.sqrt(squares.reduce((sum, square) => sum + square) / squares.length);
  expect(deviation / 2).toBeGreaterThan(least);
  expect(deviation / 2).toBeLessThan(most);
});
