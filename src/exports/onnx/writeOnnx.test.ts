import { beforeAll, describe, expect, test } from 'vitest';
import { parseArchitectureJson } from '../../codecs/architectureJson.ts';
import { buildCifar, buildImagenet } from '../../network/build.ts';
import { countGraph } from '../../network/counts.ts';
import { EVERY_OPERATION } from '../../network/testing/everyOperation.ts';
import { COMBINERS, withOutputs } from '../../space/architecture.ts';
import { OPERATION_IDS } from '../../space/operations/index.ts';
import { drawnWeights } from '../drawnWeights.ts';
import type { ExportedChild, ExportedNetwork } from '../exported.ts';
import { publishedChildren, type SampledChild, sampledChildren } from '../testing/children.ts';
import { deviation, MOST_DEVIATION, randomBatch, referenceScores, toNchw } from '../testing/reference.ts';
import { type OnnxFile, readOnnx } from './testing/readOnnx.ts';
import { loadOnnx, onnxScores } from './testing/runtime.ts';
import { writeOnnx } from './writeOnnx.ts';

const full = process.env.NAS_FULL === '1';
const random = sampledChildren(25, full ? 200 : 12);
const published = publishedChildren(26);

/** Every operation of the paper in a network of one's choice. */
function everyOperation(network: ExportedNetwork): SampledChild {
  const graph =
    network.setting === 'cifar'
      ? buildCifar(EVERY_OPERATION, network)
      : buildImagenet(EVERY_OPERATION, network);
  const child: ExportedChild = {
    architecture: EVERY_OPERATION,
    graph,
    network,
    weights: drawnWeights(graph, network.size),
    images: { mean: [0.4, 0.5, 0.6], deviation: [0.2, 0.25, 0.3] },
  };
  const { setting, size, filters, auxiliary } = network;
  return { title: `${setting}, ${size} pixels, F = ${filters}${auxiliary ? ', auxiliary head' : ''}`, child };
}

const small = { cellsPerStage: 1, filters: 4, classes: 3, auxiliary: false } as const;
/** Maps of one pixel, of two, and odd ones; a single filter; an auxiliary head after the ImageNet stem. */
const edges = [
  everyOperation({ ...small, setting: 'cifar', size: 1 }),
  everyOperation({ ...small, setting: 'cifar', size: 3, filters: 1 }),
  everyOperation({ ...small, setting: 'cifar', size: 6 }),
  everyOperation({ ...small, setting: 'imagenet', size: 3, skipReductionInput: true }),
  everyOperation({ ...small, setting: 'imagenet', size: 79, auxiliary: true }),
];

describe('ONNX Runtime computes what the reference engine does', () => {
  test.each([...random, ...(full ? published : published.slice(0, 2)), ...edges])(
    '$title',
    async ({ child }) => {
      const batch = randomBatch(child, 3, 7);
      const expected = await referenceScores(child, batch);
      const session = await loadOnnx(writeOnnx(child));
      try {
        const { graph } = child;
        const [height, width, channels] = graph.input;
        const nchw = toNchw(batch, graph.input);
        const three = await onnxScores(session, nchw, [3, channels, height, width]);
        expect(deviation(three, expected)).toBeLessThan(MOST_DEVIATION);
        const first = nchw.slice(0, nchw.length / 3);
        const one = await onnxScores(session, first, [1, channels, height, width]);
        expect(deviation(one, expected.subarray(0, graph.classes))).toBeLessThan(MOST_DEVIATION);
      } finally {
        await session.release();
      }
    },
  );

  test('these networks have every operation, combiner and setting, and auxiliary heads', () => {
    const children = random.map(({ child }) => child);
    const blocks = children.flatMap(({ architecture: { normal, reduction } }) =>
      [normal, reduction].flatMap((cell) => cell.blocks),
    );
    expect(new Set(blocks.flatMap(({ operations }) => operations))).toEqual(new Set(OPERATION_IDS));
    expect(new Set(blocks.map(({ combiner }) => combiner))).toEqual(new Set(COMBINERS));
    expect(new Set(children.map(({ network }) => network.setting))).toEqual(new Set(['cifar', 'imagenet']));
    expect(children.some(({ network }) => network.auxiliary && network.size % 2 === 1)).toBe(true);
  });
});

describe('the file', () => {
  let all: readonly { readonly child: ExportedChild; readonly file: OnnxFile }[] = [];
  beforeAll(() => {
    all = [...random, ...published, ...edges].map(({ child }) => ({
      child,
      file: readOnnx(writeOnnx(child)),
    }));
  });

  test('has the parameters of the network without its auxiliary head, and no other numbers', () => {
    for (const { child, file } of all) {
      const layers = child.graph.layers.filter(({ origin }) => origin.part !== 'auxiliary');
      const { initializers } = file;
      const sizes = initializers.map(({ dimensions }) => dimensions.reduce((product, n) => product * n, 1));
      expect(initializers.map(({ values }) => values.length)).toEqual(sizes);
      const total = sizes.reduce((sum, n) => sum + n, 0);
      expect(total).toBe(countGraph({ ...child.graph, layers }).parameters);
    }
  });

  test('names everything once, as a variable may be called, by its place', () => {
    for (const { nodes, initializers } of all.map(({ file }) => file)) {
      const values = [
        'images',
        ...nodes.flatMap(({ outputs }) => outputs),
        ...initializers.map(({ name }) => name),
      ];
      for (const names of [values, nodes.map(({ name }) => name)]) {
        expect(new Set(names).size).toBe(names.length);
        expect(names.filter((name) => !/^[a-z]\w*$/.test(name))).toEqual([]);
        expect(names.filter((name) => /auxiliary|drop/.test(name))).toEqual([]);
      }
    }
    const [{ child }] = edges.slice(2) as [SampledChild];
    const { nodes, initializers } = readOnnx(writeOnnx(child));
    const names = nodes.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'stem_conv',
        'cell1_entry_state0_conv',
        'cell1_block1_left_sepconv_5x5_depthwise2',
        'cell2_block1_right_conv_1x3_3x1_conv1',
        'cell3_block4_add',
        'cell3_output_concat',
        'head_dense',
      ]),
    );
    expect(initializers.map(({ name }) => name)).toContain(
      'cell1_block1_left_sepconv_5x5_batchnorm2_variance',
    );
  });

  test('writes pads out, counts none of them in a mean, and normalises by running statistics', () => {
    const nodes = all.flatMap(({ file }) => file.nodes);
    const of = (...operators: string[]) => nodes.filter(({ operator }) => operators.includes(operator));
    for (const { ints } of of('Conv', 'MaxPool', 'AveragePool')) {
      expect(ints.pads).toHaveLength(4);
      expect(ints).not.toHaveProperty('auto_pad');
    }
    for (const { ints } of of('AveragePool')) expect(ints.count_include_pad).toEqual([0]);
    for (const { ints, outputs } of of('BatchNormalization')) {
      expect(ints.training_mode).toEqual([0]);
      expect(outputs).toHaveLength(1);
    }
    // SAME of stride 2 on an even map has its pixel more behind.
    expect(of('Conv').map(({ ints }) => `${ints.pads}`)).toContain('0,0,1,1');
  });

  test('says what it is', () => {
    const { child } = edges.at(-1)!;
    const { irVersion, opset, metadata, doc } = readOnnx(writeOnnx(child));
    expect({ irVersion, opset }).toEqual({ irVersion: 8, opset: 17 });
    const { cells, ...rest } = metadata;
    expect(parseArchitectureJson(cells!)).toEqual({ ok: true, value: withOutputs(EVERY_OPERATION) });
    expect(rest).toEqual({
      setting: 'imagenet',
      cells_per_stage: '1',
      filters: '4',
      image_size: '79',
      classes: '3',
      mean: '[0.4,0.5,0.6]',
      deviation: '[0.2,0.25,0.3]',
    });
    expect(doc).toContain('ImageNet network, N = 1, F = 4');
    expect(doc).toContain('mean 0.4, 0.5, 0.6 and deviation 0.2, 0.25, 0.3');
    const named = { ...child, images: { ...child.images, classNames: ['Bär', 'cat', '鳥'] } };
    expect(readOnnx(writeOnnx(named)).metadata.class_names).toBe('["Bär","cat","鳥"]');
  });

  test('is not written with the weights of another network', () => {
    const [{ child }, other] = edges as [SampledChild, SampledChild];
    expect(() => writeOnnx({ ...child, weights: other.child.weights })).toThrow(
      /^parameter ".*" has \d+ values, not \d+: these are the weights of another network$/,
    );
    expect(() => writeOnnx({ ...child, weights: new Map() })).toThrow('has 324 values, not none');
  });
});
