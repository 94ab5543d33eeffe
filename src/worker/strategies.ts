import type { CreatePolicy } from '../controller/policy.ts';
import { createPpo } from '../controller/ppo.ts';
import { createReinforce } from '../controller/reinforce.ts';
import { createEvolution } from '../search/strategies/evolution.ts';
import { createRandomSearch } from '../search/strategies/random.ts';
import type { Strategy } from '../search/strategy.ts';
import type { Settings } from '../settings/settings.ts';
import type { SearchSpace } from '../space/searchSpace.ts';

/** The strategy that a run's settings name, on a space; `createPolicy` makes its controller, if it has one. */
export function createStrategy(settings: Settings, space: SearchSpace, createPolicy: CreatePolicy): Strategy {
  const { seed, strategy, controllerLearningRate, entropyWeight, baselineDecay } = settings;
  const learner = {
    learningRate: controllerLearningRate,
    entropyWeight,
    baselineDecay,
    createPolicy,
  };
  switch (strategy) {
    case 'random':
      return createRandomSearch(space, seed);
    case 'evolution':
      return createEvolution(space, settings, seed);
    case 'reinforce':
      return createReinforce(space, learner, seed);
    case 'ppo': {
      const { policyEpochs, clipRange } = settings;
      return createPpo(space, { ...learner, policyEpochs, clipRange }, seed);
    }
    default:
      return strategy satisfies never;
  }
}
