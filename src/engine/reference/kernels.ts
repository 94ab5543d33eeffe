/**
 * The gradient kernels of tfjs that have no public operation, with types, and sums that are the same on every run.
 * tfjs's WebGPU matMul adds with atomics where the inner dimension reaches 2,000 and the batch is 1; a sum over many
 * pixels therefore keeps the examples apart and adds them up in a second, short product.
 */
import * as tf from '@tensorflow/tfjs';

export type Pair = readonly [height: number, width: number];
export type Pad = 'same' | 'valid' | [[number, number], [number, number], [number, number], [number, number]];

interface Convolution {
  readonly strides: Pair;
  readonly pad: 'same' | 'valid';
}

type Attributes = Parameters<ReturnType<typeof tf.engine>['runKernel']>[2];

const run = (name: string, inputs: Record<string, tf.Tensor>, attributes: object): tf.Tensor4D =>
  tf.engine().runKernel(name, inputs, attributes as Attributes);

/** Gradient of conv2d with respect to its input. `filter` is [h, w, in, out]. */
export function conv2dInputGradient(
  inputShape: readonly number[],
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  { strides, pad }: Convolution,
): tf.Tensor4D {
  return run('Conv2DBackpropInput', { dy, filter }, { strides, pad, dataFormat: 'NHWC', inputShape });
}

/** Gradient of conv2d with respect to its filter. */
export function conv2dFilterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  filterShape: readonly number[],
  { strides, pad }: Convolution,
): tf.Tensor4D {
  return run('Conv2DBackpropFilter', { x, dy }, { strides, pad, dataFormat: 'NHWC', filterShape });
}

/** Gradient of depthwiseConv2d with respect to its input. `filter` is [h, w, channels, 1]. */
export function depthwiseInputGradient(
  inputShape: readonly number[],
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  { strides, pad }: Convolution,
): tf.Tensor4D {
  return run(
    'DepthwiseConv2dNativeBackpropInput',
    { dy, filter },
    { strides, pad, dilations: [1, 1], inputShape },
  );
}

/** Gradient of depthwiseConv2d with respect to its filter. */
export function depthwiseFilterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  filterShape: readonly number[],
  { strides, pad }: Convolution,
): tf.Tensor4D {
  return run(
    'DepthwiseConv2dNativeBackpropFilter',
    { x, dy },
    { strides, pad, dilations: [1, 1], filterShape },
  );
}

/** tfjs's gradient of a max pool. Among equal maxima the cpu backend takes the first, webgl and webgpu the last. */
export function maxPoolGradient(
  dy: tf.Tensor4D,
  input: tf.Tensor4D,
  output: tf.Tensor4D,
  filterSize: Pair,
  strides: Pair,
  pad: Pad,
): tf.Tensor4D {
  return run('MaxPoolGrad', { dy, input, output }, { filterSize, strides, pad });
}

/** tfjs's gradient of an average pool: it divides by the whole window's area, at borders too. */
export function avgPoolGradient(
  dy: tf.Tensor4D,
  input: tf.Tensor4D,
  filterSize: Pair,
  strides: Pair,
  pad: 'same' | 'valid',
): tf.Tensor4D {
  return run('AvgPoolGrad', { dy, input }, { filterSize, strides, pad });
}

/** Sum over all but the last axis: [channels]. */
export function sumOverPixels(x: tf.Tensor4D): tf.Tensor1D {
  const [batch, height, width, channels] = x.shape;
  return tf.tidy(() => {
    const ones = tf.ones([batch, 1, height * width]);
    const perExample = tf.matMul(ones, x.reshape([batch, height * width, channels]));
    return sumOverExamples(perExample.reshape([batch, channels]));
  });
}

/** Sum over the first axis of [batch, n]: [n]. */
export function sumOverExamples(x: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => tf.matMul(tf.ones([1, x.shape[0]]), x).reshape([x.shape[1]]));
}
