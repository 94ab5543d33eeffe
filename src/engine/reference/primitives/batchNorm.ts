import * as tf from '@tensorflow/tfjs';
import { sumOverPixels } from '../kernels.ts';
import type { Recorded } from './recorded.ts';

/**
 * Batch norm by the batch's own mean and biased variance. With m = batch x height x width, x̂ = (x - mean) / deviation:
 *
 *     d beta = Σ dy,   d gamma = Σ dy x̂,   dx = gamma / deviation (dy - d beta / m - x̂ d gamma / m)
 */
export function batchNorm(x: tf.Tensor4D, gamma: tf.Tensor1D, beta: tf.Tensor1D, epsilon: number): Recorded {
  const m = x.size / x.shape[3];
  const mean = sumOverPixels(x).div<tf.Tensor1D>(m);
  const variance = sumOverPixels(tf.squaredDifference(x, mean)).div<tf.Tensor1D>(m);
  return {
    output: tf.batchNorm(x, mean, variance, beta, gamma, epsilon),
    statistics: [mean, variance],
    backward(dy, wanted) {
      const normalised = tf.batchNorm(x, mean, variance, undefined, undefined, epsilon);
      const dBeta = sumOverPixels(dy);
      const dGamma = sumOverPixels(tf.mul(dy, normalised));
      let dx: tf.Tensor4D | null = null;
      if (wanted) {
        const scale = tf.mul(gamma, tf.rsqrt(variance.add(epsilon)));
        const correction = normalised.mul(dGamma.div(m)).add<tf.Tensor4D>(dBeta.div(m));
        dx = tf.mul(dy.sub(correction), scale);
      }
      return { inputs: [dx], parameters: [dGamma, dBeta] };
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
