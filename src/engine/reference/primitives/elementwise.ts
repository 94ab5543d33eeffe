import * as tf from '@tensorflow/tfjs';
import { noParameters, type Recorded } from './recorded.ts';

/** max(x, 0); the derivative at 0 is 0. */
export function relu(x: tf.Tensor4D): Recorded {
  const output = tf.relu(x);
  return {
    output,
    backward: (dy) => ({ inputs: [tf.mul(dy, tf.step(output))], parameters: noParameters }),
  };
}

export function add(inputs: readonly tf.Tensor4D[]): Recorded {
  return {
    output: inputs.reduce((sum, input) => tf.add(sum, input)),
    backward: (dy) => ({ inputs: inputs.map(() => dy.clone()), parameters: noParameters }),
  };
}

/** Along the channels, first input first. */
export function concat(inputs: readonly tf.Tensor4D[]): Recorded {
  return {
    output: tf.concat([...inputs], 3),
    backward(dy) {
      let start = 0;
      const parts = inputs.map(({ shape }) => {
        const part = tf.slice(dy, [0, 0, 0, start], shape);
        start += shape[3];
        return part;
      });
      return { inputs: parts, parameters: noParameters };
    },
  };
}

/** Multiplies by constant factors (drop path: one an example; dropout: one an element). */
export function scaleBy(x: tf.Tensor4D, factors: tf.Tensor4D): Recorded {
  return {
    output: tf.mul(x, factors),
    saved: [factors],
    backward: (dy) => ({ inputs: [tf.mul(dy, factors)], parameters: noParameters }),
  };
}

/** The input itself: a dropPath or dropout that drops nothing. */
export function pass(x: tf.Tensor4D): Recorded {
  return {
    output: x.clone(),
    backward: (dy) => ({ inputs: [dy.clone()], parameters: noParameters }),
  };
}
