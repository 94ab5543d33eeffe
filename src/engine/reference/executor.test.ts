import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { buildCifar } from '../../network/build.ts';
import type { LayerGraph } from '../../network/graph.ts';
import { graphParameters, type Weights } from '../../network/parameters.ts';
import { cosineRate } from '../child/schedules.ts';
import type { Program, StepOptions } from '../executor.ts';
import { MINI_RECIPE } from '../recipe.ts';
import type { Map64 } from '../testing/float64/map.ts';
import {
  classesOf,
  crossEntropy,
  differentiate,
  infer,
  toFloat64,
  trainStep,
} from '../testing/float64/network.ts';
import { testBackends } from '../testing/gpu.ts';
import { everyPrimitive } from '../testing/graphs.ts';
import { colouredNoise } from '../testing/images.ts';
import { initialWeights } from '../weights.ts';
import { BatchReader } from './batch.ts';
import { createReferenceExecutor } from './executor.ts';

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

function batch64(step?: { step: number; seed: number }): Map64 {
  const pixels = new BatchReader(set).pixels(indices, step && { step, augmentation: options.augmentation });
  return { shape: [indices.length, ...graph.input], data: Float64Array.from(pixels) };
}

/** The engine may not import space; its builder says what an architecture is. */
type Architecture = Parameters<typeof buildCifar>[0];
type OperationId = Architecture['normal']['blocks'][number]['operations'][0];
type Blocks = readonly (readonly [number, number, OperationId, OperationId, 'add' | 'concat'])[];

const cellOf = (blocks: Blocks): Architecture['normal'] => ({
  blocks: blocks.map(([a, b, first, second, combiner]) => ({
    inputs: [a, b],
    operations: [first, second],
    combiner,
  })),
});

const everyHardOperation: Architecture = {
  normal: cellOf([
    [0, 1, 'sepconv_7x7', 'conv_3x3', 'add'],
    [2, 1, 'dilconv_3x3', 'conv_1x7_7x1', 'concat'],
  ]),
  reduction: cellOf([
    [0, 1, 'maxpool_7x7', 'sepconv_7x7', 'add'],
    [2, 0, 'conv_1x3_3x1', 'dilconv_3x3', 'add'],
    [0, 1, 'maxpool_5x5', 'conv_1x1', 'concat'],
  ]),
};

const labels = new BatchReader(set).labels(indices);

function expectNear(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what: string,
): void {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(1e-2, ...Array.from(expected, Math.abs));
  const worst = Array.from(expected).reduce(
    (max, value, i) => Math.max(max, Math.abs(value - actual[i]!)),
    0,
  );
  expect(worst / scale, what).toBeLessThan(tolerance);
}

/** With rate 1 and neither momentum nor decay nor clipping, a step moves the weights by minus the gradient. */
async function gradientsOf(program: Program, before: Weights): Promise<Weights> {
  const after = await program.getWeights();
  return new Map(
    [...before].map(([name, values]) => [name, values.map((value, i) => value - after.get(name)![i]!)]),
  );
}

for (const opened of await testBackends()) {
  /** As many shaders as layers are compiled for a software adapter, on which nobody trains. */
  const isSlow = opened.backend === 'webgpu' && process.env.NAS_FULL !== '1';
  describe(opened.backend, () => {
    const executor = createReferenceExecutor(opened);
    const withProgram = async (
      stepOptions: StepOptions,
      use: (program: Program, images: Awaited<ReturnType<typeof executor.upload>>) => Promise<void>,
      of: LayerGraph = graph,
    ): Promise<void> => {
      const images = await executor.upload(set);
      const program = await executor.compile(of, stepOptions, seed);
      try {
        await use(program, images);
      } finally {
        program.dispose();
        images.dispose();
      }
    };

    test('loss and all gradients of a network with every primitive', async () => {
      const plain = { ...options, momentum: 0, weightDecay: 0, clipNorm: 0 };
      await withProgram(plain, async (program, images) => {
        const before = await program.getWeights();
        const step = { step: 6, totalSteps: 10, learningRate: 1, seed };
        await program.train(images, indices, step);
        const metrics = await program.readMetrics();
        const expected = differentiate(graph, toFloat64(before), batch64(step), labels, plain, step);
        expect(metrics.loss).toBeCloseTo(expected.loss, 5);
        expect(metrics).toMatchObject({ steps: 1, images: 4, finite: true });
        const gradients = await gradientsOf(program, before);
        for (const [name, gradient] of expected.gradients) {
          expectNear(gradients.get(name)!, gradient, 1e-4, `gradient of ${name}`);
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
        for (const [name, values] of weights) expectNear(actual.get(name)!, values, 2e-4, name);
        const predicted = new Uint8Array(indices.length);
        const evaluated = await program.evaluate(images, indices, predicted);
        const scores = infer(graph, weights, batch64());
        expect(evaluated.loss).toBeCloseTo(crossEntropy(scores, labels, 0).loss, 3);
        expect([...predicted]).toEqual(classesOf(scores));
      });
    });

    test.skipIf(isSlow)('five steps of a child agree with PyTorch', async () => {
      // Losses of PyTorch 1.13 (autograd, torch.optim.SGD with nesterov, float32) on the same weights and images.
      const expected = [2.3014242, 2.0565851, 1.9501615, 1.7953999, 1.72409];
      const child = buildCifar(everyHardOperation, { cellsPerStage: 1, filters: 3, size: 16 });
      const images = await executor.upload(colouredNoise(32, [16, 16, 3], 10, 1));
      const none = { cropPadding: 0, flip: false, cutout: 0 };
      const program = await executor.compile(child, { ...MINI_RECIPE, batch: 8, augmentation: none }, 7);
      const batch = Uint32Array.from({ length: 8 }, (_, i) => 3 * i);
      for (const [i, loss] of expected.entries()) {
        const learningRate = cosineRate(0.05, i, 5);
        await program.train(images, batch, { step: i, totalSteps: 5, learningRate, seed });
        expect((await program.readMetrics()).loss).toBeCloseTo(loss, 5);
      }
      expect((await program.evaluate(images, batch)).loss).toBeCloseTo(2.30191, 4);
      program.dispose();
    });

    test.skipIf(isSlow)('a few images are learned by heart', async () => {
      const simple = {
        ...options,
        labelSmoothing: 0,
        keepProbability: 1,
        augmentation: MINI_RECIPE.augmentation,
      };
      await withProgram(simple, async (program, images) => {
        const losses: number[] = [];
        for (let i = 0; i < 16; i++) {
          await program.train(images, indices, { step: i, totalSteps: 16, learningRate: 0.05, seed });
          losses.push((await program.readMetrics()).loss);
        }
        const mean = (values: number[]): number => values.reduce((a, b) => a + b) / values.length;
        expect(mean(losses.slice(-4))).toBeLessThan(0.7 * mean(losses.slice(0, 4)));
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

    test('a step that is not finite is reported, for good', async () => {
      await withProgram({ ...options, clipNorm: 0 }, async (program, images) => {
        program.setWeights(new Map([['1/kernel', new Float32Array(162).fill(Number.NaN)]]));
        await program.train(images, indices, { step: 0, totalSteps: 3, learningRate: 0.1, seed });
        expect((await program.readMetrics()).finite).toBe(false);
        await program.train(images, indices, { step: 1, totalSteps: 3, learningRate: 0.1, seed });
        expect((await program.readMetrics()).finite).toBe(false);
      });
    });

    test('nothing is left behind, and the cost is known', async () => {
      await withProgram(options, async () => {});
      const tensors = tf.memory().numTensors;
      const bytes = opened.meter?.bytes;
      await withProgram(options, async (program, images) => {
        const own = tf.memory().numTensors;
        for (let i = 0; i < 3; i++) {
          await program.train(images, indices, { step: i, totalSteps: 3, learningRate: 0.1, seed });
        }
        await program.readMetrics();
        await program.evaluate(images, indices);
        expect(tf.memory().numTensors).toBe(own);
        const { dispatches, peakBytes } = program.cost();
        expect(peakBytes).toBeGreaterThan(10_000);
        if (opened.backend === 'webgpu') expect(dispatches).toBeGreaterThan(100);
        else expect(dispatches).toBeNull();
      });
      expect(tf.memory().numTensors).toBe(tensors);
      if (bytes !== undefined) expect(opened.meter!.bytes).toBeLessThanOrEqual(bytes);
    });

    test('the same seed gives the same bits', async () => {
      const run = async (): Promise<Weights> => {
        let weights: Weights = new Map();
        await withProgram(options, async (program, images) => {
          for (let i = 0; i < 3; i++) {
            await program.train(images, indices, { step: i, totalSteps: 3, learningRate: 0.1, seed });
          }
          weights = await program.getWeights();
        });
        return weights;
      };
      expect(await run()).toEqual(await run());
    });

    test('a batch of another size is refused', async () => {
      await withProgram(options, async (program, images) => {
        await expect(
          program.train(images, indices.subarray(1), { step: 0, totalSteps: 1, learningRate: 0.1, seed }),
        ).rejects.toThrow('a training batch has 4 images, not 3');
      });
    });
  });
}
