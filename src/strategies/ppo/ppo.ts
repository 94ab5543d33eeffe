import type { SearchSpace } from '../../space/searchSpace.ts';
import { createLearner, type LearnerOptions } from '../learner/learner.ts';
import type { Strategy } from '../strategy.ts';

export interface PpoOptions extends LearnerOptions {
  /** Gradient steps on the children of one update. */
  readonly policyEpochs: number;
  /** Epsilon: how far a decision's probability may move, as a share of it, before its gain stops counting. */
  readonly clipRange: number;
}

/**
 * PPO (Schulman et al. 2017, equation 7) on the LSTM policy. Each decision is an action, and all decisions of a child
 * share its advantage; the objective is in policy.ts. Its first epoch is REINFORCE's step.
 */
export function createPpo(space: SearchSpace, options: PpoOptions, seed: number): Strategy {
  return createLearner('ppo', space, { ...options, epochs: options.policyEpochs }, seed);
}
