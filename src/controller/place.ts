import * as tf from '@tensorflow/tfjs';
import type { CreatePolicy } from '../strategies/learner/policy.ts';
import { createArrayPolicy } from './arrays/policy.ts';
import { createTfjsPolicy } from './tfjs/policy.ts';

/**
 * A policy where tfjs's backend computes, except on the cpu: there tfjs takes about 20 times as long for these small
 * matrices as plain loops over typed arrays, and far longer on a software adapter.
 */
export const createPolicy: CreatePolicy = (space, objective, random) => {
  const create = tf.getBackend() === 'cpu' ? createArrayPolicy : createTfjsPolicy;
  return create(space, objective, random);
};
