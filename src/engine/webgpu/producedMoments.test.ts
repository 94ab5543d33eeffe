import { expect, test } from 'vitest';
import type { LayerGraph } from '../../network/graph.ts';
import type { Weights } from '../../network/parameters.ts';
import { presetGraphs, randomPaperGraph } from '../../network/testing/randomGraphs.ts';
import type { Executor, Precision, StepOptions } from '../executor.ts';
import { MINI_RECIPE } from '../recipe.ts';
import { differentiate, toFloat64 } from '../testing/float64/network.ts';
import { describeOnGpu } from '../testing/gpu.ts';
import { batch64, greatest, imagesFor, isClose, relativeErrors } from '../testing/gradients.ts';
import { GraphSketch } from '../testing/graphs.ts';
import { launchesOf } from './compile/compile.ts';
import { createCompiledExecutor } from './executor.ts';
import { FINE, grainsOf } from './ir/grain.ts';
import { whole } from './ir/job.ts';
import { moments } from './kernels/norm/moments.ts';
import type { CompiledProgram } from './program.ts';
import { WAYS } from './ways.ts';

const full = process.env.NAS_FULL === '1';

const batch = 4;
const indices = Uint32Array.from({ length: batch }, (_, i) => 3 * i);
const step = { step: 0, totalSteps: 8, learningRate: 0.05, seed: 5 };

/** What `middle` makes of the images, classified. */
function sketch(middle: (g: GraphSketch) => number, size: readonly [number, number] = [12, 11]): LayerGraph {
  const g = new GraphSketch([...size, 3]);
  const last = g.relu(middle(g));
  return g.finish(g.add({ kind: 'dense' }, [g.add({ kind: 'globalAvgPool' }, [last])], 3));
}

const halves = (g: GraphSketch, x: number): number[] =>
  ([0, 1] as const).map((offset) => g.conv(g.add({ kind: 'subsample', offset }, [x]), 4));

/** Every kernel that writes moments, pixels that fill its workgroups and that don't, groups that make pairs and that don't. */
const sketches: Readonly<Record<string, LayerGraph>> = {
  product: sketch((g) => g.bn(g.conv(0, 6))),
  'product of few pixels to one group': sketch((g) => g.bn(g.conv(0, 3)), [5, 3]),
  'products of a batch norm, to three groups': sketch((g) => g.bn(g.conv(g.relu(g.bn(g.conv(0, 3))), 10))),
  'products of many groups': sketch((g) => g.bn(g.conv(g.bn(g.conv(g.bn(g.conv(0, 20)), 37)), 9))),
  'product that two batch norms and a concatenation read': sketch((g) => {
    const x = g.conv(0, 8);
    return g.add({ kind: 'concat' }, [x, g.relu(g.bn(x)), g.bn(x)]);
  }),
  'convolutions of 3 x 3': sketch((g) => g.bn(g.conv(g.relu(g.bn(g.conv(0, 9, [3, 3]))), 6, [3, 3]))),
  'convolutions of few pixels': sketch((g) => g.bn(g.conv(g.bn(g.conv(0, 4, [3, 3])), 5, [3, 3], 2)), [5, 3]),
  'factorised reduction': sketch((g) =>
    g.bn(g.add({ kind: 'concat' }, halves(g, g.relu(g.bn(g.conv(0, 8)))))),
  ),
  'norms of what writes none': sketch((g) => {
    const x = g.bn(g.conv(0, 6));
    const sum = g.bn(g.add({ kind: 'add' }, [g.bn(g.depthwise(x, 3)), x]));
    return g.bn(g.conv(g.add({ kind: 'avgPool', size: 3, stride: 1, padding: 'same' }, [sum]), 5));
  }),
};

/** A mean so far from zero in deviations that filter gradients cancel in float32, whoever tells the mean: they are not looked at. */
const FAR = 100;

/** `apart`: how far statistics may be from others, in deviations or variances; `shift`: of what all norms but the last answer. */
interface Case {
  readonly name: string;
  readonly graph: LayerGraph;
  readonly bits: Precision;
  readonly shift: number;
  readonly apart: number;
}

const sketched: readonly Case[] = Object.entries(sketches).flatMap(([name, graph]) =>
  ([32, 16] as const).flatMap((bits) =>
    [0, 10, ...(bits === 32 ? [FAR] : [])].map((shift) => ({ name, graph, bits, shift, apart: 1e-4 })),
  ),
);

/** In a deep network of 16-bit maps, later ones are rounded otherwise where statistics differ by a rounding. */
const random: readonly Case[] = [2, 3, 4].flatMap((seed) => {
  const graph = randomPaperGraph(seed, 2, { cellsPerStage: 1, filters: 4, size: 8 });
  const one = { name: `random ${seed}`, graph, shift: 0 };
  return [
    { ...one, bits: 32, apart: 1e-4 },
    { ...one, bits: 16, apart: 5e-3 },
  ];
});

/** As in half.test.ts. */
const HALF = { loss: 0.005, each: 0.5 };

// In the default run variants.test.ts has them, together with the other variants.
const describeSlow: typeof describeOnGpu = full ? describeOnGpu : async () => {};
await describeSlow('moments that products and convolutions write', (opened) => {
  const produced = createCompiledExecutor(opened, {
    32: { ...FINE, producedMoments: 1 },
    16: WAYS['half, moments'].grain,
  });
  const plain = createCompiledExecutor(opened, grainsOf(false));

  /** A step from weights in which all norms but the last shift by so much. */
  async function train(executor: Executor, graph: LayerGraph, options: StepOptions, shift: number) {
    const images = await executor.upload(imagesFor(graph));
    const program = (await executor.compile(graph, options, 5)) as CompiledProgram;
    const initial = await program.getWeights();
    const shifts = [...initial.keys()].filter((name) => name.endsWith('beta')).slice(0, -1);
    const weights = new Map([
      ...initial,
      ...shifts.map((name) => [name, initial.get(name)!.map(() => shift)] as const),
    ]);
    program.setWeights(weights);
    await program.train(images, indices, step);
    const { loss } = await program.readMetrics();
    const gradients = await program.readGradients();
    const after = await program.getWeights();
    program.dispose();
    images.dispose();
    return { weights, loss, gradients, after };
  }

  test.each([...sketched, ...random])(
    '$name, $bits bits, shifted by $shift: gradients, and statistics with and without',
    async ({ graph: built, bits, shift, apart }) => {
      const graph = followingOne(built);
      const options: StepOptions = { ...MINI_RECIPE, batch, precision: bits };
      const { weights, loss, gradients, after } = await train(produced, graph, options, shift);
      const images = batch64(graph, indices, options, step);
      const exact = differentiate(graph, toFloat64(weights), ...images, options, step);
      const errors = relativeErrors(gradients, exact.gradients);
      expect(Math.abs(loss / exact.loss - 1)).toBeLessThan(bits === 32 ? 1e-5 : HALF.loss);
      const isNear = bits === 32 ? isClose(errors) : greatest(errors) < HALF.each;
      if (shift < FAR) expect(isNear, `an error of ${greatest(errors)}`).toBe(true);
      if (bits === 32) expect(statisticsApart(after, exact.statistics)).toBeLessThan(apart);
      const other = await train(plain, graph, options, shift);
      const statisticOf = (id: number, role: string) => other.after.get(`${id}/${role}`)!;
      const ids = [...exact.statistics.keys()];
      const others = ids.map(
        (id) => [id, { mean: statisticOf(id, 'mean'), variance: statisticOf(id, 'variance') }] as const,
      );
      expect(statisticsApart(after, new Map(others))).toBeLessThan(apart);
    },
  );
});

/** Running statistics are then those of the last batch. */
const followingOne = (graph: LayerGraph): LayerGraph => ({
  ...graph,
  layers: graph.layers.map((layer) => (layer.kind === 'batchNorm' ? { ...layer, decay: 0 } : layer)),
});

type Statistics = ReadonlyMap<number, Readonly<Record<'mean' | 'variance', ArrayLike<number>>>>;

/** The greatest difference, in units of the deviation or variance. */
function statisticsApart(actual: Weights, expected: Statistics): number {
  const distances = [...expected].flatMap(([id, { mean, variance }]) =>
    Array.from(variance, (square, c) => {
      const unit = square + 1e-5;
      const distance = Math.abs(actual.get(`${id}/mean`)![c]! - mean[c]!) / Math.sqrt(unit);
      return Math.max(distance, Math.abs(actual.get(`${id}/variance`)![c]! - square) / unit);
    }),
  );
  return Math.max(...distances);
}

test('of NASNet-A only norms behind an average pool still have moments of their own, and fewer dispatches', () => {
  const [, graph] = presetGraphs({ cellsPerStage: 1, filters: 8 }).find(([id]) => id === 'nasnet-a')!;
  const options: StepOptions = { ...MINI_RECIPE, batch: 64, precision: 16 };
  const [plain, produced] = (['half', 'half, moments'] as const).map((way) =>
    launchesOf(graph, options, WAYS[way].grain),
  );
  expect(produced!.training.launches.length).toBeLessThanOrEqual(plain!.training.launches.length - 18);
  const tasks = produced!.training.launches.flat();
  const pooled = tasks
    .filter(({ family }) => family.name.startsWith('average pool'))
    .map(({ words }) => words.y);
  const left = tasks.filter(({ family }) => whole(family) === moments[1]).map(({ words }) => words.x);
  expect(left).toHaveLength(2);
  for (const x of left) expect(pooled).toContainEqual(x);
  const evaluated = ({ evaluation }: ReturnType<typeof launchesOf>): string[] =>
    evaluation.launches.flat().map(({ family }) => family.name);
  expect(evaluated(produced!)).toEqual(evaluated(plain!));
});
