import * as tf from '@tensorflow/tfjs';
import { sumOverExamples } from '../kernels.ts';
import type { Recorded } from './recorded.ts';

/** x W + b for [batch, 1, 1, in]; `kernel` is [in, out]. */
export function dense(x: tf.Tensor4D, kernel: tf.Tensor2D, bias: tf.Tensor1D): Recorded {
  const [inputs, outputs] = kernel.shape;
  const batch = x.shape[0];
  const rows = x.reshape<tf.Tensor2D>([batch, inputs]);
  return {
    output: tf.matMul(rows, kernel).add(bias).reshape([batch, 1, 1, outputs]),
    saved: [rows],
    backward(dy) {
      const dyRows = dy.reshape<tf.Tensor2D>([batch, outputs]);
      return {
        inputs: [tf.matMul(dyRows, kernel, false, true).reshape<tf.Tensor4D>(x.shape)],
        parameters: [tf.matMul(rows, dyRows, true), sumOverExamples(dyRows)],
      };
    },
  };
}
