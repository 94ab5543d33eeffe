/**
 * Convolutions, their gradients and the other kernels that tfjs has no public operation for. On webgpu the convolutions are
 * this project's own programs (webgpu/), elsewhere tfjs's. All sums are in a fixed order: the same input gives the same bits.
 */
import * as tf from '@tensorflow/tfjs';
import { outputExtent, type Padding, samePadding } from '../../network/windows.ts';
import {
  type ConvolutionAttributes,
  convolutionKernel,
  type FilterGradientAttributes,
  filterGradientKernel,
} from './webgpu/kernels.ts';

export type Pair = readonly [height: number, width: number];
export type ExplicitPad = [[number, number], [number, number], [number, number], [number, number]];

/** An ordinary (not dilated) convolution or depthwise convolution. */
export interface Convolution {
  readonly kernel: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
}

type Attributes = Parameters<ReturnType<typeof tf.engine>['runKernel']>[2];

const run = (name: string, inputs: Record<string, tf.Tensor>, attributes: object): tf.Tensor4D =>
  tf.engine().runKernel(name, inputs, attributes as Attributes);

function padsOf([, height, width]: tf.Tensor4D['shape'], { kernel, strides, padding }: Convolution): Pair {
  if (padding === 'valid') return [0, 0];
  return [samePadding(height, kernel[0], strides[0])[0], samePadding(width, kernel[1], strides[1])[0]];
}

const onWebgpu = (): boolean => tf.getBackend() === 'webgpu';

/** `filter` is [h, w, in, out]. */
export function convolve(x: tf.Tensor4D, filter: tf.Tensor4D, convolution: Convolution): tf.Tensor4D {
  const { kernel, strides, padding } = convolution;
  if (!onWebgpu()) return tf.conv2d(x, filter, [strides[0], strides[1]], padding);
  const [batch, height, width] = x.shape;
  const outputShape = [
    batch,
    outputExtent(height, kernel[0], strides[0], 1, padding),
    outputExtent(width, kernel[1], strides[1], 1, padding),
    filter.shape[3],
  ];
  const attributes: ConvolutionAttributes = {
    outputShape,
    turned: false,
    strides,
    pads: padsOf(x.shape, convolution),
  };
  return run(convolutionKernel, { x, filter }, attributes);
}

/** Gradient of `convolve` with respect to its input. */
export function convolutionInputGradient(
  shape: tf.Tensor4D['shape'],
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  convolution: Convolution,
): tf.Tensor4D {
  const { kernel, strides, padding: pad } = convolution;
  if (onWebgpu() && strides[0] === 1 && strides[1] === 1) {
    const [top, left] = padsOf(shape, convolution);
    const attributes: ConvolutionAttributes = {
      outputShape: shape,
      turned: true,
      strides,
      pads: [kernel[0] - 1 - top, kernel[1] - 1 - left],
    };
    return run(convolutionKernel, { x: dy, filter }, attributes);
  }
  return run('Conv2DBackpropInput', { dy, filter }, { strides, pad, dataFormat: 'NHWC', inputShape: shape });
}

/** Gradient of `convolve` with respect to its filter, in the filter's order but of any shape. */
export function convolutionFilterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  convolution: Convolution,
): tf.Tensor {
  const { kernel, strides, padding: pad } = convolution;
  if (onWebgpu()) return filterGradient(x, dy, convolution, false);
  const filterShape = [...kernel, x.shape[3], dy.shape[3]];
  return run('Conv2DBackpropFilter', { x, dy }, { strides, pad, dataFormat: 'NHWC', filterShape });
}

/** Depth multiplier 1; `filter` is [h, w, channels, 1]. */
export function convolveDepthwise(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  { strides, padding }: Convolution,
): tf.Tensor4D {
  return tf.depthwiseConv2d(x, filter, [strides[0], strides[1]], padding);
}

/** Gradient of `convolveDepthwise` with respect to its input. */
export function depthwiseInputGradient(
  shape: tf.Tensor4D['shape'],
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  { kernel, strides, padding }: Convolution,
): tf.Tensor4D {
  const own = strides[0] === 1 && strides[1] === 1 && kernel[0] % 2 === 1 && kernel[1] % 2 === 1;
  // At stride 1 it is a convolution with the turned filter, for which tfjs's forward kernel is several times faster.
  if (own && padding === 'same') return tf.depthwiseConv2d(dy, tf.reverse(filter, [0, 1]), 1, 'same');
  return run(
    'DepthwiseConv2dNativeBackpropInput',
    { dy, filter },
    { strides, pad: padding, dilations: [1, 1], inputShape: shape },
  );
}

/** Gradient of `convolveDepthwise` with respect to its filter, in the filter's order but of any shape. */
export function depthwiseFilterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  convolution: Convolution,
): tf.Tensor {
  const { kernel, strides, padding: pad } = convolution;
  if (onWebgpu()) return filterGradient(x, dy, convolution, true);
  const filterShape = [...kernel, x.shape[3], 1];
  return run(
    'DepthwiseConv2dNativeBackpropFilter',
    { x, dy },
    { strides, pad, dilations: [1, 1], filterShape },
  );
}

function filterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  convolution: Convolution,
  depthwise: boolean,
): tf.Tensor1D {
  const { kernel, strides } = convolution;
  const attributes: FilterGradientAttributes = {
    kernel,
    depthwise,
    strides,
    pads: padsOf(x.shape, convolution),
  };
  return tf.tidy(() => {
    const perExample = run(filterGradientKernel, { x, dy }, attributes);
    return sumOverExamples(perExample.reshape([x.shape[0], -1]));
  });
}

/** tfjs's gradient of a max pool. Among equal maxima the cpu backend takes the first, webgl and webgpu the last. */
export function maxPoolGradient(
  dy: tf.Tensor4D,
  input: tf.Tensor4D,
  output: tf.Tensor4D,
  filterSize: Pair,
  strides: Pair,
  pad: ExplicitPad,
): tf.Tensor4D {
  return run('MaxPoolGrad', { dy, input, output }, { filterSize, strides, pad });
}

/** tfjs's gradient of an average pool: it divides by the whole window's area, at borders too. */
export function avgPoolGradient(
  dy: tf.Tensor4D,
  input: tf.Tensor4D,
  filterSize: Pair,
  strides: Pair,
  pad: Padding,
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
