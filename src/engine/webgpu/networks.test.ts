import { afterAll, expect, test } from 'vitest';
import type { LayerGraph } from '../../network/graph.ts';
import { presetGraphs, randomGraph, widelyDilatedGraph } from '../../network/testing/randomGraphs.ts';
import type { Executor, Program, Step, StepOptions } from '../executor.ts';
import { MINI_RECIPE } from '../recipe.ts';
import { createReferenceExecutor } from '../reference/executor.ts';
import { isAtEdge } from '../testing/distance.ts';
import { differentiate, toFloat64, type Weights64 } from '../testing/float64/network.ts';
import { describeOnGpu } from '../testing/gpu.ts';
import { batch64, greatest, imagesFor, isClose, moves, relativeErrors } from '../testing/gradients.ts';
import { initialWeights } from '../weights.ts';
import { createCompiledExecutor } from './executor.ts';

const full = process.env.NAS_FULL === '1';
const batch = full ? 6 : 2;

/** Nothing but the gradient moves the weights, and far: the difference is exact to six digits. */
const plain: StepOptions = { ...MINI_RECIPE, batch, momentum: 0, weightDecay: 0, clipNorm: 0 };
const far = 64;
const seed = 5;

/** Work is divided as for a software adapter, and as for a graphics card; so many random architectures of each. */
const grains = [
  { software: true, count: full ? 50 : 2 },
  { software: false, count: full ? 30 : 1 },
];
for (const { software, count } of grains) {
  await describeOnGpu(
    `whole networks, compiled (${software ? 'coarse' : 'fine'}) against reference`,
    (opened) => {
      const executors = [
        createReferenceExecutor(opened),
        createCompiledExecutor({ ...opened, software }),
      ] as const;
      const indices = Uint32Array.from({ length: batch }, (_, i) => 3 * i);

      async function each<Answer>(
        graph: LayerGraph,
        options: StepOptions,
        use: (program: Program, images: Awaited<ReturnType<Executor['upload']>>) => Promise<Answer>,
        weightSeed = seed,
      ): Promise<[Answer, Answer]> {
        const answers: Answer[] = [];
        for (const executor of executors) {
          const images = await executor.upload(imagesFor(graph));
          const program = await executor.compile(graph, options, weightSeed);
          try {
            answers.push(await use(program, images));
          } finally {
            program.dispose();
            images.dispose();
          }
        }
        return answers as [Answer, Answer];
      }

      /**
       * The gradient of a network with relu and maxima jumps where a value crosses 0 or another, and by 1e-2 of a parameter's
       * gradient in nets this small. A value within a rounding of such an edge falls on either side, in either engine; the
       * rest of its gradients is then exact to 1e-5. So float64 judges where the two differ: an engine that is off must be so
       * because weights moved by a rounding make float64's own gradient jump as far, and at another start it must be right.
       */
      async function sameGradients(graph: LayerGraph): Promise<void> {
        for (let start = seed; start < seed + 3; start++) if (await agreeFrom(graph, start)) return;
        expect.unreachable('three starts within a rounding of an edge');
      }

      /** False where the start is within a rounding of an edge, on whose other side the compiled engine is. */
      async function agreeFrom(graph: LayerGraph, start: number): Promise<boolean> {
        const step: Step = { step: 0, totalSteps: 1, learningRate: far, seed: start };
        const train = async (program: Program, images: Awaited<ReturnType<Executor['upload']>>) => {
          const before = await program.getWeights();
          await program.train(images, indices, step);
          const { loss } = await program.readMetrics();
          return { loss, gradients: moves(before, await program.getWeights(), far) };
        };
        const [reference, compiled] = await each(graph, plain, train, start);
        expect(Math.abs(compiled.loss - reference.loss) / reference.loss, 'loss').toBeLessThan(1e-3);
        // The full test asks float64 each time: two engines in float32 may be wrong alike.
        if (!full && isClose(relativeErrors(compiled.gradients, reference.gradients))) return true;

        const weights = toFloat64(initialWeights(graph, start));
        const gradients64 = (at: Weights64): Weights64 =>
          differentiate(graph, at, ...batch64(graph, indices, plain, step), plain, step).gradients;
        const exact = gradients64(weights);
        const errors = relativeErrors(compiled.gradients, exact);
        if (isClose(errors)) return true;
        const measure = (actual: Weights64, of: Weights64): number => greatest(relativeErrors(actual, of));
        const excused = isAtEdge(greatest(errors), weights, gradients64, measure, start);
        expect(excused, `an error of ${greatest(errors)} that no edge explains`).toBe(true);
        return false;
      }

      const options = { cellsPerStage: 1, filters: 4, size: full ? 16 : 12 };
      for (let i = 0; i < count; i++) {
        const filters = full && i % 5 === 4 ? 5 : i % 4 === (full ? 3 : 1) ? 6 : 4;
        test(`random architecture ${i}, F = ${filters}: loss and gradients`, async () => {
          await sameGradients(randomGraph(100 + i, full ? 5 : 3, { ...options, filters }));
        });
      }
      test('5 x 5 of rate 2, stride 1 and 2, on maps smaller than its reach: loss and gradients', () =>
        sameGradients(widelyDilatedGraph()));
      for (const [id, graph] of full ? presetGraphs({ cellsPerStage: 1, filters: 4, size: 16 }) : []) {
        test(`${id}: loss and gradients`, () => sameGradients(graph));
      }

      test('steps stay together, and the same seed gives the same bits', async () => {
        const graph = randomGraph(7, 2, { ...options, size: 8 });
        const steps = full ? 20 : 4;
        const recipe = { ...MINI_RECIPE, batch: 8, keepProbability: 0.8 };
        const run = async (
          program: Program,
          images: Awaited<ReturnType<Executor['upload']>>,
        ): Promise<number[]> => {
          const losses: number[] = [];
          for (let step = 0; step < steps; step++) {
            const chosen = Uint32Array.from({ length: 8 }, (_, i) => (step + 3 * i) % 16);
            await program.train(images, chosen, { step, totalSteps: steps, learningRate: 0.01, seed });
            losses.push((await program.readMetrics()).loss);
          }
          return losses;
        };
        const [reference, compiled] = await each(graph, recipe, run);
        reference.forEach((loss, i) => {
          expect(Math.abs(compiled[i]! - loss) / loss, `step ${i}`).toBeLessThan(0.01);
        });
        const images = await executors[1].upload(imagesFor(graph));
        const program = await executors[1].compile(graph, recipe, seed);
        expect(await run(program, images)).toEqual(compiled);
        program.dispose();
        images.dispose();
      });

      afterAll(() => {
        for (const executor of executors) executor.dispose();
      });
    },
  );
}
