import type { LayersModel } from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { buildCifar } from '../../network/build.ts';
import { countGraph } from '../../network/counts.ts';
import type { Block, Cell } from '../../space/architecture.ts';
import { drawnWeights } from '../drawnWeights.ts';
import type { ExportedChild } from '../exported.ts';
import { publishedChildren, type SampledChild, sampledChildren } from '../testing/children.ts';
import { loadTfjs, tfjsScores } from '../testing/loadTfjs.ts';
import { deviation, MOST_DEVIATION, randomBatch, referenceScores } from '../testing/reference.ts';
import { kerasLayers } from './kerasLayers.ts';
import { writeTfjs } from './writeTfjs.ts';

const full = process.env.NAS_FULL === '1';
const published = publishedChildren(70);
const cases: readonly SampledChild[] = [
  ...sampledChildren(2500, full ? 200 : 12),
  ...(full ? published : [published[0]!, published[2]!]),
];

/** A child of small cells by hand. */
function childOf(
  normal: Cell,
  size: number,
  more: { filters?: number; classes?: number } = {},
): ExportedChild {
  const architecture = { normal, reduction: normal };
  const network = { cellsPerStage: 1, filters: 4, size, classes: 3, auxiliary: false, ...more };
  const graph = buildCifar(architecture, network);
  const images = { mean: [0.4, 0.5, 0.6], deviation: [0.2, 0.25, 0.3] };
  return {
    architecture,
    graph,
    network: { setting: 'cifar', ...network },
    weights: drawnWeights(graph, size),
    images,
  };
}

const block = (...operations: Block['operations']): Block => ({
  inputs: [0, 1],
  operations,
  combiner: 'add',
});
const twice: Block = { inputs: [0, 0], operations: ['identity', 'identity'], combiner: 'add' };
const both: Block = { inputs: [2, 2], operations: ['identity', 'identity'], combiner: 'concat' };
const byHand: readonly SampledChild[] = [1, 2, 5, 8].flatMap((size) => [
  {
    title: `maps that a layer takes twice and others read later, ${size} pixels`,
    child: childOf({ blocks: [twice, both, { ...block('maxpool_3x3', 'conv_3x3'), inputs: [0, 2] }] }, size),
  },
  {
    title: `dilated, ${size} pixels`,
    child: childOf({ blocks: [block('dilconv_3x3', 'dilconv_5x5')] }, size),
  },
  {
    title: `an unread entry, ${size} pixels`,
    child: childOf({ blocks: [{ ...block('maxpool_3x3', 'identity'), inputs: [1, 1] }], output: [2] }, size),
  },
]);

async function withModel<Answer>(child: ExportedChild, use: (model: LayersModel) => Promise<Answer>) {
  const model = await loadTfjs(writeTfjs(child));
  try {
    return await use(model);
  } finally {
    model.dispose();
  }
}

test.each([...cases, ...byHand])('tfjs computes what we do: $title', async ({ child }) => {
  await withModel(child, async (model) => {
    expect([model.inputNames, model.outputNames]).toEqual([['images'], ['scores']]);
    expect(model.inputs[0]!.shape).toEqual([null, ...child.graph.input]);
    expect(model.outputs[0]!.shape).toEqual([null, child.graph.classes]);
    for (const count of [1, 3]) {
      const batch = randomBatch(child, count, 9 + count);
      const worst = deviation(tfjsScores(model, batch.nhwc), await referenceScores(child, batch));
      expect(worst).toBeLessThan(MOST_DEVIATION);
    }
  });
});

test.each(cases)('and has as many parameters: $title', async ({ child }) => {
  const { auxiliaryLogits: _, ...graph } = child.graph;
  const scored = { ...graph, layers: graph.layers.filter(({ origin }) => origin.part !== 'auxiliary') };
  const counts = countGraph(scored);
  await withModel(child, async (model) => {
    const numbers = (weights: LayersModel['weights']): number =>
      weights.reduce((sum, { shape }) => sum + shape.reduce((product, n) => product! * n!, 1)!, 0);
    expect(model.countParams()).toBe(counts.parameters);
    expect(numbers(model.trainableWeights)).toBe(counts.trainable);
  });
});

test('large weights are cut into shards of at most 4 MiB, and what is known of the images stands beside them', async () => {
  const small = childOf({ blocks: [block('conv_3x3', 'conv_3x3')] }, 4, { filters: 96, classes: 7 });
  const child = { ...small, images: { ...small.images, classNames: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] } };
  const files = writeTfjs(child);
  const shards = files.filter(({ path }) => path.endsWith('.bin'));
  expect(shards.length).toBeGreaterThan(2);
  for (const { bytes } of shards) expect(bytes.length).toBeLessThanOrEqual(4 * 2 ** 20);
  await withModel(child, async (model) => {
    expect(model.getUserDefinedMetadata()).toEqual(child.images);
    const batch = randomBatch(child, 2, 3);
    expect(deviation(tfjsScores(model, batch.nhwc), await referenceScores(child, batch))).toBeLessThan(
      MOST_DEVIATION,
    );
  });
});

test('layers are called by where they stand, cells and blocks from 1 as in ONNX', () => {
  const child = childOf({ blocks: [block('conv_1x1', 'maxpool_3x3')] }, 4);
  const names = kerasLayers(child.graph).map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['cell1_block1_left_conv', 'cell5_block1_right_max_pool', 'cell5_block1_add']),
  );
  expect(names.filter((name) => /cell0|block0/.test(name))).toEqual([]);
});

test('weights of another network are refused', () => {
  const child = childOf({ blocks: [block('conv_1x1', 'identity')] }, 4);
  const other = childOf({ blocks: [block('conv_1x1', 'identity')] }, 4, { filters: 5 });
  expect(() => writeTfjs({ ...child, weights: other.weights })).toThrow(/weights of another network/);
});
