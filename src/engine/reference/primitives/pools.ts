import * as tf from '@tensorflow/tfjs';
import { samePadding } from '../../../network/windows.ts';
import { avgPoolGradient, type ExplicitPad, maxPoolGradient, type Pair } from '../kernels.ts';
import { noParameters, type Recorded } from './recorded.ts';

/**
 * Average pool that does not count padding. tfjs's forward does that; its gradient divides by k² at borders too, so the
 * incoming gradient is multiplied by k² / (pixels counted) first.
 */
export function avgPool(x: tf.Tensor4D, size: number, stride: number, padding: 'same' | 'valid'): Recorded {
  return {
    output: tf.avgPool(x, size, stride, padding),
    backward(dy, wanted) {
      if (!wanted) return { inputs: [null], parameters: noParameters };
      const corrected = padding === 'same' ? dy.mul<tf.Tensor4D>(borderFactors(x.shape, size, stride)) : dy;
      return {
        inputs: [avgPoolGradient(corrected, x, [size, size], [stride, stride], padding)],
        parameters: noParameters,
      };
    },
  };
}

/** k² / (pixels of the window that lie inside the map), for every output pixel: [1, height, width, 1]. */
function borderFactors([, height, width]: tf.Tensor4D['shape'], size: number, stride: number): tf.Tensor4D {
  const rows = windowCounts(height, size, stride);
  const columns = windowCounts(width, size, stride);
  const factors = rows.flatMap((row) => columns.map((column) => (size * size) / (row * column)));
  return tf.tensor4d(factors, [1, rows.length, columns.length, 1]);
}

function windowCounts(length: number, size: number, stride: number): number[] {
  const [before] = samePadding(length, size, stride);
  return Array.from({ length: Math.ceil(length / stride) }, (_, i) => {
    const start = i * stride - before;
    return Math.min(start + size, length) - Math.max(start, 0);
  });
}

/**
 * SAME max pool whose gradient goes to the first maximum in row order.
 *
 * It is a pool along the rows and then one down the columns: the first row that holds the maximum, and in it the first
 * such pixel, with 2 k instead of k² taps. tfjs's gradient takes the first of equal maxima on the cpu backend but the last
 * on webgl and webgpu; there the whole pool works on a mirrored image, with its padding mirrored too.
 */
export function maxPool(x: tf.Tensor4D, size: number, stride: number): Recorded {
  const mirrored = tf.getBackend() !== 'cpu';
  const mirror = (t: tf.Tensor4D): tf.Tensor4D => (mirrored ? tf.reverse(t, [1, 2]) : t.clone());
  const [, height, width] = x.shape;
  const order = ([before, after]: [number, number]): [number, number] =>
    mirrored ? [after, before] : [before, after];
  const none: [number, number] = [0, 0];
  const along: ExplicitPad = [none, none, order(samePadding(width, size, stride)), none];
  const down: ExplicitPad = [none, order(samePadding(height, size, stride)), none, none];
  const pool = (t: tf.Tensor4D, filter: Pair, strides: Pair, pad: ExplicitPad): tf.Tensor4D =>
    tf.maxPool(t, [filter[0], filter[1]], [strides[0], strides[1]], pad);

  const source = mirror(x);
  const rows = pool(source, [1, size], [1, stride], along);
  const result = pool(rows, [size, 1], [stride, 1], down);
  return {
    output: mirror(result),
    saved: [source, rows, result],
    backward(dy, wanted) {
      if (!wanted) return { inputs: [null], parameters: noParameters };
      const dRows = maxPoolGradient(mirror(dy), rows, result, [size, 1], [stride, 1], down);
      const dSource = maxPoolGradient(dRows, source, rows, [1, size], [1, stride], along);
      return { inputs: [mirror(dSource)], parameters: noParameters };
    },
  };
}

/** Mean over height and width: [batch, 1, 1, channels]. */
export function globalAvgPool(x: tf.Tensor4D): Recorded {
  const [, height, width] = x.shape;
  return {
    output: tf.avgPool(x, [height, width], 1, 'valid'),
    backward: (dy) => ({
      inputs: [avgPoolGradient(dy, x, [height, width], [1, 1], 'valid')],
      parameters: noParameters,
    }),
  };
}
