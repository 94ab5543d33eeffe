import * as tf from '@tensorflow/tfjs';
import { sumOverExamples } from '../kernels.ts';
import { conv2d } from './convolutions.ts';
import type { Recorded } from './recorded.ts';

/** x W + b for [batch, 1, 1, in], a convolution of 1 x 1 maps; `kernel` is [in, out]. */
export function dense(x: tf.Tensor4D, kernel: tf.Tensor2D, bias: tf.Tensor1D): Recorded {
  const [inputs, outputs] = kernel.shape;
  const product = conv2d(x, kernel.reshape([1, 1, inputs, outputs]), {
    kernel: [1, 1],
    strides: [1, 1],
    rate: 1,
    padding: 'same',
  });
  return {
    output: tf.add(product.output, bias.reshape([1, 1, 1, outputs])),
    saved: product.saved ?? [],
    backward(dy, wanted) {
      const { inputs: dx, parameters } = product.backward(dy, wanted);
      return { inputs: dx, parameters: [...parameters, sumOverExamples(dy.reshape([-1, outputs]))] };
    },
  };
}
