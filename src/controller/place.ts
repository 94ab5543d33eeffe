import * as tf from '@tensorflow/tfjs';
import type { Random } from '../base/random.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import { createArrayPolicy } from './arrays/policy.ts';
import type { Objective, Policy } from './policy.ts';
import { createTfjsPolicy } from './tfjs/policy.ts';

/** Where a policy computes: on the processor in typed arrays, or wherever tfjs's backend does. */
export type Place = 'arrays' | 'tfjs';

/**
 * A fresh policy, its weights drawn from `random`. Without a place it stays with tfjs's backend, except on the cpu:
 * there tfjs takes about 20 times as long for these small matrices as plain loops, and far longer on a software adapter.
 */
export function createPolicy(
  space: SearchSpace,
  objective: Objective,
  random: Random,
  place: Place = tf.getBackend() === 'cpu' ? 'arrays' : 'tfjs',
): Policy {
  return place === 'arrays'
    ? createArrayPolicy(space, objective, random)
    : createTfjsPolicy(space, objective, random);
}
