import { expect, test } from 'vitest';
import type { LayerGraph } from '../../network/graph.ts';
import { randomGraph } from '../../network/testing/randomGraphs.ts';
import type { Precision } from '../executor.ts';
import { MINI_RECIPE } from '../recipe.ts';
import { describeOnGpu } from '../testing/gpu.ts';
import { GraphSketch } from '../testing/graphs.ts';
import { colouredNoise } from '../testing/images.ts';
import { initialWeights } from '../weights.ts';
import { compileGraph } from './compile/compile.ts';
import { createCompiledExecutor } from './executor.ts';
import { COARSE, FINE, type Grain, grainsOf, HALF } from './ir/grain.ts';
import type { Family } from './ir/job.ts';
import { mergedPipelines, pipelineOf } from './kernels/merged.ts';
import { WAYS } from './ways.ts';

const full = process.env.NAS_FULL === '1';

/** As few kernels as a network can have; with NAS_FULL some of every merged pipeline. */
function small(): LayerGraph {
  const g = new GraphSketch([6, 6, 3]);
  const x = g.bn(g.conv(0, 6, full ? [3, 3] : [1, 1]));
  const pooled = (): number => g.add({ kind: 'maxPool', size: 3, stride: 1 }, [g.relu(x)]);
  const separable = (): number => g.bn(g.conv(g.depthwise(g.relu(x), 3, 1), 6));
  const sum = full ? g.add({ kind: 'add' }, [pooled(), separable()]) : x;
  return g.finish(g.add({ kind: 'dense' }, [g.add({ kind: 'globalAvgPool' }, [g.relu(sum)])], 3));
}

/** Products of a map to a map and to scores. */
function products(): LayerGraph {
  const g = new GraphSketch([1, 1, 3]);
  return g.finish(g.add({ kind: 'dense' }, [g.conv(0, 6)], 3));
}

const graph = small();
const options = { ...MINI_RECIPE, batch: 4, keepProbability: 0.8 };

/** Kernels of a training step and an evaluation. */
const kernelsOf = (grain: Grain, precision: Precision): ReadonlySet<string> => {
  const { training, evaluation } = compileGraph(graph, { ...options, precision }, grain);
  return new Set(
    [training, evaluation].flatMap(({ dispatches }) => dispatches.map(({ family }) => family.name)),
  );
};

/** Few kernels compile fast: of the set those that the network has. */
function mergedFor(grain: Grain, precision: Precision): readonly Family[] {
  const pipelines = mergedPipelines(grain, precision);
  const used = kernelsOf(grain, precision);
  return pipelines.flatMap(({ name, members }) => {
    const own = members!.filter((member) => used.has(member.name));
    return own.length > 0 ? [pipelineOf(name, own)] : [];
  });
}

/** A way of working, and whether the whole set is compiled. */
type Compared = readonly [name: string, grain: Grain, precision: Precision, whole: boolean];

/** Kernels whose lanes join their sums take seconds to compile, and the whole set minutes. */
const slow: readonly Compared[] = [
  ['fine', FINE, 32, true],
  ['half', HALF, 16, true],
  ['half, all', WAYS['half, all'].grain, 16, false],
];
const SLOW_MS = 1_800_000;

await describeOnGpu('merged pipelines', (opened) => {
  const ways: readonly Compared[] = [['coarse', COARSE, 32, full], ...(full ? slow : [])];
  const bits = 'a step and an evaluation have the bits of separate kernels';
  const compare = async (_: string, grain: Grain, precision: Precision, whole: boolean): Promise<void> => {
    const run = async (way: Grain) => {
      const executor = createCompiledExecutor(opened, { ...grainsOf(opened.software), [precision]: way });
      const images = await executor.upload(colouredNoise(8, graph.input, graph.classes, 1));
      const program = await executor.compile(graph, { ...options, precision }, 5);
      const losses: number[] = [];
      for (let step = 0; step < 2; step++) {
        const indices = Uint32Array.from({ length: 4 }, (_, i) => (step + 3 * i) % 8);
        await program.train(images, indices, { step, totalSteps: 2, learningRate: 0.1, seed: 5 });
        losses.push((await program.readMetrics()).loss);
      }
      const state = await program.exportState();
      const evaluated = await program.evaluate(images, Uint32Array.from([1, 2, 3]));
      const { dispatches } = program.cost();
      program.dispose();
      images.dispose();
      return { dispatches: dispatches!, answers: { losses, state, evaluated } };
    };
    const apart = await run(grain);
    const set = whole ? mergedPipelines(grain, precision) : mergedFor(grain, precision);
    const merged = await run({ ...grain, merged: set });
    expect(merged.answers).toEqual(apart.answers);
    expect(merged.dispatches).toBeLessThan(apart.dispatches);
  };
  test.each(ways)(`%s: ${bits}`, compare, full ? SLOW_MS : undefined);

  test('half: kernels of 16-bit maps and of 32-bit scores have the bits of separate ones', async () => {
    const graph = products();
    const [all] = mergedPipelines(HALF, 16).filter(({ name }) => name.startsWith('products'));
    const own = all!.members!.filter(({ name }) =>
      /^pointwise, held, to 2(, to 32 bits)?, 16-bit maps$/.test(name),
    );
    expect(own).toHaveLength(2);
    const read = async (merged: readonly Family[]): Promise<readonly number[]> => {
      const executor = createCompiledExecutor(opened, { ...grainsOf(true), 16: { ...HALF, merged } });
      const images = await executor.upload(colouredNoise(8, graph.input, graph.classes, 1));
      const weights = initialWeights(graph, 5);
      const inspection = await executor.inspect(graph, weights, graph.logits, 4, 16);
      const scores = [...(await inspection.read(images, Uint32Array.from([1, 5, 2])))];
      inspection.dispose();
      images.dispose();
      return scores;
    };
    const apart = await read([]);
    expect(new Set(apart).size).toBe(9);
    expect(await read([pipelineOf(all!.name, own)])).toEqual(apart);
  });
});

const sets = (['merged', 'half, merged', 'half, all, merged'] as const).map(
  (name) => [name, WAYS[name].grain, WAYS[name].precision] as const,
);

const fixed =
  'the set is fixed: no child needs a pipeline besides, whatever its filters, and none has more than 15';
test.each(sets)(`%s: ${fixed}`, (_, grain, precision) => {
  expect(grain.merged.length).toBeLessThanOrEqual(15);
  const set = new Set(grain.merged.map(({ name }) => name));
  const children = full ? 200 : 6;
  for (let seed = 0; seed < children; seed++) {
    const filters = [4, 8, 12, 32, 5, 36][seed % 6]!;
    const sizes = { cellsPerStage: 1, filters, size: seed % 2 ? 32 : 27, auxiliary: seed % 3 === 0 };
    const { training, evaluation } = compileGraph(
      randomGraph(seed, 5, sizes),
      {
        ...MINI_RECIPE,
        batch: seed % 4 === 0 ? 8 : 64,
        keepProbability: seed % 2 ? 1 : 0.5,
        precision,
      },
      grain,
    );
    for (const { family } of [...training.dispatches, ...evaluation.dispatches]) {
      expect(set, `seed ${seed}`).toContain(family.name);
    }
  }
});

test('kernels of both precisions do not share a pipeline, and numbers of one channel have no 16 bits', () => {
  const [wide, half] = [mergedPipelines(HALF), mergedPipelines(HALF, 16)];
  const names = [...wide, ...half].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(() => pipelineOf('both', [wide[0]!.members![0]!, half[0]!.members![0]!])).toThrow('binds otherwise');
  expect(() => mergedPipelines(COARSE, 16)).toThrow('single channels');
});
