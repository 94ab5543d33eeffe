import { expect, test } from 'vitest';
import type { LayerGraph } from '../../network/graph.ts';
import { randomPaperGraph } from '../../network/testing/randomGraphs.ts';
import type { StepOptions } from '../executor.ts';
import { MINI_RECIPE } from '../recipe.ts';
import { differentiate, toFloat64 } from '../testing/float64/network.ts';
import { describeOnGpu } from '../testing/gpu.ts';
import { batch64, greatest, imagesFor, relativeErrors } from '../testing/gradients.ts';
import { GraphSketch } from '../testing/graphs.ts';
import { createCompiledExecutor } from './executor.ts';
import { grainsOf } from './ir/grain.ts';
import type { CompiledProgram } from './program.ts';
import { WAYS } from './ways.ts';

const batch = 4;
const options: StepOptions = { ...MINI_RECIPE, batch, precision: 16 };
const indices = Uint32Array.from({ length: batch }, (_, i) => 3 * i);

const full = process.env.NAS_FULL === '1';
const cells = { cellsPerStage: 1, filters: 4, size: 8 };
const seeds = [2, 3, 4];

/** As few kernels as a network can have, since they take seconds to compile. */
function least(): LayerGraph {
  const g = new GraphSketch([8, 8, 3]);
  const mean = g.add({ kind: 'globalAvgPool' }, [g.relu(g.bn(g.conv(0, 6)))]);
  return g.finish(g.add({ kind: 'dense' }, [mean], 3));
}

/** A convolution, a separable one, a pool, a product of many inputs, scores; a norm that is read once and one that is read twice. */
function small(): LayerGraph {
  const g = new GraphSketch([8, 8, 3]);
  const x = g.bn(g.conv(0, 6, [3, 3]));
  const separable = g.bn(g.conv(g.depthwise(g.relu(x), 3, 1), 6));
  const pooled = g.add({ kind: 'maxPool', size: 3, stride: 1 }, [x]);
  const sum = g.add({ kind: 'add' }, [separable, pooled]);
  const mean = g.add({ kind: 'globalAvgPool' }, [g.relu(g.bn(g.conv(sum, 20)))]);
  return g.finish(g.add({ kind: 'dense' }, [mean], 3));
}

/** Stated before they were measured on other networks than those of docs/PERFORMANCE.md. */
const BOUNDS = { loss: 0.005, whole: 0.15, each: 0.5 };

await describeOnGpu('whole networks of 16-bit maps', (opened) => {
  // As the engine of a software adapter: at 16 bits it works as for a graphics card.
  const executor = createCompiledExecutor({ ...opened, software: true });

  const networks = [
    ['one layer', least()] as const,
    ...(full ? [['a small network', small()] as const] : []),
    ...(full ? seeds.map((seed) => [`random ${seed}`, randomPaperGraph(seed, 2, cells)] as const) : []),
  ];
  const variants = (['half, fused', 'half, folded', 'half, all'] as const).map((name) => {
    const grains = { ...grainsOf(true), 16: WAYS[name].grain };
    return [name, createCompiledExecutor(opened, grains)] as const;
  });
  const ways = [['half', executor] as const, ...(full ? variants : [])];
  const runs = networks.flatMap(([network, graph]) =>
    ways.map(([way, by]) => [`${network}, ${way}`, graph, by] as const),
  );
  test.each(runs)('%s: gradients, a short training, evaluation, inspection', async (_, graph, by) => {
    const images = await by.upload(imagesFor(graph));
    const program = (await by.compile(graph, options, 5)) as CompiledProgram;
    const weights = toFloat64(await program.getWeights());
    const step = { step: 0, totalSteps: 8, learningRate: 0.05, seed: 5 };
    await program.train(images, indices, step);
    const first = await program.readMetrics();
    const exact = differentiate(graph, weights, ...batch64(graph, indices, options, step), options, step);
    expect(Math.abs(first.loss / exact.loss - 1)).toBeLessThan(BOUNDS.loss);
    const gradients = await program.readGradients();
    expect(greatest(relativeErrors(gradients, exact.gradients))).toBeLessThan(BOUNDS.each);
    const joined = (of: ReadonlyMap<string, ArrayLike<number>>): Map<string, Float64Array> =>
      new Map([
        ['all', Float64Array.from([...exact.gradients.keys()].flatMap((name) => Array.from(of.get(name)!)))],
      ]);
    expect(greatest(relativeErrors(joined(gradients), joined(exact.gradients)))).toBeLessThan(BOUNDS.whole);

    for (let i = 1; i < 8; i++) await program.train(images, indices, { ...step, step: i });
    const trained = await program.readMetrics();
    expect(trained.finite).toBe(true);
    expect(trained.loss).toBeLessThan(first.loss);

    const predicted = new Uint8Array(indices.length);
    await program.evaluate(images, indices, predicted);
    const inspection = await by.inspect(graph, await program.getWeights(), graph.logits, 2, 16);
    const scores = await inspection.read(images, indices);
    const classOf = (n: number): number => {
      const own = [...scores.subarray(n * graph.classes, (n + 1) * graph.classes)];
      return own.indexOf(Math.max(...own));
    };
    expect([...predicted]).toEqual(Array.from(indices, (_, n) => classOf(n)));
    inspection.dispose();
    program.dispose();
    images.dispose();
  });

  test('a map that is looked at is what it is at 32 bits, to the rounding; what diverges is told', async () => {
    const graph = least();
    const images = await executor.upload(imagesFor(graph));
    const program = await executor.compile(graph, options, 5);
    const weights = await program.getWeights();
    const convolved = graph.layers.findIndex(({ kind }) => kind === 'conv2d');
    const read = async (precision: 16 | 32): Promise<readonly number[]> => {
      const inspection = await executor.inspect(graph, weights, convolved, 2, precision);
      const map = [...(await inspection.read(images, indices.subarray(0, 2)))];
      inspection.dispose();
      return map;
    };
    const [wide, half] = [await read(32), await read(16)];
    const most = Math.max(...wide.map(Math.abs));
    expect(most).toBeGreaterThan(0);
    expect(half).toHaveLength(wide.length);
    expect(Math.max(...half.map((value, i) => Math.abs(value - wide[i]!))) / most).toBeLessThan(1e-3);
    expect(half).not.toEqual(wide);

    for (let step = 0; step < 3; step++)
      await program.train(images, indices, { step, totalSteps: 3, learningRate: 1e38, seed: 5 });
    expect((await program.readMetrics()).finite).toBe(false);
    program.dispose();
    images.dispose();
  });
});
