import * as tf from '@tensorflow/tfjs';
import { pow } from '../../base/exactMath/pow.ts';
import { BETA1, BETA2, EPSILON, mapParameters } from '../parameters.ts';
import type { Tensors } from './tensors.ts';

/** Adam (Kingma and Ba 2015, algorithm 1) as state in, state out, so that a snapshot can hold all of it. */
export interface AdamState {
  readonly parameters: Tensors;
  /** Moving means of the gradient and of its square. */
  readonly first: Tensors;
  readonly second: Tensors;
  /** Updates done. */
  readonly step: number;
}

export function startAdam(parameters: Tensors): AdamState {
  const zeros = () => mapParameters(parameters, (value) => tf.zerosLike(value));
  return { parameters, first: zeros(), second: zeros(), step: 0 };
}

/** The state after one step against `gradient`; the old one stays the caller's to dispose of. */
export function adamStep(state: AdamState, gradient: Tensors, learningRate: number): AdamState {
  const step = state.step + 1;
  const first = mapParameters(gradient, (g, name) => decayed(state.first[name], g, BETA1));
  const second = mapParameters(gradient, (g, name) => decayed(state.second[name], tf.square(g), BETA2));
  // Both moments start at zero; dividing by these takes that out of them.
  const bias1 = 1 - pow(BETA1, step);
  const bias2 = Math.sqrt(1 - pow(BETA2, step));
  const rate = (learningRate * bias2) / bias1;
  const parameters = mapParameters(state.parameters, (value, name): tf.Tensor2D => {
    const size = tf.add(tf.sqrt(second[name]), EPSILON * bias2);
    return tf.sub(value, tf.mul(tf.div(first[name], size), rate));
  });
  return { parameters, first, second, step };
}

export function disposeAdam({ parameters, first, second }: AdamState): void {
  for (const set of [parameters, first, second]) tf.dispose(Object.values(set));
}

function decayed(old: tf.Tensor2D, fresh: tf.Tensor2D, decay: number): tf.Tensor2D {
  return tf.add(tf.mul(old, decay), tf.mul(fresh, 1 - decay));
}
