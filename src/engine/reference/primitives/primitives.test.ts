import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../../../base/random.ts';
import { type Map64, zeros } from '../../testing/float64/map.ts';
import * as oracle from '../../testing/float64/primitives.ts';
import { testBackends } from '../../testing/gpu.ts';
import { batchNorm, batchNormByRunning } from './batchNorm.ts';
import { conv2d, depthwiseConv2d } from './convolutions.ts';
import { dense } from './dense.ts';
import { add, concat, relu, scaleBy } from './elementwise.ts';
import { avgPool, globalAvgPool, maxPool } from './pools.ts';
import type { Recorded } from './recorded.ts';
import { subsample } from './subsample.ts';

/** Odd, even and 1 x 1 maps, single examples, channels that are and are not multiples of 4. */
const shapes: readonly Map64['shape'][] = [
  [2, 7, 5, 3],
  [1, 8, 6, 4],
  [3, 1, 1, 5],
  [2, 9, 9, 8],
  [2, 2, 3, 1],
];

const backends = await testBackends();

/** Numbers that a float32 holds exactly. */
function randomMap(shape: Map64['shape'], random: Random, draw = () => random.normal()): Map64 {
  const map = zeros(shape);
  return { shape, data: map.data.map(() => Math.fround(draw())) };
}

const vector = (length: number, random: Random, draw = () => random.normal()): Float64Array =>
  Float64Array.from({ length }, () => Math.fround(draw()));

const toTensor = ({ shape, data }: Map64): tf.Tensor4D =>
  tf.tensor4d(Float32Array.from(data), [...shape] as [number, number, number, number]);

const toVector = (data: Float64Array): tf.Tensor1D => tf.tensor1d(Float32Array.from(data));

async function near(actual: tf.Tensor, expected: Float64Array, what: string): Promise<void> {
  const values = await actual.data();
  expect(values.length, what).toBe(expected.length);
  const scale = Math.max(1e-3, ...expected.map(Math.abs));
  expected.forEach((value, i) => {
    expect(Math.abs(values[i]! - value) / scale, `${what} [${i}]: ${values[i]} for ${value}`).toBeLessThan(
      2e-5,
    );
  });
}

/** Compares the output, and all gradients for a random gradient of the output. */
async function compare(recorded: Recorded, expected: oracle.Recorded64, random: Random): Promise<void> {
  expect(recorded.output.shape).toEqual([...expected.output.shape]);
  await near(recorded.output, expected.output.data, 'output');
  if (recorded.statistics && expected.statistics) {
    await near(recorded.statistics[0], expected.statistics.mean, 'mean');
    await near(recorded.statistics[1], expected.statistics.variance, 'variance');
  }
  const dy = randomMap(expected.output.shape, random);
  const actual = recorded.backward(toTensor(dy), true);
  const gradients = expected.backward(dy);
  expect(actual.inputs.length).toBe(gradients.inputs.length);
  for (const [i, gradient] of gradients.inputs.entries()) {
    expect(actual.inputs[i]!.shape).toEqual([...gradient.shape]);
    await near(actual.inputs[i]!, gradient.data, `gradient of input ${i}`);
  }
  expect(actual.parameters.length).toBe(gradients.parameters.length);
  for (const [i, gradient] of gradients.parameters.entries()) {
    await near(actual.parameters[i]!, gradient, `gradient of parameter ${i}`);
  }
}

for (const { backend } of backends) {
  describe(backend, () => {
    const each = (
      name: string,
      run: (shape: Map64['shape'], random: Random) => readonly [() => Recorded, oracle.Recorded64],
    ): void => {
      test(name, async () => {
        await tf.setBackend(backend);
        tf.engine().startScope();
        const random = createRandom(name.length);
        for (const shape of shapes) {
          const [recorded, expected] = run(shape, random);
          await compare(recorded(), expected, random);
        }
        tf.engine().endScope();
      });
    };

    for (const [kernel, strides, rate] of [
      [[1, 1], [1, 1], 1],
      [[1, 1], [2, 2], 1],
      [[3, 3], [1, 1], 1],
      [[3, 3], [2, 2], 1],
      [[3, 3], [1, 1], 2],
      [[3, 3], [2, 2], 2],
      [[5, 5], [1, 1], 2],
      [[5, 5], [2, 2], 2],
      [[1, 7], [1, 2], 1],
      [[7, 1], [2, 1], 1],
      [[1, 3], [1, 1], 1],
    ] as const) {
      const window = { kernel, strides, rate, padding: 'same' as const };
      each(`conv2d ${kernel} stride ${strides} rate ${rate}`, (shape, random) => {
        const x = randomMap(shape, random);
        const filter = vector(kernel[0] * kernel[1] * shape[3] * 6, random);
        return [
          () => conv2d(toTensor(x), toVector(filter).reshape([...kernel, shape[3], 6]), window),
          oracle.conv2d(x, filter, 6, window),
        ];
      });
    }

    for (const [size, stride, rate] of [
      [3, 1, 1],
      [3, 2, 1],
      [5, 1, 1],
      [5, 2, 1],
      [7, 2, 1],
      [3, 1, 2],
      [3, 2, 2],
    ] as const) {
      const window = {
        kernel: [size, size],
        strides: [stride, stride],
        rate,
        padding: 'same',
      } as const;
      each(`depthwise ${size} stride ${stride} rate ${rate}`, (shape, random) => {
        const x = randomMap(shape, random);
        const filter = vector(size * size * shape[3], random);
        return [
          () => depthwiseConv2d(toTensor(x), toVector(filter).reshape([size, size, shape[3], 1]), window),
          oracle.depthwiseConv2d(x, filter, window),
        ];
      });
    }

    each('valid convolution over the whole map', (shape, random) => {
      const kernel = [shape[1], shape[2]] as const;
      const window = { kernel, strides: [1, 1], rate: 1, padding: 'valid' } as const;
      const x = randomMap(shape, random);
      const filter = vector(kernel[0] * kernel[1] * shape[3] * 2, random);
      return [
        () => conv2d(toTensor(x), toVector(filter).reshape([...kernel, shape[3], 2]), window),
        oracle.conv2d(x, filter, 2, window),
      ];
    });

    each('batchNorm', (shape, random) => {
      const x = randomMap(shape, random, () => 3 + 2 * random.normal());
      const gamma = vector(shape[3], random);
      const beta = vector(shape[3], random);
      return [
        () => batchNorm(toTensor(x), toVector(gamma), toVector(beta), 1e-3),
        oracle.batchNorm(x, gamma, beta, 1e-3),
      ];
    });

    test('batchNorm by running statistics', async () => {
      await tf.setBackend(backend);
      const random = createRandom(1);
      const x = randomMap([2, 3, 5, 6], random);
      const [gamma, beta, mean] = [vector(6, random), vector(6, random), vector(6, random)];
      const variance = vector(6, random, () => random.uniform());
      await near(
        batchNormByRunning(
          toTensor(x),
          toVector(gamma),
          toVector(beta),
          toVector(mean),
          toVector(variance),
          1e-3,
        ),
        oracle.batchNormByRunning(x, gamma, beta, mean, variance, 1e-3).data,
        'output',
      );
    });

    for (const size of [3, 5, 7]) {
      for (const stride of [1, 2]) {
        each(`maxPool ${size} stride ${stride}, many ties`, (shape, random) => {
          const x = randomMap(shape, random, () => random.integer(3));
          return [() => maxPool(toTensor(x), size, stride), oracle.maxPool(x, size, stride)];
        });
      }
    }

    each('maxPool of negative numbers', (shape, random) => {
      const x = randomMap(shape, random, () => -1 - random.uniform());
      return [() => maxPool(toTensor(x), 3, 2), oracle.maxPool(x, 3, 2)];
    });

    for (const stride of [1, 2]) {
      each(`avgPool 3 stride ${stride}`, (shape, random) => {
        const x = randomMap(shape, random);
        return [() => avgPool(toTensor(x), 3, stride, 'same'), oracle.avgPool(x, 3, stride, 'same')];
      });
    }

    test('avgPool 5 stride 3, valid', async () => {
      await tf.setBackend(backend);
      const random = createRandom(2);
      for (const side of [5, 8, 9]) {
        const x = randomMap([2, side, side + 1, 3], random);
        await compare(avgPool(toTensor(x), 5, 3, 'valid'), oracle.avgPool(x, 5, 3, 'valid'), random);
      }
    });

    each('globalAvgPool', (shape, random) => {
      const x = randomMap(shape, random);
      return [() => globalAvgPool(toTensor(x)), oracle.globalAvgPool(x)];
    });

    each('relu, zeros included', (shape, random) => {
      const x = randomMap(shape, random, () => random.integer(3) - 1);
      return [() => relu(toTensor(x)), oracle.relu(x)];
    });

    each('add', (shape, random) => {
      const [a, b] = [randomMap(shape, random), randomMap(shape, random)];
      return [() => add([toTensor(a), toTensor(b)]), oracle.add([a, b])];
    });

    each('concat of more maps than one kernel can bind', (shape, random) => {
      const maps = Array.from({ length: 12 }, (_, i) =>
        randomMap([shape[0], shape[1], shape[2], (i % 3) + 1], random),
      );
      return [() => concat(maps.map(toTensor)), oracle.concat(maps)];
    });

    for (const offset of [0, 1] as const) {
      each(`subsample from ${offset}`, (shape, random) => {
        const x = randomMap(shape, random);
        return [() => subsample(toTensor(x), offset), oracle.subsample(x, offset)];
      });
    }

    test('dense', async () => {
      await tf.setBackend(backend);
      const random = createRandom(3);
      for (const [batch, inputs, outputs] of [
        [1, 3, 10],
        [4, 24, 10],
        [5, 33, 7],
      ] as const) {
        const x = randomMap([batch, 1, 1, inputs], random);
        const kernel = vector(inputs * outputs, random);
        const bias = vector(outputs, random);
        await compare(
          dense(toTensor(x), toVector(kernel).reshape([inputs, outputs]), toVector(bias)),
          oracle.dense(x, kernel, bias),
          random,
        );
      }
    });

    each('factors an example', (shape, random) => {
      const x = randomMap(shape, random);
      const factors = Float32Array.from({ length: shape[0] }, () => random.integer(2) * 1.25);
      return [
        () => scaleBy(toTensor(x), tf.tensor4d(factors, [shape[0], 1, 1, 1])),
        oracle.scaleBy(x, factors, 1),
      ];
    });
  });
}
