import * as tf from '@tensorflow/tfjs';
import {
  conv2dFilterGradient,
  conv2dInputGradient,
  depthwiseFilterGradient,
  depthwiseInputGradient,
  type Pair,
  sumOverExamples,
} from '../kernels.ts';
import { dilateFilter, undilateFilter } from './dilation.ts';
import type { Recorded } from './recorded.ts';
import { everySecond, spread } from './subsample.ts';

interface Options {
  readonly kernel: Pair;
  readonly strides: Pair;
  readonly rate: number;
  readonly padding: 'same' | 'valid';
}

/**
 * Convolution without bias; `filter` is [h, w, in, out]. `tiles` says whether kernels that share tiles in workgroup memory
 * pay: on hardware they do, but a software adapter takes 3 to 5 times as long at them as at tfjs's gradient kernels,
 * which loop over the taps.
 */
export function conv2d(x: tf.Tensor4D, filter: tf.Tensor4D, options: Options, tiles: boolean): Recorded {
  const [h, w] = options.kernel;
  const [sh, sw] = options.strides;
  if (h === 1 && w === 1 && sh === sw && sh <= 2) return pointwise(x, filter, sh, tiles);
  const { strides, padding: pad, rate } = options;
  const dilated = dilateFilter(filter, rate);
  const looped = !tiles && sh === 1 && sw === 1 && pad === 'same' && h % 2 === 1 && w % 2 === 1;
  return {
    output: looped ? convolveByLoops(x, dilated) : tf.conv2d(x, dilated, [sh, sw], pad),
    saved: [dilated],
    backward(dy, wanted) {
      const gradient = conv2dFilterGradient(x, dy, dilated.shape, { strides, pad });
      return {
        inputs: [wanted ? conv2dInputGradient(x.shape, dy, dilated, { strides, pad }) : null],
        parameters: [undilateFilter(gradient, filter.shape, rate)],
      };
    },
  };
}

const plain = { strides: [1, 1], pad: 'same' } as const;

/** Stride 1, SAME, odd sizes: the input gradient of the convolution with the turned filter is the convolution. */
function convolveByLoops(x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width] = x.shape;
  const swapped = tf.transpose(filter, [0, 1, 3, 2]);
  const turned = filter.shape[0] * filter.shape[1] === 1 ? swapped : tf.reverse(swapped, [0, 1]);
  return conv2dInputGradient([batch, height, width, filter.shape[3]], x, turned, plain);
}

/** 1x1 convolution, on hardware as matrix products. */
function pointwise(x: tf.Tensor4D, filter: tf.Tensor4D, stride: number, tiles: boolean): Recorded {
  const read = stride === 1 ? x.clone() : everySecond(x, 0);
  return {
    output: tiles ? multiply(read, filter) : convolveByLoops(read, filter),
    saved: [read],
    backward(dy, wanted) {
      let dx: tf.Tensor4D | null = null;
      if (wanted) {
        const dRead = tiles
          ? multiply(dy, tf.transpose(filter, [0, 1, 3, 2]))
          : conv2dInputGradient(read.shape, dy, filter, plain);
        dx = stride === 1 ? dRead : spread(dRead, 0, x.shape);
      }
      const gradient = tiles
        ? pointwiseFilterGradient(read, dy)
        : conv2dFilterGradient(read, dy, filter.shape, plain);
      return { inputs: [dx], parameters: [gradient] };
    },
  };
}

function multiply(x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width, inputs] = x.shape;
  const outputs = filter.shape[3];
  return tf
    .matMul(x.reshape([batch * height * width, inputs]), filter.reshape([inputs, outputs]))
    .reshape([batch, height, width, outputs]);
}

/**
 * One product an example, then their sum: tfjs's WebGPU matMul adds with atomics, in no fixed order, where the inner
 * dimension reaches 2,000 and there is only one product.
 */
function pointwiseFilterGradient(x: tf.Tensor4D, dy: tf.Tensor4D): tf.Tensor {
  const [batch, height, width, inputs] = x.shape;
  const outputs = dy.shape[3];
  const products = tf.matMul(
    x.reshape([batch, height * width, inputs]),
    dy.reshape([batch, height * width, outputs]),
    true,
  );
  return sumOverExamples(products.reshape([batch, inputs * outputs]));
}

/** Depthwise convolution, depth multiplier 1, SAME; `filter` is [h, w, channels, 1]. */
export function depthwiseConv2d(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  options: Omit<Options, 'padding'>,
): Recorded {
  const { kernel, strides, rate } = options;
  const pad = 'same';
  const dilated = dilateFilter(filter, rate);
  // tfjs's forward kernel is several times faster than its input gradient; at stride 1 it serves for both.
  const symmetric = strides[0] === 1 && strides[1] === 1 && kernel[0] % 2 === 1 && kernel[1] % 2 === 1;
  const inputGradient = (dy: tf.Tensor4D): tf.Tensor4D =>
    symmetric
      ? tf.depthwiseConv2d(dy, tf.reverse(dilated, [0, 1]), 1, pad)
      : depthwiseInputGradient(x.shape, dy, dilated, { strides, pad });
  return {
    output: tf.depthwiseConv2d(x, dilated, [strides[0], strides[1]], pad),
    saved: [dilated],
    backward(dy, wanted) {
      const gradient = depthwiseFilterGradient(x, dy, dilated.shape, { strides, pad });
      return {
        inputs: [wanted ? inputGradient(dy) : null],
        parameters: [undilateFilter(gradient, filter.shape, rate)],
      };
    },
  };
}
