import { expect, test } from 'vitest';
import { randomGraph } from '../../network/testing/randomGraphs.ts';
import { MINI_RECIPE } from '../recipe.ts';
import { describeOnGpu } from '../testing/gpu.ts';
import { GraphSketch } from '../testing/graphs.ts';
import { colouredNoise } from '../testing/images.ts';
import { compileGraph } from './compile/compile.ts';
import { createCompiledExecutor } from './executor.ts';
import { COARSE, FINE, type Grain, grainsOf } from './ir/grain.ts';
import type { Family } from './ir/job.ts';
import { mergedPipelines, pipelineOf } from './kernels/merged.ts';
import { WAYS } from './ways.ts';

const MERGED = WAYS.merged.grain;

const full = process.env.NAS_FULL === '1';

/** As few kernels as a network can have; with NAS_FULL some of every merged pipeline. */
function small() {
  const g = new GraphSketch([6, 6, 3]);
  const x = g.bn(g.conv(0, 6, full ? [3, 3] : [1, 1]));
  const pooled = (): number => g.add({ kind: 'maxPool', size: 3, stride: 1 }, [g.relu(x)]);
  const separable = (): number => g.bn(g.conv(g.depthwise(g.relu(x), 3, 1), 6));
  const sum = full ? g.add({ kind: 'add' }, [pooled(), separable()]) : x;
  return g.finish(g.add({ kind: 'dense' }, [g.add({ kind: 'globalAvgPool' }, [g.relu(sum)])], 3));
}

const graph = small();
const options = { ...MINI_RECIPE, batch: 4, keepProbability: 0.8 };

/** Kernels of a training step and an evaluation. */
const kernelsOf = (grain: Grain): ReadonlySet<string> => {
  const { training, evaluation } = compileGraph(graph, options, grain);
  return new Set(
    [training, evaluation].flatMap(({ dispatches }) => dispatches.map(({ family }) => family.name)),
  );
};

/** Few kernels compile fast: without NAS_FULL only those that the network has. */
function mergedFor(grain: Grain): readonly Family[] {
  const pipelines = mergedPipelines(grain);
  if (full) return pipelines;
  const used = kernelsOf(grain);
  return pipelines.flatMap(({ name, members }) => {
    const own = members!.filter((member) => used.has(member.name));
    return own.length > 0 ? [pipelineOf(name, own)] : [];
  });
}

await describeOnGpu('merged pipelines', (opened) => {
  // The fine grain's kernels, whose lanes join their sums, take seconds to compile.
  const grains = [['coarse', COARSE] as const, ...(full ? [['fine', FINE] as const] : [])];
  test.each(grains)('%s: a step and an evaluation have the bits of separate kernels', async (_, grain) => {
    const run = async (way: Grain) => {
      const executor = createCompiledExecutor(opened, { ...grainsOf(opened.software), 32: way });
      const images = await executor.upload(colouredNoise(8, graph.input, graph.classes, 1));
      const program = await executor.compile(graph, options, 5);
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
    const merged = await run({ ...grain, merged: mergedFor(grain) });
    expect(merged.answers).toEqual(apart.answers);
    expect(merged.dispatches).toBeLessThan(apart.dispatches);
  });
});

test('the set is fixed: no child of the space needs a pipeline besides, whatever its filters, and none has more than 15', () => {
  expect(MERGED.merged.length).toBeLessThanOrEqual(15);
  const set = new Set(MERGED.merged.map(({ name }) => name));
  const children = full ? 200 : 6;
  for (let seed = 0; seed < children; seed++) {
    const filters = [4, 8, 12, 32, 5, 36][seed % 6]!;
    const sizes = { cellsPerStage: 1, filters, size: seed % 2 ? 32 : 27, auxiliary: seed % 3 === 0 };
    const { training, evaluation } = compileGraph(
      randomGraph(seed, 5, sizes),
      { ...MINI_RECIPE, batch: seed % 4 === 0 ? 8 : 64, keepProbability: seed % 2 ? 1 : 0.5 },
      MERGED,
    );
    for (const { family } of [...training.dispatches, ...evaluation.dispatches]) {
      expect(set, `seed ${seed}`).toContain(family.name);
    }
  }
});
