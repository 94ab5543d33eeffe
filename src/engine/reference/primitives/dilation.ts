import * as tf from '@tensorflow/tfjs';

/**
 * tfjs has no gradient for dilated convolutions and refuses stride 2 with rate 2. A filter with zeros between its taps,
 * ((k - 1) rate + 1) wide, makes the same convolution an ordinary one, SAME padding included; the zeros are a product
 * with a constant 0/1 matrix.
 */
export function dilateFilter(filter: tf.Tensor4D, rate: number): tf.Tensor4D {
  if (rate === 1) return filter.clone();
  const [h, w, inputs, outputs] = filter.shape;
  return tf
    .matMul(embedding(h, w, rate), filter.reshape([h * w, inputs * outputs]))
    .reshape([dilated(h, rate), dilated(w, rate), inputs, outputs]);
}

/** The gradient of the original filter from that of the dilated one. */
export function undilateFilter(
  gradient: tf.Tensor,
  shape: readonly [number, number, number, number],
  rate: number,
): tf.Tensor {
  if (rate === 1) return gradient;
  const [h, w, inputs, outputs] = shape;
  const taps = dilated(h, rate) * dilated(w, rate);
  return tf.matMul(embedding(h, w, rate), gradient.reshape([taps, inputs * outputs]), true);
}

/** Size of a kernel with `rate` - 1 zeros between its taps. */
export const dilated = (size: number, rate: number): number => (size - 1) * rate + 1;

/** Row t, column s is 1 where tap s of the filter lies at place t of the dilated one. */
function embedding(h: number, w: number, rate: number): tf.Tensor2D {
  const width = dilated(w, rate);
  const matrix = new Float32Array(dilated(h, rate) * width * h * w);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) matrix[(y * rate * width + x * rate) * h * w + y * w + x] = 1;
  }
  return tf.tensor2d(matrix, [dilated(h, rate) * width, h * w]);
}
