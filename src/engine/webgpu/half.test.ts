import { expect, test } from 'vitest';
import { randomPaperGraph } from '../../network/testing/randomGraphs.ts';
import type { StepOptions } from '../executor.ts';
import { MINI_RECIPE } from '../recipe.ts';
import { differentiate, toFloat64 } from '../testing/float64/network.ts';
import { describeOnGpu } from '../testing/gpu.ts';
import { batch64, greatest, imagesFor, relativeErrors } from '../testing/gradients.ts';
import { createCompiledExecutor } from './executor.ts';
import type { CompiledProgram } from './program.ts';

const batch = 4;
const options: StepOptions = { ...MINI_RECIPE, batch, precision: 16 };
const indices = Uint32Array.from({ length: batch }, (_, i) => 3 * i);

/** Stated before they were measured on other networks than those of docs/PERFORMANCE.md. */
const BOUNDS = { loss: 0.005, whole: 0.15, each: 0.5 };

await describeOnGpu('whole networks of 16-bit maps', (opened) => {
  // As the engine of a software adapter: at 16 bits it works as for a graphics card.
  const executor = createCompiledExecutor({ ...opened, software: true });

  test('loss and gradients against float64, a short training, evaluation and what inspections read', async () => {
    const graph = randomPaperGraph(4, 2, { cellsPerStage: 1, filters: 4, size: 8 });
    const images = await executor.upload(imagesFor(graph));
    const program = (await executor.compile(graph, options, 5)) as CompiledProgram;
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
    const inspection = await executor.inspect(graph, await program.getWeights(), graph.logits, 2, 16);
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
});
