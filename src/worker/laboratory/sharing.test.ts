import { expect, test } from 'vitest';
import { initialWeights } from '../../engine/weights.ts';
import { buildCifar } from '../../network/build.ts';
import { graphParameters } from '../../network/parameters.ts';
import { parameterPlaces } from '../../network/places.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { OperationId } from '../../space/operations/index.ts';
import { inheritance, leftBy } from './sharing.ts';

const pair = (second: OperationId): Architecture => ({
  normal: { blocks: [{ inputs: [0, 1], operations: ['sepconv_3x3', second], combiner: 'add' }] },
  reduction: { blocks: [{ inputs: [0, 1], operations: ['maxpool_3x3', 'maxpool_3x3'], combiner: 'add' }] },
});

function network(architecture: Architecture) {
  const graph = buildCifar(architecture, { cellsPerStage: 1, filters: 4, size: 8 });
  return { graph, places: parameterPlaces(graph, architecture), parameters: graphParameters(graph) };
}

const one = network(pair('conv_3x3'));
const weights = initialWeights(one.graph, 1);

test('a network of the same architecture inherits every value, running statistics included', () => {
  const { weights: inherited, trainable } = inheritance(one.places, leftBy(one.places, weights));
  expect(inherited).toEqual(weights);
  const all = one.parameters.filter((parameter) => parameter.trainable);
  expect(trainable).toBe(all.reduce((sum, { size }) => sum + size, 0));
});

test('another one inherits what both have, under its own names, and nothing of an operation that differs', () => {
  const other = network(pair('conv_1x1'));
  const { weights: inherited, trainable } = inheritance(other.places, leftBy(one.places, weights));
  const origins = new Set<string>();
  for (const { name, layer, size } of other.parameters) {
    const { origin } = other.graph.layers[layer]!;
    const differs = origin.part === 'operation' && origin.slot === 1 && origin.cell % 2 === 0;
    expect(inherited.has(name), `${name} of ${JSON.stringify(origin)}`).toBe(!differs);
    if (!differs) expect(inherited.get(name)).toHaveLength(size);
    origins.add(`${origin.part} ${differs}`);
  }
  expect([...origins].sort()).toEqual(
    ['entry false', 'head false', 'operation false', 'operation true', 'stem false'].sort(),
  );
  expect(trainable).toBeGreaterThan(0);
  expect(trainable).toBeLessThan(other.parameters.reduce((sum, { size }) => sum + size, 0));
});

test('nothing is inherited of nobody, nor values of another length', () => {
  expect(inheritance(one.places, {})).toEqual({ weights: new Map(), trainable: 0 });
  const left = leftBy(one.places, weights);
  const damaged = Object.fromEntries(Object.entries(left).map(([key, values]) => [key, values.subarray(1)]));
  expect(inheritance(one.places, damaged).trainable).toBe(0);
});
