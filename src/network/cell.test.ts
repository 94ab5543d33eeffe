import { expect, test } from 'vitest';
import { OPERATION_IDS } from '../space/operations/index.ts';
import { buildCifar, buildImagenet } from './build.ts';
import { GraphBuilder } from './builder.ts';
import { appendCell } from './cell.ts';
import type { Layer, LayerGraph } from './graph.ts';
import { architectureOf, cellOf } from './testing/architectures.ts';

const chain = architectureOf({
  normal: { blocks: [[0, 0, 'conv_3x3', 'identity', 'add']], output: [2] },
  reduction: {
    blocks: [
      [0, 1, 'conv_3x3', 'identity', 'concat'],
      [0, 2, 'maxpool_3x3', 'identity', 'add'],
    ],
  },
});

const kinds = (layers: readonly Layer[]) => layers.map(({ kind }) => kind).join(' ');
const entry = (graph: Pick<LayerGraph, 'layers'>, cell: number, state: number) =>
  graph.layers.filter(({ origin: o }) => o.part === 'entry' && o.cell === cell && o.state === state);
const operation = (graph: Pick<LayerGraph, 'layers'>, cell: number, block: number, slot: 0 | 1) =>
  graph.layers.filter(
    ({ origin: o }) => o.part === 'operation' && o.cell === cell && o.block === block && o.slot === slot,
  );
const strideOf = (layers: readonly Layer[]) =>
  layers.reduce((stride, layer) => {
    if (layer.kind === 'conv2d' || layer.kind === 'depthwiseConv2d') return stride * layer.strides[0];
    return layer.kind === 'maxPool' || layer.kind === 'avgPool' ? stride * layer.stride : stride;
  }, 1);

test.each(OPERATION_IDS)(
  '%s: stride 2 on states 0 and 1 of a reduction cell alone, always F channels',
  (id) => {
    const cell = cellOf({
      blocks: [
        [0, 1, id, id, 'concat'],
        [2, 1, id, id, 'add'],
      ],
    });
    for (const kind of ['normal', 'reduction'] as const) {
      const builder = new GraphBuilder({ decay: 0.9, epsilon: 1e-5 });
      const input = builder.input([9, 9, 6]);
      const output = appendCell(builder, cell, {
        kind,
        index: 0,
        cells: 1,
        filters: 5,
        input,
        previous: undefined,
      });
      const graph = { layers: builder.layers };
      const side = kind === 'reduction' ? 5 : 9;
      expect(builder.shape(output)).toEqual([side, side, 5]);
      const stride = kind === 'reduction' ? 2 : 1;
      expect(strideOf(operation(graph, 0, 0, 0))).toBe(stride);
      expect(strideOf(operation(graph, 0, 0, 1))).toBe(stride);
      expect(strideOf(operation(graph, 0, 1, 0))).toBe(1);
      expect(strideOf(operation(graph, 0, 1, 1))).toBe(stride);
      expect(operation(graph, 0, 1, 1).at(-1)!.shape).toEqual([side, side, 5]);
    }
  },
);

test('a droppable path ends every operation but identity, projected or not, and positions count from 0', () => {
  const graph = buildCifar(chain, { cellsPerStage: 1, filters: 4 });
  expect(kinds(operation(graph, 0, 0, 0))).toBe('relu conv2d batchNorm dropPath');
  expect(operation(graph, 0, 0, 1)).toEqual([]);
  expect(kinds(operation(graph, 1, 0, 1))).toBe('relu conv2d batchNorm');
  expect(kinds(operation(graph, 1, 1, 0))).toBe('maxPool dropPath');
  const paths = graph.layers.filter((layer) => layer.kind === 'dropPath');
  expect(paths.map(({ position }) => position)).toEqual(paths.map((_, position) => position));
  expect(paths.map(({ cell, cells }) => [cell, cells])).toEqual([
    [0, 5],
    [1, 5],
    [1, 5],
    [2, 5],
    [3, 5],
    [3, 5],
    [4, 5],
  ]);
});

test('stem cells of ImageNet are counted by the paths', () => {
  const graph = buildImagenet(chain, { cellsPerStage: 1, filters: 8, size: 64 });
  const cells = graph.layers.flatMap((layer) =>
    layer.kind === 'dropPath' ? [[layer.cell, layer.cells]] : [],
  );
  expect(cells.at(0)).toEqual([0, 7]);
  expect(cells.at(-1)).toEqual([6, 7]);
});

test('both entries are built though no block reads the second', () => {
  const graph = buildCifar(chain, { cellsPerStage: 2, filters: 4 });
  expect(kinds(entry(graph, 0, 0))).toBe('relu conv2d batchNorm');
  expect(entry(graph, 0, 1)).toEqual([]); // the first cell's second input is the stem's output, raw
  expect(kinds(entry(graph, 1, 1))).toBe('relu conv2d batchNorm'); // 12 channels of the stem to 4
  expect(kinds(entry(graph, 3, 1))).toBe('relu subsample conv2d subsample conv2d concat batchNorm');
  expect(entry(graph, 3, 1).at(-1)!.shape).toEqual([16, 16, 8]);
});

test('h_{i-1} is untouched where its size and channels are those of the cell', () => {
  const graph = buildCifar(chain, { cellsPerStage: 3, filters: 4 });
  // Cell 2 reads cell 0's output: one block of 4 channels.
  expect(entry(graph, 2, 1)).toEqual([]);
});

test('an odd map is halved upwards; the halves of a factorised reduction are floor(F/2) and ceil(F/2)', () => {
  const graph = buildImagenet(chain, { cellsPerStage: 1, filters: 13, size: 31 });
  const reduction = entry(graph, 2, 1);
  expect(graph.cells.map(({ shape }) => shape[0])).toEqual([8, 4, 4, 2, 2, 1, 1]);
  expect(reduction.filter(({ kind }) => kind === 'conv2d').map(({ shape }) => shape)).toEqual([
    [4, 4, 6],
    [4, 4, 7],
  ]);
  expect(reduction.flatMap((layer) => (layer.kind === 'subsample' ? [layer.offset] : []))).toEqual([0, 1]);
});

const unread = architectureOf({
  normal: { blocks: [[1, 1, 'conv_1x1', 'conv_1x1', 'add']] },
  reduction: { blocks: [[0, 0, 'identity', 'conv_1x1', 'add']] },
});

test('an unread input joins the output: reduced in a reduction cell, as it is in a normal one', () => {
  const output = (graph: Pick<LayerGraph, 'layers'>, cell: number) =>
    graph.layers.filter(({ origin: o }) => o.part === 'output' && o.cell === cell);
  const graph = buildCifar(unread, { cellsPerStage: 1, filters: 4 });
  expect(kinds(output(graph, 0))).toBe('concat');
  expect(kinds(output(graph, 1))).toBe('subsample conv2d subsample conv2d concat batchNorm concat');

  // The raw second use of the first cell's input has the stem's channels.
  const builder = new GraphBuilder({ decay: 0.9, epsilon: 1e-5 });
  const input = builder.input([4, 4, 6]);
  const place = { kind: 'normal', index: 0, cells: 1, filters: 3, input, previous: undefined } as const;
  const last = appendCell(builder, unread.reduction, place);
  expect(kinds(output(builder, 0))).toBe('conv2d batchNorm concat');
  expect(builder.shape(last)).toEqual([4, 4, 6]);
});

test('on 1 x 1 maps nothing is reduced, and a strided identity is still a convolution', () => {
  const graph = buildCifar(unread, { cellsPerStage: 1, filters: 4, size: 1 });
  expect(graph.layers.some(({ kind }) => kind === 'subsample')).toBe(false);
  expect(kinds(operation(graph, 1, 0, 0))).toBe('relu conv2d batchNorm');
  expect(entry(graph, 2, 1)).toEqual([]); // cell 0's two states of 4 channels are the 8 that cell 2 wants
  const narrow = buildCifar(chain, { cellsPerStage: 1, filters: 4, size: 1 });
  expect(kinds(entry(narrow, 2, 1))).toBe('relu conv2d batchNorm');
});

test('one filter leaves the first half of a factorised reduction out', () => {
  const graph = buildImagenet(unread, { cellsPerStage: 1, filters: 4, size: 33 });
  const output = graph.layers.filter(({ origin: o }) => o.part === 'output' && o.cell === 0);
  expect(kinds(output)).toBe('subsample conv2d batchNorm concat');
  expect(graph.cells[0]!.shape).toEqual([8, 8, 2]);
});

test('a block that reads a state which is not there is refused by name', () => {
  const normal = cellOf({ blocks: [[0, 2, 'identity', 'identity', 'add']] });
  const build = () => buildCifar({ ...chain, normal }, { cellsPerStage: 1, filters: 4 });
  expect(build).toThrow('cell 0: hidden state 2 does not exist yet (there are 0 to 1)');
});
