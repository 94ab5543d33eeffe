import { expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import type { Architecture } from '../space/architecture.ts';
import { CELL_PRESETS } from '../space/presets.ts';
import { sampleArchitecture } from '../space/sample.ts';
import { WHOLE_SPACE } from '../space/searchSpace.ts';
import { buildCifar, buildImagenet } from './build.ts';
import { countGraph } from './counts.ts';
import type { LayerGraph } from './graph.ts';
import { keyOf, type NetworkNode, networkNodes, nodeAt, stemFilters } from './nodes.ts';
import { graphParameters } from './parameters.ts';

const random = createRandom(3);
const architectures = [
  ...CELL_PRESETS.map(({ architecture }) => architecture),
  ...Array.from({ length: 30 }, (_, i) =>
    sampleArchitecture({ ...WHOLE_SPACE, blocks: 1 + (i % 5) }, random),
  ),
];
const networks = architectures.flatMap(
  (architecture) =>
    [
      [architecture, buildCifar(architecture, { cellsPerStage: 2, filters: 5, size: 16, auxiliary: false })],
      [architecture, buildCifar(architecture, { cellsPerStage: 1, filters: 4, size: 12, auxiliary: true })],
      [architecture, buildImagenet(architecture, { cellsPerStage: 1, filters: 8, size: 56, classes: 7 })],
      [
        architecture,
        buildImagenet(architecture, {
          cellsPerStage: 1,
          filters: 8,
          size: 64,
          classes: 7,
          skipReductionInput: true,
        }),
      ],
    ] as const,
);

const sum = (nodes: readonly NetworkNode[], of: 'trainable' | 'parameters' | 'multiplyAdds'): number =>
  nodes.reduce((total, node) => total + node[of], 0);

test('nodes own every layer, parameter and multiply-add of a network, each once', () => {
  for (const [architecture, graph] of networks) {
    const nodes = networkNodes(graph, architecture);
    const { trainable, parameters, multiplyAdds } = countGraph(graph);
    expect(sum(nodes, 'trainable')).toBe(trainable);
    expect(sum(nodes, 'parameters')).toBe(parameters);
    expect(sum(nodes, 'multiplyAdds')).toBe(multiplyAdds);
    const layers = nodes.flatMap((node) => node.layers).sort((a, b) => a - b);
    expect(layers).toEqual(graph.layers.map(({ id }) => id));
    expect(new Set(nodes.map(({ place }) => keyOf(place))).size).toBe(nodes.length);
  }
});

/** Layers that one reads, from outside itself. */
const readBy = (graph: LayerGraph, { layers }: NetworkNode): number[] =>
  layers.flatMap((id) => graph.layers[id]!.inputs.filter((input) => !layers.includes(input)));

test('nodes read each other as the cells say', () => {
  for (const [architecture, graph] of networks) {
    const nodes = networkNodes(graph, architecture);
    const find = (place: NetworkNode['place']) => nodeAt(nodes, place)!;
    for (const [cell, { kind, shape }] of graph.cells.entries()) {
      expect(find({ part: 'output', cell }).shape).toEqual(shape);
      const before = cell === 0 ? find({ part: 'stem' }) : find({ part: 'output', cell: cell - 1 });
      expect(readBy(graph, find({ part: 'state', cell, state: 0 }))).toEqual([before.layer]);
      for (const [block, { inputs }] of architecture[kind].blocks.entries()) {
        const combined = readBy(graph, find({ part: 'block', cell, block }));
        for (const slot of [0, 1] as const) {
          const operation = find({ part: 'operation', cell, block, slot });
          const state =
            inputs[slot] < 2
              ? find({ part: 'state', cell, state: inputs[slot] as 0 | 1 })
              : find({ part: 'block', cell, block: inputs[slot] - 2 });
          expect(combined[slot]).toBe(operation.layer);
          if (operation.layers.length === 0) expect(operation.layer).toBe(state.layer);
          else expect(new Set(readBy(graph, operation))).toEqual(new Set([state.layer]));
          expect(operation.input).toEqual(state.shape);
        }
      }
    }
    expect(find({ part: 'head' }).layer).toBe(graph.logits);
  }
});

test('what no block reads does not run, and all else does', () => {
  const cell = (input: 0 | 1): Architecture['normal'] => ({
    blocks: [{ inputs: [input, input], operations: ['identity', 'conv_3x3'], combiner: 'add' }],
    output: [2],
  });
  const architecture: Architecture = { normal: cell(1), reduction: cell(0) };
  const graph = buildCifar(architecture, { cellsPerStage: 1, filters: 4, size: 8 });
  const nodes = networkNodes(graph, architecture);
  expect(nodeAt(nodes, { part: 'state', cell: 0, state: 0 })).toMatchObject({ runs: false });
  expect(nodeAt(nodes, { part: 'state', cell: 0, state: 1 })).toMatchObject({ runs: true });
  expect(nodeAt(nodes, { part: 'output', cell: 4 })).toMatchObject({ runs: true });
});

test('figures of a node, worked out by hand', () => {
  const architecture: Architecture = {
    normal: { blocks: [{ inputs: [0, 1], operations: ['sepconv_5x5', 'identity'], combiner: 'add' }] },
    reduction: { blocks: [{ inputs: [0, 1], operations: ['maxpool_3x3', 'maxpool_3x3'], combiner: 'add' }] },
  };
  const graph = buildCifar(architecture, { cellsPerStage: 1, filters: 8, size: 32 });
  const nodes = networkNodes(graph, architecture);
  // Twice: 25 weights a channel, 8 x 8 across, and a batch norm.
  expect(nodeAt(nodes, { part: 'operation', cell: 0, block: 0, slot: 0 })).toMatchObject({
    trainable: 2 * (25 * 8 + 64 + 16),
    parameters: 2 * (25 * 8 + 64 + 32),
    multiplyAdds: 2 * 32 * 32 * (25 * 8 + 64),
    input: [32, 32, 8],
    shape: [32, 32, 8],
  });
  // The stem has 24 channels: an identity on it projects them to 8. Cell 2 passes on what the cell before made.
  expect(nodeAt(nodes, { part: 'operation', cell: 0, block: 0, slot: 1 })).toMatchObject({
    parameters: 24 * 8 + 32,
    multiplyAdds: 32 * 32 * 24 * 8,
  });
  expect(nodeAt(nodes, { part: 'output', cell: 0 })).toMatchObject({
    layers: [],
    parameters: 0,
    multiplyAdds: 0,
  });
  expect(nodeAt(nodes, { part: 'stem' })).toMatchObject({
    shape: [32, 32, 24],
    multiplyAdds: 32 * 32 * 27 * 24,
  });
});

test('the stem’s filters are its kernel', () => {
  const graph = buildCifar(CELL_PRESETS[0]!.architecture, { cellsPerStage: 1, filters: 8, size: 8 });
  const kernel = graphParameters(graph)[0]!;
  const values = Float32Array.from({ length: kernel.size }, (_, i) => i);
  const filters = stemFilters(graph, new Map([[kernel.name, values]]));
  expect(filters).toEqual({ height: 3, width: 3, channels: 3, count: 24, values });
  expect(() => stemFilters(graph, new Map())).toThrow('these weights have no kernel of a stem');
});
