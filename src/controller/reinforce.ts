import * as tf from '@tensorflow/tfjs';
import type { Strategy } from '../search/strategy.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import { ascend, createLearner, type Learn, type LearnerOptions } from './learner.ts';
import { judge } from './policy.ts';

export type ReinforceOptions = LearnerOptions;

/**
 * REINFORCE (Williams 1992) on the LSTM policy: the gradient of mean((reward - baseline) log p + weight x entropy),
 * followed by Adam once an update.
 */
export function createReinforce(space: SearchSpace, options: ReinforceOptions, seed: number): Strategy {
  const { learningRate, entropyWeight } = options;
  const learn: Learn = (state, { choices, advantages }) =>
    ascend(
      state,
      (parameters) => {
        const { logProbability, entropy } = judge(parameters, space, choices);
        const weighted = tf.mul(logProbability, tf.tensor1d([...advantages]));
        return tf.mean<tf.Scalar>(tf.add(weighted, tf.mul(entropy, entropyWeight)));
      },
      learningRate,
    );
  return createLearner('reinforce', space, options, seed, learn);
}
