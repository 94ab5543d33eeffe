import type * as tf from '@tensorflow/tfjs';

/** One executed layer: its output and how to differentiate it. Every map is [batch, height, width, channels]. */
export interface Recorded {
  readonly output: tf.Tensor4D;
  /** Tensors that `backward` reads beside the layer's inputs and output; disposed with the output. */
  readonly saved?: readonly tf.Tensor[];
  /** A batch norm's mean and biased variance of this batch. */
  readonly statistics?: readonly [mean: tf.Tensor1D, variance: tf.Tensor1D];
  /** Gradients of the loss, given that of the output. Where `wanted` is false those of the inputs may be left out. */
  backward(dy: tf.Tensor4D, wanted: boolean): Gradients;
}

export interface Gradients {
  /** One for each input, in order; null where it was not wanted. */
  readonly inputs: readonly (tf.Tensor4D | null)[];
  /** One for each trainable parameter, in the order of network/parameters.ts. */
  readonly parameters: readonly tf.Tensor[];
}

export const noParameters: readonly tf.Tensor[] = [];
