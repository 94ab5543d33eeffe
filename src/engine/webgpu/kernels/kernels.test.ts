import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../../../base/random.ts';
import type { LayerGraph, Shape } from '../../../network/graph.ts';
import type { Weights } from '../../../network/parameters.ts';
import type { Executor, Precision, StepOptions } from '../../executor.ts';
import { MINI_RECIPE } from '../../recipe.ts';
import { BatchReader } from '../../reference/batch.ts';
import { distance, isAtEdge } from '../../testing/distance.ts';
import { differentiate, toFloat64, type Weights64 } from '../../testing/float64/network.ts';
import { describeOnGpu } from '../../testing/gpu.ts';
import { GraphSketch } from '../../testing/graphs.ts';
import { colouredNoise } from '../../testing/images.ts';
import { createCompiledExecutor } from '../executor.ts';
import { FINE, type Grain } from '../ir/grain.ts';
import type { CompiledProgram } from '../program.ts';
import { WAYS } from '../ways.ts';

interface Case {
  readonly input: Shape;
  readonly channels: number;
  readonly batch: number;
}

/** Odd, even, tall and 1 x 1 maps, one image and several, channels that are and are not multiples of 4. */
const cases: readonly Case[] = [
  { input: [7, 5, 3], channels: 6, batch: 2 },
  { input: [8, 11, 4], channels: 8, batch: 1 },
  { input: [1, 1, 3], channels: 5, batch: 5 },
  { input: [9, 18, 2], channels: 3, batch: 2 },
  { input: [35, 3, 3], channels: 4, batch: 1 },
];

/** Smaller than kernels. */
const small: Case = { input: [2, 3, 3], channels: 6, batch: 4 };

/** Images and channels enough that one invocation goes through several images. */
const many: Case = { input: [5, 6, 3], channels: 64, batch: 20 };

/** Rows that are no multiple of a band's, in groups of channels that are no power of two. */
const banded: Case = { input: [19, 6, 3], channels: 9, batch: 3 };

/**
 * Side 1 to 12, now and then of a strip; 1 to 20 channels; a batch of 1 to 4. Images have two channels or more: of one,
 * every channel after a projection is a multiple, and batch norm takes away all that a kernel does to it. One image alone is
 * larger than half of a window of 7: the windows of a smaller one are all of it, and relu gets the roundings around a norm's 0.
 */
function randomCase(random: Random): Case {
  const side = (): number => 1 + random.integer(random.integer(4) === 0 ? 40 : 12);
  const input: Shape = [side(), side(), 2 + random.integer(3)];
  const fewest = Math.max(input[0], input[1]) > 4 ? 1 : 2;
  return {
    input,
    channels: 1 + random.integer(20),
    batch: fewest + random.integer(5 - fewest),
  };
}

const full = process.env.NAS_FULL === '1';

/** Shapes of every layer. */
const SHAPES = full ? 12 : 1;

/**
 * How far 16-bit maps may be from float64: a rounding of 2^-12 of every activation puts values on other sides of edges, here of
 * few. A network of which one start in three keeps to it has its numbers in their places; and the one that is looked at each time.
 */
const HALF = { loss: 5e-3, gradient: 0.05, few: ['many channels'] };

/** Layers put between a projection (so that gradients of their input count) and the head. */
const middles: Readonly<Record<string, (g: GraphSketch, x: number) => number>> = {
  relu: (g, x) => g.relu(x),
  'batch norm of a pool of a relu': (g, x) => g.bn(pool(g, g.relu(x), 'avgPool', 3, 1)),
  'batch norm twice': (g, x) => g.bn(g.relu(g.bn(x))),
  'conv 1x1, stride 2': (g, x) => g.conv(g.relu(x), 6, [1, 1], 2),
  'conv 3x3': (g, x) => g.conv(g.relu(x), 10, [3, 3]),
  'conv 3x3, rate 2, of no batch norm': (g, x) => g.conv(g.relu(g.conv(x, 9)), 5, [3, 3], 1, 2),
  'conv 3x3, stride 2': (g, x) => g.conv(x, 4, [3, 3], 2),
  'conv 3x3, rate 2, stride 2': (g, x) => g.conv(g.relu(x), 7, [3, 3], 2, 2),
  'conv 5x5, rate 2': (g, x) => g.conv(g.relu(x), 7, [5, 5], 1, 2),
  'conv 5x5, rate 2, stride 2': (g, x) => g.conv(g.relu(x), 5, [5, 5], 2, 2),
  'conv 1x7 and 7x1, stride 2': (g, x) => g.conv(g.relu(g.bn(g.conv(x, 6, [1, 7], 2))), 5, [7, 1], 2),
  'factorised reduction': (g, x) =>
    g.bn(g.add({ kind: 'concat' }, [g.conv(subsample(g, x, 0), 2), g.conv(subsample(g, x, 1), 3)])),
  subsample: (g, x) => subsample(g, g.relu(x), 1),
  'add of two layouts': (g, x) => {
    const halves = g.add({ kind: 'concat' }, [g.conv(x, 5), g.bn(g.conv(x, 3))]);
    return g.add({ kind: 'add' }, [g.conv(x, 8), halves]);
  },
  'many channels': (g, x) => g.conv(g.relu(g.conv(g.conv(x, 37), 41)), 22),
  'read by seven': (g, x) => g.add({ kind: 'concat' }, [x, ...Array.from({ length: 6 }, () => g.relu(x))]),
  'average pool, then fewer channels': (g, x) =>
    g.conv(g.add({ kind: 'avgPool', size: 3, stride: 1, padding: 'same' }, [g.relu(x)]), 2),
  'add of three': (g, x) => g.add({ kind: 'add' }, [g.relu(x), x, g.bn(g.relu(x))]),
  'concat of the same value twice': (g, x) => g.add({ kind: 'concat' }, [x, g.relu(x), x]),
  'depthwise 3, rate 2': (g, x) => depthwise(g, g.relu(x), [3, 3], 1, 2),
  'depthwise 1x7 and 7x1': (g, x) => depthwise(g, depthwise(g, x, [1, 7]), [7, 1]),
  'depthwise 2x4': (g, x) => depthwise(g, x, [2, 4]),
  'depthwise 2x3 and 1x5, stride 2': (g, x) => depthwise(g, depthwise(g, x, [2, 3], 2), [1, 5], 2),
  separable: (g, x) => g.bn(g.conv(depthwise(g, g.relu(x), [3, 3]), 7)),
  'separable twice, of two channels': (g, x) => {
    const first = g.bn(g.conv(depthwise(g, g.relu(x), [5, 5]), 2));
    return g.bn(g.conv(depthwise(g, first, [3, 3], 1, 2), 3));
  },
  'two depthwise of one batch norm': (g, x) =>
    g.add({ kind: 'add' }, [depthwise(g, g.relu(x), [3, 3]), depthwise(g, x, [5, 5])]),
  dropout: (g, x) => g.add({ kind: 'dropout', rate: 0.3 }, [x]),
  ...Object.fromEntries(
    [3, 5, 7].flatMap((size) =>
      [1, 2].flatMap((stride) => [
        [
          `depthwise ${size}, stride ${stride}`,
          (g: GraphSketch, x: number) => g.depthwise(g.relu(x), size, stride),
        ],
        [
          `max pool ${size}, stride ${stride}`,
          (g: GraphSketch, x: number) => pool(g, x, 'maxPool', size, stride),
        ],
        [
          `average pool ${size}, stride ${stride}`,
          (g: GraphSketch, x: number) => pool(g, x, 'avgPool', size, stride),
        ],
      ]),
    ),
  ),
};

/** What has kernels for gradients in one pass. */
const inOnePass: typeof middles = {
  ...Object.fromEntries(
    [
      ...['depthwise 3, rate 2', 'depthwise 1x7 and 7x1', 'depthwise 2x4', 'separable'],
      ...['separable twice, of two channels', 'two depthwise of one batch norm', 'many channels'],
      ...['depthwise 3, stride 1', 'depthwise 5, stride 1', 'depthwise 7, stride 1'],
    ].map((name) => [name, middles[name]!]),
  ),
  'separable, of 13 and 11 channels': (g, x) => {
    const first = g.bn(g.conv(depthwise(g, x, [3, 3]), 13));
    return g.bn(g.conv(depthwise(g, g.relu(first), [5, 5], 1, 2), 11));
  },
};
const FUSED_FEW = 'separable';

const depthwise = (
  g: GraphSketch,
  x: number,
  kernel: readonly [number, number],
  stride = 1,
  rate = 1,
): number =>
  g.add({ kind: 'depthwiseConv2d', kernel, strides: [stride, stride], rate, padding: 'same' }, [x]);

const pool = (g: GraphSketch, x: number, kind: 'maxPool' | 'avgPool', size: number, stride: number): number =>
  g.add(kind === 'maxPool' ? { kind, size, stride } : { kind, size, stride, padding: 'same' }, [x]);

const subsample = (g: GraphSketch, x: number, offset: 0 | 1): number =>
  g.add({ kind: 'subsample', offset }, [x]);

function graphOf(middle: (g: GraphSketch, x: number) => number, { input, channels }: Case): LayerGraph {
  const g = new GraphSketch(input);
  const x = g.bn(g.conv(0, channels));
  const out = g.conv(middle(g, x), 7);
  const pooled = g.add({ kind: 'globalAvgPool' }, [g.relu(out)]);
  return g.finish(g.add({ kind: 'dense' }, [pooled], 3));
}

/** Every other gamma negative, so that normalising turns the order of numbers round. */
const alternateGammas = (weights: Weights): Weights =>
  new Map(
    [...weights].map(([name, values]) => [
      name,
      name.endsWith('gamma') ? values.map((value, i) => (i % 2 ? -value : value)) : values,
    ]),
  );

await describeOnGpu('kernels against float64', (opened) => {
  const software = createCompiledExecutor(opened);

  async function check(
    middle: (typeof middles)[string],
    one: Case,
    negative: boolean,
    executor: Executor,
    precision: Precision = 32,
  ): Promise<void> {
    for (let start = 6; start < 9; start++)
      if (await agreesFrom(start, middle, one, negative, executor, precision)) return;
    expect.unreachable('three starts within a rounding of an edge');
  }

  /** False where the start is within a rounding of an edge, on whose other side the kernel is. */
  async function agreesFrom(
    start: number,
    middle: (typeof middles)[string],
    one: Case,
    negative: boolean,
    executor: Executor,
    precision: Precision,
  ): Promise<boolean> {
    const graph = graphOf(middle, one);
    const set = colouredNoise(12, one.input, 3, 2);
    // Not cropped: of maps this small, padding would leave little but zeros.
    const augmentation = { cropPadding: 0, flip: true, cutout: 0 };
    const options: StepOptions = { ...MINI_RECIPE, batch: one.batch, augmentation, precision };
    const step = { step: 1, totalSteps: 4, learningRate: 0.1, seed: 9 };
    const indices = Uint32Array.from({ length: one.batch }, (_, i) => (2 * i + 1) % set.count);
    const images = await executor.upload(set);
    const program = (await executor.compile(graph, options, start)) as CompiledProgram;
    if (negative) program.setWeights(alternateGammas(await program.getWeights()));
    const reader = new BatchReader(set);
    const pixels = reader.pixels(indices, { step, augmentation: options.augmentation });
    const batch = { shape: [one.batch, ...one.input] as const, data: Float64Array.from(pixels) };
    expect(batch.data.filter((x) => x === 0).length, 'zeros').toBeLessThan(batch.data.length / 10);
    const weights = toFloat64(await program.getWeights());
    const exactly = (at: Weights64) => differentiate(graph, at, batch, reader.labels(indices), options, step);
    const expected = exactly(weights);
    await program.train(images, indices, step);
    const where = `${one.input.join(' x ')}, ${one.channels} channels, batch ${one.batch}`;
    const { loss } = await program.readMetrics();
    expect(Math.abs(loss - expected.loss), where).toBeLessThan(precision === 32 ? 5e-5 : HALF.loss);
    const gradients = await program.readGradients();
    // Some gradients nearly cancel, since batch norm takes away what moves all of a channel: of those only rounding is left.
    const whole = Math.sqrt(
      [...expected.gradients.values()].flatMap((g) => [...g]).reduce((s, g) => s + g * g, 0),
    );
    const floor = Math.max(1e-3, 1e-2 * whole);
    let agrees = true;
    for (const [parameter, gradient] of expected.gradients) {
      const errorOf = (actual: ReadonlyMap<string, ArrayLike<number>>, exact = gradient): number =>
        distance(actual.get(parameter)!, exact, floor);
      const error = errorOf(gradients);
      if (error < (precision === 32 ? 1e-4 : HALF.gradient)) continue;
      const measure = (at: Weights64, exact: Weights64): number => errorOf(at, exact.get(parameter));
      const excused = precision === 16 || isAtEdge(error, weights, (at) => exactly(at).gradients, measure, 1);
      expect(excused, `${where}: an error of ${error} in ${parameter} that no edge explains`).toBe(true);
      agrees = false;
    }
    program.dispose();
    images.dispose();
    return agrees;
  }

  const fine = createCompiledExecutor({ ...opened, software: false });
  const folded = createCompiledExecutor(opened, {
    32: { ...FINE, folded: 1 },
    16: WAYS['half, folded'].grain,
  });
  const grains = {
    'as for a software adapter': software,
    'as for a graphics card': fine,
    ...(full && { 'as for a graphics card, norms folded': folded }),
  };
  for (const [grain, executor] of Object.entries(grains)) {
    Object.entries(middles).forEach(([name, middle], layer) => {
      test(`${grain}: ${name}`, async () => {
        for (const one of cases) await check(middle, one, name.startsWith('max pool'), executor);
      });

      if (executor === folded) return; // What it reads norms by is the same for all shapes.
      test(`${grain}, random shapes: ${name}`, async () => {
        const random = createRandom(layer);
        for (let shape = 0; shape < SHAPES; shape++) {
          await check(middle, randomCase(random), random.integer(2) === 1, executor);
        }
      });
    });

    test.each(['depthwise 5, stride 1', 'depthwise 7, stride 1', 'depthwise 7, stride 2'])(
      `${grain}, a small map: %s`,
      (name) => check(middles[name]!, small, false, executor),
    );

    test.each([
      'depthwise 3, stride 1',
      'depthwise 5, stride 2',
      'separable twice, of two channels',
      'batch norm twice',
      'many channels',
    ])(`${grain}, many images: %s`, (name) => check(middles[name]!, many, false, executor));
  }

  test.each(Object.entries(middles).filter(([name]) => full || HALF.few.includes(name)))(
    '16-bit maps: %s',
    async (_, middle) => {
      for (const one of full ? cases : [cases[0]!]) await check(middle, one, false, fine, 16);
      if (full) await check(middle, many, false, fine, 16);
      for (const one of full ? [cases[0]!, many] : []) await check(middle, one, false, folded, 16);
    },
  );

  describe('gradients in one pass, as for a graphics card', () => {
    const one: Grain = { ...FINE, fused: 1 };
    // So few invocations that each goes through several images.
    const serial: Grain = { ...one, rows: 64, units: 64, filterUnits: 48 };
    const executorOf = (wide: Grain): Executor =>
      createCompiledExecutor(opened, { 32: wide, 16: WAYS['half, fused'].grain });
    const [parallel, longer] = [executorOf(one), executorOf(serial)];
    const shapes = full ? [...cases, banded, many] : [banded];
    const ways = [
      ['', parallel, 32],
      ...(full
        ? ([
            [', several images', longer, 32],
            [', 16-bit maps', parallel, 16],
          ] as const)
        : []),
    ] as const;
    for (const [way, executor, precision] of ways) {
      test.each(Object.entries(inOnePass).filter(([name]) => full || name === FUSED_FEW))(
        `%s${way}`,
        async (_, middle) => {
          for (const shape of shapes) await check(middle, shape, executor === longer, executor, precision);
        },
      );
    }
  });

  test('a valid average pool, then fewer channels', () =>
    check(
      (g, x) => g.conv(g.add({ kind: 'avgPool', size: 3, stride: 1, padding: 'valid' }, [x]), 2),
      cases[0]!,
      false,
      software,
    ));
});
