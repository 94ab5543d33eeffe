/** The gradient kernels of tfjs that have no public operation, with types, and sums in a fixed order. */
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

/**
 * Mean over all but the last axis: [channels]. Two average pools, over each example's pixels and then over the examples:
 * no kernel of tfjs sums faster on a software adapter, its matMul adds with atomics (in no fixed order) where the inner
 * dimension reaches 2,000, and its reductions transpose first.
 */
export function meanOverPixels(x: tf.Tensor4D): tf.Tensor1D {
  const [batch, height, width, channels] = x.shape;
  return tf.tidy(() => {
    const perExample = meanOfRows(x.reshape([batch, height * width, 1, channels]));
    return meanOfRows(perExample.reshape([1, batch, 1, channels])).reshape([channels]);
  });
}

/** Sum over the first axis of [batch, n]: [n]. */
export function sumOverExamples(x: tf.Tensor2D): tf.Tensor1D {
  const [batch, n] = x.shape;
  return tf.tidy(() =>
    meanOfRows(x.reshape([1, batch, 1, n]))
      .reshape<tf.Tensor1D>([n])
      .mul(batch),
  );
}

/** [batch, rows, 1, channels] to [batch, 1, 1, channels]. A pool of this stride is SAME without padding. */
function meanOfRows(x: tf.Tensor4D): tf.Tensor4D {
  const rows = x.shape[1];
  return tf.avgPool(x, [rows, 1], [rows, 1], 'same');
}
