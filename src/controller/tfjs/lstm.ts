import * as tf from '@tensorflow/tfjs';

export interface LstmState {
  /** [batch, units] both. */
  readonly hidden: tf.Tensor2D;
  readonly cell: tf.Tensor2D;
}

export function zeroState(batch: number, units: number): LstmState {
  return { hidden: tf.zeros([batch, units]), cell: tf.zeros([batch, units]) };
}

/**
 * One step of Hochreiter and Schmidhuber's cell with forget gates: c' = f c + i g, h' = o tanh(c').
 * `input` [batch, 4 units] is the input's share of the gates, bias included; their order is i, f, o, g, so that one
 * sigmoid serves three of them.
 */
export function lstmStep(input: tf.Tensor2D, state: LstmState, recurrentKernel: tf.Tensor2D): LstmState {
  const [batch, units] = state.hidden.shape;
  const gates = tf.add(input, tf.matMul(state.hidden, recurrentKernel)) as tf.Tensor2D;
  const open = tf.sigmoid(tf.slice2d(gates, [0, 0], [batch, 3 * units]));
  const gate = (index: number): tf.Tensor2D => tf.slice2d(open, [0, index * units], [batch, units]);
  const candidate = tf.tanh(tf.slice2d(gates, [0, 3 * units], [batch, units]));
  const cell: tf.Tensor2D = tf.add(tf.mul(gate(1), state.cell), tf.mul(gate(0), candidate));
  return { hidden: tf.mul(gate(2), tf.tanh(cell)), cell };
}
