import { expect, test } from 'vitest';
import type { LayerGraph } from '../../network/graph.ts';
import type { Weights } from '../../network/parameters.ts';
import { randomGraph } from '../../network/testing/randomGraphs.ts';
import type { StepOptions } from '../executor.ts';
import { MINI_RECIPE } from '../recipe.ts';
import { isAtEdge } from '../testing/distance.ts';
import { differentiate, toFloat64, type Weights64 } from '../testing/float64/network.ts';
import { describeOnGpu } from '../testing/gpu.ts';
import { batch64, greatest, imagesFor, isClose, relativeErrors } from '../testing/gradients.ts';
import { everyPrimitive, GraphSketch } from '../testing/graphs.ts';
import { createCompiledExecutor } from './executor.ts';
import { COARSE, FINE, type Grain, grainsOf } from './ir/grain.ts';
import type { CompiledProgram } from './program.ts';

/** Of so few invocations that those of a map this small have many pixels, too. */
const FEW: Grain = { ...FINE, units: 1024 };
const FOLDED: Grain = { ...FEW, folded: 1 };
const ALL: Grain = { ...FOLDED, producedMoments: 1, fused: 1 };
const full = process.env.NAS_FULL === '1';
const batch = 4;
const options: StepOptions = { ...MINI_RECIPE, batch, keepProbability: 0.8 };
const indices = Uint32Array.from({ length: batch }, (_, i) => 3 * i);
const step = { step: 0, totalSteps: 2, learningRate: 0.05, seed: 5 };

/** Both gradients in one pass are in kernels.test.ts, and with NAS_FULL in the networks here. As few kernels as a network can have, since they take seconds to compile; sums of many and uneven blocks. */
function least(): LayerGraph {
  const g = new GraphSketch([19, 17, 3]);
  const mean = g.add({ kind: 'globalAvgPool' }, [g.relu(g.bn(g.conv(0, 57)))]);
  return g.finish(g.add({ kind: 'dense' }, [mean], 3));
}

/** More groups than a workgroup holds lenses of, beside others. */
function wide(): LayerGraph {
  const g = new GraphSketch([5, 4, 3]);
  const x = g.bn(g.conv(0, 260));
  const sum = g.add({ kind: 'add' }, [g.relu(x), g.bn(g.conv(x, 260))]);
  const mean = g.add({ kind: 'globalAvgPool' }, [g.bn(g.conv(sum, 100))]);
  return g.finish(g.add({ kind: 'dense' }, [mean], 3));
}

const networks = [
  ['one layer', least()] as const,
  ...(full ? [['every primitive', everyPrimitive()] as const, ['wide', wide()] as const] : []),
  ...(full
    ? [2, 3, 4].map(
        (seed) =>
          [`random ${seed}`, randomGraph(seed, 3, { cellsPerStage: 1, filters: 6, size: 12 })] as const,
      )
    : []),
];

const runs = networks.flatMap(([name, graph]) => [
  [name, 'all variants', graph, ALL] as const,
  ...(full ? [[name, 'norms folded', graph, FOLDED] as const] : []),
]);

await describeOnGpu('variants for graphics cards, at 32 bits', (opened) => {
  const trained = async (graph: LayerGraph, grain: Grain) => {
    const executor = createCompiledExecutor(opened, { ...grainsOf(opened.software), 32: grain });
    const images = await executor.upload(imagesFor(graph));
    const program = (await executor.compile(graph, options, 5)) as CompiledProgram;
    const before = await program.getWeights();
    await program.train(images, indices, step);
    const { loss } = await program.readMetrics();
    const gradients = await program.readGradients();
    const after = await program.getWeights();
    const evaluated = await program.evaluate(images, indices);
    program.dispose();
    images.dispose();
    return { before, loss, gradients, evaluated, running: runningOf(after) };
  };

  test.each(runs)(
    '%s, %s: gradients are those of float64, running statistics those of separate kernels',
    async (_name, _variants, graph, grain) => {
      const { before, loss, gradients, evaluated, running } = await trained(graph, grain);
      const weights = toFloat64(before);
      const exactly = (at: Weights64) =>
        differentiate(graph, at, ...batch64(graph, indices, options, step), options, step);
      const exact = exactly(weights);
      expect(Math.abs(loss / exact.loss - 1)).toBeLessThan(1e-5);
      const errors = relativeErrors(gradients, exact.gradients);
      const measure = (actual: Weights64, of: Weights64): number => greatest(relativeErrors(actual, of));
      const excused =
        isClose(errors) || isAtEdge(greatest(errors), weights, (at) => exactly(at).gradients, measure, 5);
      expect(excused, `an error of ${greatest(errors)} that no edge explains`).toBe(true);

      const plain = await trained(graph, COARSE);
      expect(greatest(relativeErrors(running, plain.running))).toBeLessThan(1e-5);
      expect(Math.abs(evaluated.loss / plain.evaluated.loss - 1)).toBeLessThan(1e-3);
    },
  );
});

const runningOf = (weights: Weights): Weights =>
  new Map([...weights].filter(([name]) => /mean|variance/.test(name)));
