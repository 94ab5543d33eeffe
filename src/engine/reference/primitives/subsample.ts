import * as tf from '@tensorflow/tfjs';
import { noParameters, type Recorded } from './recorded.ts';

/** Every second pixel from `offset`, zeros beyond the far edge; the gradient goes back to the pixels read. */
export function subsample(x: tf.Tensor4D, offset: 0 | 1): Recorded {
  return {
    output: everySecond(x, offset),
    backward: (dy, wanted) => ({
      inputs: [wanted ? spread(dy, offset, x.shape) : null],
      parameters: noParameters,
    }),
  };
}

/**
 * [b, h, w, c] to [b, ceil(h / 2), ceil(w / 2), c]. Padded to even sizes, a map is [b h/2, 2, w/2, 2 c], and one
 * slice of it is the result.
 */
export function everySecond(x: tf.Tensor4D, offset: 0 | 1): tf.Tensor4D {
  return tf.tidy(() => {
    const [batch, height, width, channels] = x.shape;
    const [oh, ow] = [Math.ceil(height / 2), Math.ceil(width / 2)];
    const even = tf.pad(x, [
      [0, 0],
      [0, 2 * oh - height],
      [0, 2 * ow - width],
      [0, 0],
    ]);
    return even
      .reshape([batch * oh, 2, ow, 2 * channels])
      .slice([0, offset, 0, offset * channels], [batch * oh, 1, ow, channels])
      .reshape([batch, oh, ow, channels]);
  });
}

/** The transpose of `everySecond`: zeros between the pixels; what lies beyond the far edge is dropped. */
export function spread(
  dy: tf.Tensor4D,
  offset: 0 | 1,
  shape: readonly [number, number, number, number],
): tf.Tensor4D {
  return tf.tidy(() => {
    const [batch, height, width, channels] = shape;
    const [oh, ow] = [Math.ceil(height / 2), Math.ceil(width / 2)];
    const other = 1 - offset;
    return dy
      .reshape<tf.Tensor4D>([batch * oh, 1, ow, channels])
      .pad([
        [0, 0],
        [offset, other],
        [0, 0],
        [offset * channels, other * channels],
      ])
      .reshape<tf.Tensor4D>([batch, 2 * oh, 2 * ow, channels])
      .slice([0, 0, 0, 0], [batch, height, width, channels]);
  });
}
