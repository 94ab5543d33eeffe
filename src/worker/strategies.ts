import type { Settings } from '../settings/settings.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import { CREATE_STRATEGY, type StrategyJob } from '../strategies/list.ts';
import type { Strategy } from '../strategies/strategy.ts';

/**
 * The strategy that a run's settings name, on a space; `cost` tells what a child costs, and `createPolicy` makes its
 * controller, if it has one.
 */
export function createStrategy(
  settings: Settings,
  space: SearchSpace,
  parts: Pick<StrategyJob, 'cost' | 'createPolicy'>,
): Strategy {
  return CREATE_STRATEGY[settings.strategy]({ space, seed: settings.seed, settings, ...parts });
}
