import { expect, test } from 'vitest';
import { buildCifar } from './build.ts';
import type { Layer, LayerGraph } from './graph.ts';
import { liveLayers } from './live.ts';
import { architectureOf } from './testing/architectures.ts';
import { outputExtent, samePadding, type WindowLayer, windowOf } from './windows.ts';

test.each([
  // extent, kernel, stride, rate, before, after
  [32, 3, 1, 1, 1, 1],
  [32, 3, 2, 1, 0, 1],
  [33, 3, 2, 1, 1, 1],
  [32, 5, 2, 1, 1, 2],
  [7, 3, 1, 2, 2, 2],
  [8, 2, 1, 1, 0, 1],
  [9, 1, 2, 1, 0, 0],
  [1, 7, 1, 1, 3, 3],
])('SAME over %i pixels of %i taps, stride %i, rate %i', (extent, kernel, stride, rate, before, after) => {
  expect(samePadding(extent, kernel, stride, rate)).toEqual([before, after]);
  // With its padding every output's window fits, and no further one would.
  const padded = extent + before + after;
  expect(outputExtent(padded, kernel, stride, rate, 'valid')).toBe(
    outputExtent(extent, kernel, stride, rate, 'same'),
  );
});

function graphOf(layer: WindowLayer): LayerGraph {
  const origin = { part: 'stem' } as const;
  const input: Layer = { kind: 'input', id: 0, inputs: [], shape: [8, 5, 3], origin };
  return { layers: [input, layer], logits: 1, classes: 3, input: [8, 5, 3], cells: [] };
}
const place = { id: 1, inputs: [0], shape: [4, 3, 3], origin: { part: 'stem' } } as const;

test('windows lie where TensorFlow puts them', () => {
  const before = (layer: WindowLayer) => windowOf(layer, graphOf(layer)).before;
  expect(before({ kind: 'maxPool', size: 3, stride: 2, ...place })).toEqual([0, 1]);
  expect(before({ kind: 'avgPool', size: 3, stride: 2, padding: 'valid', ...place })).toEqual([0, 0]);
  expect(before({ kind: 'subsample', offset: 1, ...place })).toEqual([-1, -1]);
});

test('layers that no score depends on are not live', () => {
  // The cells' outputs hold their blocks alone, and these read h_i: nothing reads what an entry makes of h_{i-1}.
  const cell = { blocks: [[1, 1, 'sepconv_3x3', 'identity', 'add']], output: [2] };
  const graph = buildCifar(architectureOf({ normal: cell, reduction: cell }), {
    cellsPerStage: 1,
    filters: 4,
    size: 8,
  });
  const live = liveLayers(graph);
  expect(live.has(graph.logits)).toBe(true);
  const idle = graph.layers.filter(({ id }) => !live.has(id));
  expect(idle.some(({ origin }) => origin.part === 'entry')).toBe(true);
  for (const { id } of idle) {
    const readers = graph.layers.filter(({ inputs }) => inputs.includes(id));
    expect(readers.every((reader) => !live.has(reader.id))).toBe(true);
  }
  for (const id of live) {
    const isRead = graph.layers.some(({ id: by, inputs }) => live.has(by) && inputs.includes(id));
    expect(isRead || id === graph.logits).toBe(true);
  }
});
