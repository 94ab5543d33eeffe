import type { SearchSpace } from '../../space/searchSpace.ts';
import { createLearner, type LearnerOptions } from '../learner/learner.ts';
import type { Strategy } from '../strategy.ts';

export type ReinforceOptions = LearnerOptions;

/**
 * REINFORCE (Williams 1992) on the LSTM policy: the gradient of mean((reward - baseline) log p + weight x entropy),
 * followed by Adam once an update.
 */
export function createReinforce(space: SearchSpace, options: ReinforceOptions, seed: number): Strategy {
  return createLearner('reinforce', space, { ...options, epochs: 1, clipRange: null }, seed);
}
