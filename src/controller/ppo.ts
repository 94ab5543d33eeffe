import * as tf from '@tensorflow/tfjs';
import type { Strategy } from '../search/strategy.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import { disposeAdam } from './adam.ts';
import { ascend, createLearner, type Learn, type LearnerOptions } from './learner.ts';
import { judge } from './policy.ts';

export interface PpoOptions extends LearnerOptions {
  /** Gradient steps on the children of one update. */
  readonly policyEpochs: number;
  /** Epsilon: how far a decision's probability may move, as a share of it, before its gain stops counting. */
  readonly clipRange: number;
}

/**
 * PPO (Schulman et al. 2017, equation 7) on the LSTM policy. Each decision is an action, and all decisions of a child
 * share its advantage A; with r the ratio of a decision's probability to what it was when the child was drawn, Adam
 * climbs the mean over children of sum over decisions of min(r A, clip(r, 1 - epsilon, 1 + epsilon) A), plus the
 * entropy bonus, for several epochs an update. Its first epoch is REINFORCE's step.
 */
export function createPpo(space: SearchSpace, options: PpoOptions, seed: number): Strategy {
  const { learningRate, entropyWeight, policyEpochs, clipRange } = options;
  const learn: Learn = (start, { choices, advantages }) => {
    const drawn = tf.tidy(() => judge(start.parameters, space, choices).logProbabilities);
    const advantage = tf.tensor1d([...advantages]);
    let state = start;
    for (let epoch = 0; epoch < policyEpochs; epoch++) {
      const before = state;
      state = ascend(
        before,
        (parameters) => {
          const { logProbabilities, entropy } = judge(parameters, space, choices);
          const ratio = tf.exp(tf.sub(logProbabilities, drawn));
          const clipped = tf.clipByValue(ratio, 1 - clipRange, 1 + clipRange);
          const surrogate = tf.minimum(tf.mul(ratio, advantage), tf.mul(clipped, advantage));
          return tf.mean<tf.Scalar>(tf.add(tf.sum(surrogate, 0), tf.mul(entropy, entropyWeight)));
        },
        learningRate,
      );
      if (before !== start) disposeAdam(before);
    }
    tf.dispose([drawn, advantage]);
    return state;
  };
  return createLearner('ppo', space, options, seed, learn);
}
