import { expect, test } from 'vitest';
import { InputError } from '../base/errors.ts';
import { presetOf } from '../space/presets.ts';
import { buildCifar, buildImagenet } from './build.ts';
import { countGraph } from './counts.ts';
import type { Layer, LayerGraph } from './graph.ts';

const nasnet = presetOf('nasnet-a').architecture;
const ofPart = (graph: LayerGraph, part: string): Layer[] =>
  graph.layers.filter(({ origin }) => origin.part === part);
const kinds = (layers: readonly Layer[]) => layers.map(({ kind }) => kind);

test('layers are numbered in order and read only earlier ones', () => {
  for (const graph of [
    buildCifar(nasnet, { cellsPerStage: 2, filters: 3, size: 17, auxiliary: true }),
    buildImagenet(nasnet, { cellsPerStage: 1, filters: 5, size: 75, skipReductionInput: true }),
  ]) {
    graph.layers.forEach((layer, id) => {
      expect(layer.id).toBe(id);
      expect(layer.inputs.every((input) => input >= 0 && input < id)).toBe(true);
    });
    expect(graph.layers[graph.logits]!.shape).toEqual([1, 1, graph.classes]);
  }
});

test('the CIFAR network: stem, N normal cells a stage, F doubled at each reduction', () => {
  const graph = buildCifar(nasnet, { cellsPerStage: 2, filters: 4 });
  expect(kinds(ofPart(graph, 'stem'))).toEqual(['conv2d', 'batchNorm']);
  expect(ofPart(graph, 'stem')[1]!.shape).toEqual([32, 32, 12]);
  expect(graph.cells.map(({ kind, filters, stride, shape }) => [kind, filters, stride, shape[0]])).toEqual([
    ['normal', 4, 1, 32],
    ['normal', 4, 1, 32],
    ['reduction', 8, 2, 16],
    ['normal', 8, 1, 16],
    ['normal', 8, 1, 16],
    ['reduction', 16, 2, 8],
    ['normal', 16, 1, 8],
    ['normal', 16, 1, 8],
  ]);
  expect(kinds(ofPart(graph, 'head'))).toEqual(['relu', 'globalAvgPool', 'dense']);
  expect(graph.auxiliaryLogits).toBeUndefined();
});

test('the ImageNet network: two stem cells at F/4 and F/2 rounded down, dropout before the last dense layer', () => {
  const graph = buildImagenet(nasnet, { cellsPerStage: 1, filters: 11 });
  expect(ofPart(graph, 'stem')[1]!.shape).toEqual([111, 111, 32]);
  expect(graph.cells.map(({ kind, filters, shape }) => [kind, filters, shape[0]])).toEqual([
    ['reduction', 2, 56],
    ['reduction', 5, 28],
    ['normal', 11, 28],
    ['reduction', 22, 14],
    ['normal', 22, 14],
    ['reduction', 44, 7],
    ['normal', 44, 7],
  ]);
  expect(kinds(ofPart(graph, 'head'))).toEqual(['relu', 'globalAvgPool', 'dropout', 'dense']);
  expect(ofPart(graph, 'head')[2]).toMatchObject({ rate: 0.5 });
});

test('batch norm has the constants of its setting', () => {
  const constants = (graph: LayerGraph) =>
    new Set(
      graph.layers.flatMap((layer) =>
        layer.kind === 'batchNorm' ? [[layer.decay, layer.epsilon].join()] : [],
      ),
    );
  expect(constants(buildCifar(nasnet, { cellsPerStage: 1, filters: 2 }))).toEqual(new Set(['0.9,0.00001']));
  expect(constants(buildImagenet(nasnet, { cellsPerStage: 1, filters: 8 }))).toEqual(
    new Set(['0.9997,0.001']),
  );
});

test('the auxiliary head reads what the second reduction reads and changes no other layer', () => {
  const options = { cellsPerStage: 2, filters: 4 };
  const plain = buildCifar(nasnet, options);
  const graph = buildCifar(nasnet, { ...options, auxiliary: true });
  expect(graph.layers.slice(0, plain.layers.length)).toEqual(plain.layers);
  expect(graph.logits).toBe(plain.logits);
  const head = ofPart(graph, 'auxiliary');
  expect(kinds(head).join(' ')).toBe('relu avgPool conv2d batchNorm relu conv2d batchNorm relu dense');
  expect(head.map(({ shape }) => shape.join(' ')).slice(0, 6)).toEqual([
    '16 16 48',
    '4 4 48',
    '4 4 128',
    '4 4 128',
    '4 4 128',
    '1 1 768',
  ]);
  const secondReduction = graph.layers.find(({ origin }) => origin.part === 'entry' && origin.cell === 5);
  expect(head[0]!.inputs).toEqual(secondReduction!.inputs);
  expect(graph.auxiliaryLogits).toBe(graph.layers.length - 1);
  const own = 48 * 128 + 4 * 128 + 16 * 128 * 768 + 4 * 768 + 768 * 10 + 10;
  expect(countGraph(graph).parameters - countGraph(plain).parameters).toBe(own);
});

test('skipping the reduction input hands its own h_{i-1} to the cell after it, in the trunk alone', () => {
  const reads = (skipReductionInput: boolean) => {
    const graph = buildImagenet(nasnet, { cellsPerStage: 2, filters: 8, skipReductionInput });
    const outputs = graph.cells.map(
      (_, cell) =>
        graph.layers.findLast(({ origin }) => origin.part === 'output' && origin.cell === cell)!.id,
    );
    return graph.cells.map((_, cell) => {
      const entry = graph.layers.find(
        ({ origin }) => origin.part === 'entry' && origin.cell === cell && origin.state === 1,
      );
      return entry === undefined ? null : outputs.indexOf(entry.inputs[0]!);
    });
  };
  // Cells: 0 and 1 stem, 2 3 normal, 4 reduction, 5 6 normal, 7 reduction, 8 9 normal; -1 is the stem's convolution.
  expect(reads(false)).toEqual([null, -1, 0, 1, 2, 3, 4, 5, 6, 7]);
  expect(reads(true)).toEqual([null, -1, 0, 1, 2, 2, 4, 5, 5, 7]);
});

test.each([
  ['filters is 0', () => buildCifar(nasnet, { cellsPerStage: 1, filters: 0 })],
  ['cellsPerStage is 1.5', () => buildCifar(nasnet, { cellsPerStage: 1.5, filters: 4 })],
  ['classes is NaN', () => buildCifar(nasnet, { cellsPerStage: 1, filters: 4, classes: Number.NaN })],
  ['stemFilters is -1', () => buildImagenet(nasnet, { cellsPerStage: 1, filters: 4, stemFilters: -1 })],
  ['3 filters leave', () => buildImagenet(nasnet, { cellsPerStage: 1, filters: 3 })],
  ['2 x 2 pixels', () => buildImagenet(nasnet, { cellsPerStage: 1, filters: 4, size: 2 })],
  [
    'is 4 x 4, too small',
    () => buildCifar(nasnet, { cellsPerStage: 1, filters: 4, size: 8, auxiliary: true }),
  ],
])('refuses: %s', (message, build) => {
  expect(build).toThrow(InputError);
  expect(build).toThrow(message);
});
