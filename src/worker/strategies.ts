import type { Settings } from '../settings/settings.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import type { CreatePolicy } from '../strategies/learner/policy.ts';
import { CREATE_STRATEGY } from '../strategies/list.ts';
import type { Strategy } from '../strategies/strategy.ts';

/** The strategy that a run's settings name, on a space; `createPolicy` makes its controller, if it has one. */
export function createStrategy(settings: Settings, space: SearchSpace, createPolicy: CreatePolicy): Strategy {
  return CREATE_STRATEGY[settings.strategy]({ space, seed: settings.seed, settings, createPolicy });
}
