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

/** Convolution without bias; `filter` is [h, w, in, out]. */
export function conv2d(x: tf.Tensor4D, filter: tf.Tensor4D, options: Options): Recorded {
  const [h, w] = options.kernel;
  const [sh, sw] = options.strides;
  if (h === 1 && w === 1 && sh === sw && sh <= 2) return pointwise(x, filter, sh);
  const { pad, strides } = { pad: options.padding, strides: options.strides };
  const dilated = dilateFilter(filter, options.rate);
  return {
    output: tf.conv2d(x, dilated, [sh, sw], pad),
    saved: [dilated],
    backward: (dy, wanted) => ({
      inputs: [wanted ? conv2dInputGradient(x.shape, dy, dilated, { strides, pad }) : null],
      parameters: [
        undilateFilter(
          conv2dFilterGradient(x, dy, dilated.shape, { strides, pad }),
          filter.shape,
          options.rate,
        ),
      ],
    }),
  };
}

/** 1x1 convolution as matrix products, one an example: tfjs's convolution gradients are far slower at it. */
function pointwise(x: tf.Tensor4D, filter: tf.Tensor4D, stride: number): Recorded {
  const [, , inputs, outputs] = filter.shape;
  const read = stride === 1 ? x.clone() : everySecond(x, 0);
  const [batch, height, width] = read.shape;
  const pixels = height * width;
  const matrix = filter.reshape<tf.Tensor2D>([inputs, outputs]);
  return {
    output: tf
      .matMul(read.reshape([batch * pixels, inputs]), matrix)
      .reshape([batch, height, width, outputs]),
    saved: [read, matrix],
    backward(dy, wanted) {
      const dyRows = dy.reshape<tf.Tensor2D>([batch * pixels, outputs]);
      const perExample = tf.matMul<tf.Tensor3D>(
        read.reshape([batch, pixels, inputs]),
        dy.reshape([batch, pixels, outputs]),
        true,
      );
      const filterGradient = sumOverExamples(perExample.reshape([batch, inputs * outputs]));
      let dx: tf.Tensor4D | null = null;
      if (wanted) {
        const dRead = tf.matMul(dyRows, matrix, false, true).reshape<tf.Tensor4D>(read.shape);
        dx = stride === 1 ? dRead : spread(dRead, 0, x.shape);
      }
      return { inputs: [dx], parameters: [filterGradient] };
    },
  };
}

/** Depthwise convolution, depth multiplier 1, SAME; `filter` is [h, w, channels, 1]. */
export function depthwiseConv2d(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  options: Omit<Options, 'padding'>,
): Recorded {
  const { strides } = options;
  const pad = 'same';
  const dilated = dilateFilter(filter, options.rate);
  return {
    output: tf.depthwiseConv2d(x, dilated, [strides[0], strides[1]], pad),
    saved: [dilated],
    backward: (dy, wanted) => ({
      inputs: [wanted ? depthwiseInputGradient(x.shape, dy, dilated, { strides, pad }) : null],
      parameters: [
        undilateFilter(
          depthwiseFilterGradient(x, dy, dilated.shape, { strides, pad }),
          filter.shape,
          options.rate,
        ),
      ],
    }),
  };
}
