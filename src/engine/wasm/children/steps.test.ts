import { afterAll, expect, test } from 'vitest';
import { graphParameters } from '../../../network/parameters.ts';
import type { ImageStore, StepOptions } from '../../executor.ts';
import { MINI_RECIPE } from '../../recipe.ts';
import { BatchReader } from '../../reference/batch.ts';
import type { Map64 } from '../../testing/float64/map.ts';
import {
  classesOf,
  crossEntropy,
  infer,
  toFloat64,
  trainStep,
  type Weights64,
} from '../../testing/float64/network.ts';
import { greatest, relativeErrors } from '../../testing/gradients.ts';
import { everyPrimitive } from '../../testing/graphs.ts';
import { colouredNoise } from '../../testing/images.ts';
import { initialWeights } from '../../weights.ts';
import { createWasmExecutor } from '../executor.ts';
import type { WasmProgram } from '../program.ts';
import { openNodeCrew } from '../threads/nodeCrew.ts';

const graph = everyPrimitive();
const set = colouredNoise(24, graph.input, graph.classes, 1);
const options: StepOptions = {
  ...MINI_RECIPE,
  batch: 4,
  clipNorm: 0.5,
  labelSmoothing: 0.1,
  keepProbability: 0.6,
  augmentation: { cropPadding: 2, flip: true, cutout: 3 },
};
const executor = createWasmExecutor(await openNodeCrew(2));
afterAll(() => executor.dispose());

async function withProgram(use: (program: WasmProgram, images: ImageStore) => Promise<void>): Promise<void> {
  const images = await executor.upload(set);
  const program = (await executor.compile(graph, options, 11)) as WasmProgram;
  try {
    await use(program, images);
  } finally {
    program.dispose();
    images.dispose();
  }
}

const reader = new BatchReader(set);

function images64(indices: Uint32Array, step?: { step: number; seed: number }): Map64 {
  const pixels = reader.pixels(indices, step && { step, augmentation: options.augmentation });
  return { shape: [indices.length, ...graph.input], data: Float64Array.from(pixels) };
}

test('five steps of the whole recipe, and evaluations, are those of float64', () =>
  withProgram(async (program, images) => {
    const weights = toFloat64(await program.getWeights());
    const velocity: Weights64 = new Map();
    const train = Uint32Array.from([3, 17, 8, 0]);
    for (let i = 0; i < 5; i++) {
      const step = { step: i, totalSteps: 5, learningRate: 0.05, seed: 11 };
      await program.train(images, train, step);
      trainStep(graph, weights, velocity, images64(train, step), reader.labels(train), options, step);
    }
    expect(await program.readMetrics()).toMatchObject({ steps: 5, images: 20, finite: true });
    const actual = await program.getWeights();
    expect([...actual.keys()]).toEqual(graphParameters(graph).map(({ name }) => name));
    expect(greatest(relativeErrors(actual, weights))).toBeLessThan(2e-4);
    // More than two batches, and the last one not full.
    const indices = Uint32Array.from({ length: 11 }, (_, i) => (7 * i) % 24);
    const [labels, scores] = [reader.labels(indices), infer(graph, weights, images64(indices))];
    const predicted = new Uint8Array(indices.length);
    const evaluated = await program.evaluate(images, indices, predicted);
    expect(evaluated.loss).toBeCloseTo(crossEntropy(scores, labels, 0).loss, 3);
    const classes = classesOf(scores);
    const right = labels.filter((label, n) => classes[n] === label);
    expect(evaluated).toMatchObject({ images: 11, correct: right.length });
    expect([...predicted]).toEqual(classes);
    // Nothing of it stays.
    expect(await program.getWeights()).toEqual(actual);
    expect(await program.evaluate(images, indices)).toEqual(evaluated);
  }));

test('a step that blows up is told, and stays told', () =>
  withProgram(async (program, images) => {
    const at = (step: number, learningRate: number) => ({ step, totalSteps: 10, learningRate, seed: 11 });
    const indices = Uint32Array.from([3, 17, 8, 0]);
    await program.train(images, indices, at(0, 0.1));
    expect(await program.readMetrics()).toMatchObject({ finite: true });
    await program.train(images, indices, at(1, 1e38));
    await program.train(images, indices, at(2, 1e38));
    expect(await program.readMetrics()).toMatchObject({ finite: false });
    await program.train(images, indices, at(3, 0));
    expect(await program.readMetrics()).toMatchObject({ finite: false });
  }));

test('weights survive a round trip, wrong ones and wrong batches are refused', () =>
  withProgram(async (program, images) => {
    const other = initialWeights(graph, 99);
    program.setWeights(other);
    expect(await program.getWeights()).toEqual(other);
    expect(() => program.setWeights(new Map([['0/none', new Float32Array(1)]]))).toThrow(RangeError);
    expect(() => program.setWeights(new Map([['1/kernel', new Float32Array(1)]]))).toThrow(
      'has 162 values, not 1',
    );
    const step = { step: 0, totalSteps: 1, learningRate: 0.1, seed: 1 };
    await expect(program.train(images, Uint32Array.of(1, 2, 3), step)).rejects.toThrow('4 images, not 3');
    await expect(program.train(images, Uint32Array.of(1, 2, 3, 24), step)).rejects.toThrow(
      'image 24 does not exist',
    );
    expect(await program.getWeights()).toEqual(other);
  }));
