import { expect, test } from 'vitest';
import type { LayerGraph } from '../../network/graph.ts';
import { graphParameters } from '../../network/parameters.ts';
import type { StepOptions } from '../executor.ts';
import { MINI_RECIPE } from '../recipe.ts';
import { BatchReader } from '../reference/batch.ts';
import { distance } from '../testing/distance.ts';
import type { Map64 } from '../testing/float64/map.ts';
import {
  classesOf,
  crossEntropy,
  differentiate,
  infer,
  toFloat64,
  trainStep,
} from '../testing/float64/network.ts';
import { describeOnGpu } from '../testing/gpu.ts';
import { everyPrimitive } from '../testing/graphs.ts';
import { colouredNoise } from '../testing/images.ts';
import { initialWeights } from '../weights.ts';
import { compileGraph } from './compile/compile.ts';
import { createCompiledExecutor } from './executor.ts';
import { COARSE, FINE } from './ir/grain.ts';
import type { CompiledProgram } from './program.ts';

const graph = everyPrimitive();
const set = colouredNoise(24, graph.input, graph.classes, 1);
const options: StepOptions = {
  ...MINI_RECIPE,
  batch: 4,
  labelSmoothing: 0.1,
  keepProbability: 0.6,
  augmentation: { cropPadding: 2, flip: true, cutout: 3 },
};
const indices = Uint32Array.from([3, 17, 8, 0]);
const seed = 11;
const labels = new BatchReader(set).labels(indices);

function batch64(step?: { step: number; seed: number }): Map64 {
  const pixels = new BatchReader(set).pixels(indices, step && { step, augmentation: options.augmentation });
  return { shape: [indices.length, ...graph.input], data: Float64Array.from(pixels) };
}

/** Work is divided as for a software adapter, and as for a graphics card. */
for (const software of [true, false]) {
  await describeOnGpu(`compiled program, ${software ? 'coarse' : 'fine'}`, (opened) => {
    const executor = createCompiledExecutor({ ...opened, software });
    const withProgram = async (
      stepOptions: StepOptions,
      use: (program: CompiledProgram, images: Awaited<ReturnType<typeof executor.upload>>) => Promise<void>,
      of: LayerGraph = graph,
    ): Promise<void> => {
      const images = await executor.upload(set);
      const program = (await executor.compile(of, stepOptions, seed)) as CompiledProgram;
      try {
        await use(program, images);
      } finally {
        program.dispose();
        images.dispose();
      }
    };

    test('a step’s time by layer, where the device has a clock for it: an ordinary step, cut or not', () =>
      withProgram(options, async (program, images) => {
        const step = { step: 0, totalSteps: 4, learningRate: 0.1, seed };
        const times = await program.stepTimes(images, indices, step);
        if (!opened.device?.features.has('timestamp-query')) return expect(times).toBeNull();
        const all = [...times!.layers.values(), times!.rest];
        expect(all.every((ms) => ms >= 0)).toBe(true);
        expect(all.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(0);
        const timed = await program.getWeights();
        await withProgram(options, async (other, images) => {
          await other.train(images, indices, step);
          expect(await other.getWeights()).toEqual(timed);
        });
      }));

    test('the first child tells how many kernels it needs, and one like it that it needs no more', async () => {
      const mine = createCompiledExecutor({ ...opened, software });
      const told: number[] = [];
      for (let child = 0; child < 2; child++)
        (await mine.compile(graph, options, seed, (kernels) => told.push(kernels))).dispose();
      const { training, evaluation } = compileGraph(graph, options, software ? COARSE : FINE);
      const names = [...training.dispatches, ...evaluation.dispatches].map(({ family }) => family.name);
      expect(told).toEqual([new Set(names).size]);
    });

    test('loss and all gradients of a network with every primitive', async () => {
      await withProgram(options, async (program, images) => {
        const before = await program.getWeights();
        const step = { step: 6, totalSteps: 10, learningRate: 1, seed };
        await program.train(images, indices, step);
        const metrics = await program.readMetrics();
        const expected = differentiate(graph, toFloat64(before), batch64(step), labels, options, step);
        expect(metrics.loss).toBeCloseTo(expected.loss, 5);
        expect(metrics).toMatchObject({ steps: 1, images: 4, finite: true });
        const gradients = await program.readGradients();
        for (const [name, gradient] of expected.gradients) {
          expect(distance(gradients.get(name)!, gradient), `gradient of ${name}`).toBeLessThan(1e-4);
        }
      });
    });

    test('five steps of the whole recipe: weights, momentum, clipping, running statistics', async () => {
      const clipped = { ...options, clipNorm: 0.5 };
      await withProgram(clipped, async (program, images) => {
        const weights = toFloat64(await program.getWeights());
        const velocity = new Map<string, Float64Array>();
        for (let i = 0; i < 5; i++) {
          const step = { step: i, totalSteps: 5, learningRate: 0.05, seed };
          await program.train(images, indices, step);
          trainStep(graph, weights, velocity, batch64(step), labels, clipped, step);
        }
        const actual = await program.getWeights();
        expect([...actual.keys()]).toEqual(graphParameters(graph).map(({ name }) => name));
        for (const [name, values] of weights)
          expect(distance(actual.get(name)!, values), name).toBeLessThan(2e-4);
        const scores = infer(graph, weights, batch64());
        const predicted = new Uint8Array(indices.length);
        const evaluated = await program.evaluate(images, indices, predicted);
        expect(evaluated.loss).toBeCloseTo(crossEntropy(scores, labels, 0).loss, 3);
        expect([...predicted]).toEqual(classesOf(scores));
        // Three batches, the last one not full: the same classes again, and the same sums.
        const often = Uint32Array.from([...indices, ...indices, ...indices.subarray(0, 2)]);
        const classes = new Uint8Array(often.length);
        const again = await program.evaluate(images, often, classes);
        expect([...classes]).toEqual([...predicted, ...predicted, ...predicted.subarray(0, 2)]);
        expect(again.correct).toBe(
          often.reduce((sum, index, n) => sum + Number(set.labels[index] === classes[n]), 0),
        );
        expect(await program.evaluate(images, often)).toEqual(again);
        const tooFew = program.evaluate(images, often, new Uint8Array(3));
        await expect(tooFew).rejects.toThrow(
          '10 images are evaluated, and there is room for the classes of 3',
        );
      });
    });

    test('a step that blows up is told, and stays told', async () => {
      const unclipped = { ...options, clipNorm: 0, momentum: 0 };
      await withProgram(unclipped, async (program, images) => {
        const at = (step: number, learningRate: number) => ({ step, totalSteps: 10, learningRate, seed });
        await program.train(images, indices, at(0, 0.1));
        expect(await program.readMetrics()).toMatchObject({ finite: true });
        await program.train(images, indices, at(1, 1e38));
        await program.train(images, indices, at(2, 1e38));
        expect(await program.readMetrics()).toMatchObject({ finite: false });
        await program.train(images, indices, at(3, 0));
        expect(await program.readMetrics()).toMatchObject({ finite: false });
      });
    });

    test('weights survive a round trip, and wrong ones are refused', async () => {
      await withProgram(options, async (program) => {
        const other = initialWeights(graph, 99);
        program.setWeights(other);
        expect(await program.getWeights()).toEqual(other);
        expect(() => program.setWeights(new Map([['0/none', new Float32Array(1)]]))).toThrow(RangeError);
        expect(() => program.setWeights(new Map([['1/kernel', new Float32Array(1)]]))).toThrow(
          'has 162 values, not 1',
        );
      });
    });
  });
}
