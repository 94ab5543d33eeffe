import * as tf from '@tensorflow/tfjs';
import { meanOverPixels } from '../kernels.ts';
import type { Recorded } from './recorded.ts';

/**
 * Batch norm by the batch's own mean and biased variance. With m = batch x height x width, x̂ = (x - mean) / deviation:
 *
 *     d beta = Σ dy,   d gamma = Σ dy x̂,   dx = gamma / deviation (dy - d beta / m - x̂ d gamma / m)
 */
export function batchNorm(x: tf.Tensor4D, gamma: tf.Tensor1D, beta: tf.Tensor1D, epsilon: number): Recorded {
  const mean = meanOverPixels(x);
  // As a map of one pixel, not as a vector: tfjs's WebGPU kernel for vectors goes through workgroup memory.
  const centre = mean.reshape([1, 1, 1, x.shape[3]]);
  const variance = meanOverPixels(tf.squaredDifference(x, centre));
  return {
    output: tf.batchNorm(x, mean, variance, beta, gamma, epsilon),
    statistics: [mean, variance],
    backward(dy, wanted) {
      const m = x.size / x.shape[3];
      const normalised = tf.batchNorm(x, mean, variance, undefined, undefined, epsilon);
      const meanDy = meanOverPixels(dy);
      const meanProduct = meanOverPixels(tf.mul(dy, normalised));
      let dx: tf.Tensor4D | null = null;
      if (wanted) {
        // tfjs's batchNorm is one kernel for (a - mean) / deviation x scale + offset, here with other operands.
        const projection = tf.batchNorm(x, mean, variance, meanDy, meanProduct, epsilon);
        dx = tf.batchNorm(dy.sub(projection), tf.zerosLike(mean), variance, undefined, gamma, epsilon);
      }
      return { inputs: [dx], parameters: [meanProduct.mul(m), meanDy.mul(m)] };
    },
  };
}

/** Batch norm by running statistics, as evaluation uses it. */
export function batchNormByRunning(
  x: tf.Tensor4D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  mean: tf.Tensor1D,
  variance: tf.Tensor1D,
  epsilon: number,
): tf.Tensor4D {
  return tf.batchNorm(x, mean, variance, beta, gamma, epsilon);
}
