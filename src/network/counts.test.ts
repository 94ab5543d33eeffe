import { expect, test } from 'vitest';
import { presetOf } from '../space/presets.ts';
import { buildCifar, buildImagenet, type ImagenetOptions } from './build.ts';
import { countGraph, layerMultiplyAdds } from './counts.ts';
import type { LayerGraph } from './graph.ts';
import { graphParameters, parameterCounts } from './parameters.ts';
import { architectureOf, cellOf } from './testing/architectures.ts';
import frozen from './testing/oracle.json' with { type: 'json' };

const nasnet = presetOf('nasnet-a').architecture;

test('a layer has as many numbers as its parameters do, of every kind', () => {
  const graph = buildCifar(nasnet, { cellsPerStage: 1, filters: 5, auxiliary: true });
  const own = graphParameters(graph);
  for (const layer of graph.layers) {
    const inputs = graph.layers[layer.inputs[0] ?? -1]?.shape[2] ?? 0;
    const of = (trainable: boolean): number =>
      own.reduce(
        (sum, one) => sum + (one.layer === layer.id && one.trainable === trainable ? one.size : 0),
        0,
      );
    expect(parameterCounts(layer, inputs)).toEqual({ trainable: of(true), fixed: of(false) });
  }
  expect(new Set(graph.layers.map(({ kind }) => kind)).size).toBeGreaterThan(7);
});

test('NASNet-A (4 @ 1056), ImageNet 224: the published totals', () => {
  const counts = countGraph(buildImagenet(nasnet, { cellsPerStage: 4, filters: 44 }));
  expect(counts).toMatchObject({ parameters: 5_326_716, trainable: 5_289_978, penultimateFilters: 1056 });
  expect(Math.round(counts.multiplyAdds / 1e6)).toBe(564);
});

test('NASNet-A (6 @ 4032), ImageNet 331: the published totals', () => {
  const options = { cellsPerStage: 6, filters: 168, size: 331, stemFilters: 96, skipReductionInput: true };
  const counts = countGraph(buildImagenet(nasnet, options));
  expect(counts).toMatchObject({ parameters: 88_949_818, trainable: 88_753_150, penultimateFilters: 4032 });
  expect((counts.multiplyAdds / 1e9).toFixed(1)).toBe('23.8');
});

test('NASNet-A (6 @ 768), CIFAR: the published totals', () => {
  const counts = countGraph(buildCifar(nasnet, { cellsPerStage: 6, filters: 32 }));
  expect((counts.parameters / 1e6).toFixed(2)).toBe('3.38');
  expect((counts.trainable / 1e6).toFixed(2)).toBe('3.35');
  expect(Math.round(counts.multiplyAdds / 1e6)).toBe(544);
  expect(counts.penultimateFilters).toBe(768);
});

// Figures of a second implementation, written from the specification as PyTorch modules: parameters counted from the
// modules, multiply-adds by hooks on a forward pass with real tensors. 1,200 random cases agreed; these are kept for
// their corners (1 x 1 maps, odd sizes, odd F, F = 1, inputs that nothing reads, seven blocks).
test.each(
  frozen.map((row, number) => ({ row, title: `${number}: ${row.setting} ${row.preset ?? 'random cells'}` })),
)('the counts of an independent implementation, $title', ({ row }) => {
  const architecture = row.architecture
    ? architectureOf(row.architecture)
    : presetOf(row.preset as 'nasnet-a').architecture;
  const options = row.options as ImagenetOptions;
  const graph =
    row.setting === 'cifar' ? buildCifar(architecture, options) : buildImagenet(architecture, options);
  expect(countGraph(graph)).toMatchObject(row.counts);
  expect(graph.cells.map(({ shape: [height, width, channels] }) => [height, width, channels])).toEqual(
    row.cellOutputs.map(([size, channels]) => [size, size, channels]),
  );
  expect(graph.layers.filter(({ kind }) => kind === 'dropPath')).toHaveLength(row.droppablePaths);
});

test('dilconv_5x5 has 25 taps where dilconv_3x3 has 9, and is otherwise the same', () => {
  const cells = (id: 'dilconv_3x3' | 'dilconv_5x5') => ({
    normal: cellOf({ blocks: [[0, 1, id, 'identity', 'add']] }),
    reduction: cellOf({ blocks: [[0, 1, 'identity', id, 'add']] }),
  });
  const counted = (id: 'dilconv_3x3' | 'dilconv_5x5') =>
    countGraph(buildCifar(cells(id), { cellsPerStage: 1, filters: 4, size: 9 }));
  const [small, wide] = [counted('dilconv_3x3'), counted('dilconv_5x5')];
  // On 9 x 9, 5 x 5 and 3 x 3 maps: F = 4, 8 and 16 in normal cells; in reduction cells F = 8 and 16 from what h_{i-1} was brought to.
  const taps = [
    [81, 4 * 4],
    [25, 8 * 8],
    [25, 8 * 8],
    [9, 16 * 16],
    [9, 16 * 16],
  ] as const;
  const more = (of: (map: number, channels: number) => number) =>
    16 * taps.reduce((sum, [map, channels]) => sum + of(map, channels), 0);
  expect(wide.parameters - small.parameters).toBe(more((_, channels) => channels));
  expect(wide.trainable - small.trainable).toBe(more((_, channels) => channels));
  expect(wide.multiplyAdds - small.multiplyAdds).toBe(more((map, channels) => map * channels));
  expect(wide.penultimateFilters).toBe(small.penultimateFilters);
});

test('layers that only training needs cost nothing, and the layers add up to the whole', () => {
  const graph = buildCifar(nasnet, { cellsPerStage: 1, filters: 4, auxiliary: true });
  const of = (kinds: readonly string[], { layers }: LayerGraph) =>
    layers.filter(({ kind }) => kinds.includes(kind)).map((layer) => layerMultiplyAdds(graph, layer));
  expect(new Set(of(['dropPath', 'dropout', 'batchNorm', 'avgPool', 'maxPool'], graph))).toEqual(
    new Set([0]),
  );
  const paid = of(['conv2d', 'depthwiseConv2d', 'dense'], graph);
  expect(paid.every((cost) => cost > 0)).toBe(true);
  expect(paid.reduce((a, b) => a + b)).toBe(countGraph(graph).multiplyAdds);
});

test('activation bytes are those of every layer of one image', () => {
  const graph = buildCifar(nasnet, { cellsPerStage: 1, filters: 2, size: 4 });
  const floats = graph.layers.reduce((sum, { shape }) => sum + shape[0] * shape[1] * shape[2], 0);
  expect(countGraph(graph).activationBytes).toBe(4 * floats);
});
