import type * as tf from '@tensorflow/tfjs';
import type { Padding } from '../../../network/windows.ts';
import {
  type Convolution,
  convolutionFilterGradient,
  convolutionInputGradient,
  convolve,
  convolveDepthwise,
  depthwiseFilterGradient,
  depthwiseInputGradient,
  type Pair,
} from '../kernels.ts';
import { dilated, dilateFilter, undilateFilter } from './dilation.ts';
import type { Recorded } from './recorded.ts';
import { everySecond, spread } from './subsample.ts';

interface Options {
  readonly kernel: Pair;
  readonly strides: Pair;
  readonly rate: number;
  readonly padding: Padding;
}

/** Convolution without bias; `filter` is [h, w, in, out]. */
export function conv2d(x: tf.Tensor4D, filter: tf.Tensor4D, options: Options): Recorded {
  const { kernel, strides } = options;
  if (kernel[0] === 1 && kernel[1] === 1 && strides[0] === 2 && strides[1] === 2) {
    return skippingPointwise(x, filter);
  }
  const wide = dilateFilter(filter, options.rate);
  const convolution = undilated(options);
  return {
    output: convolve(x, wide, convolution),
    saved: [wide],
    backward(dy, wanted) {
      const gradient = convolutionFilterGradient(x, dy, convolution);
      return {
        inputs: [wanted ? convolutionInputGradient(x.shape, dy, wide, convolution) : null],
        parameters: [undilateFilter(gradient, filter.shape, options.rate)],
      };
    },
  };
}

/** A 1x1 convolution of stride 2 reads every second pixel: subsampled first, it is fast in both directions. */
function skippingPointwise(x: tf.Tensor4D, filter: tf.Tensor4D): Recorded {
  const read = everySecond(x, 0);
  const inner = conv2d(read, filter, { kernel: [1, 1], strides: [1, 1], rate: 1, padding: 'same' });
  return {
    output: inner.output,
    saved: [read, ...(inner.saved ?? [])],
    backward(dy, wanted) {
      const { inputs, parameters } = inner.backward(dy, wanted);
      const dRead = inputs[0];
      return { inputs: [dRead ? spread(dRead, 0, x.shape) : null], parameters };
    },
  };
}

/** Depthwise convolution, depth multiplier 1; `filter` is [h, w, channels, 1]. */
export function depthwiseConv2d(x: tf.Tensor4D, filter: tf.Tensor4D, options: Options): Recorded {
  const wide = dilateFilter(filter, options.rate);
  const convolution = undilated(options);
  return {
    output: convolveDepthwise(x, wide, convolution),
    saved: [wide],
    backward(dy, wanted) {
      const gradient = depthwiseFilterGradient(x, dy, convolution);
      return {
        inputs: [wanted ? depthwiseInputGradient(x.shape, dy, wide, convolution) : null],
        parameters: [undilateFilter(gradient, filter.shape, options.rate)],
      };
    },
  };
}

function undilated({ kernel, strides, rate, padding }: Options): Convolution {
  return { kernel: [dilated(kernel[0], rate), dilated(kernel[1], rate)], strides, padding };
}
