import type { Settings } from '../settings/settings.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import { createEvolution } from '../strategies/evolution/evolution.ts';
import type { CreatePolicy } from '../strategies/learner/policy.ts';
import { createPpo } from '../strategies/ppo/ppo.ts';
import { createRandomSearch } from '../strategies/random/random.ts';
import { createReinforce } from '../strategies/reinforce/reinforce.ts';
import type { Strategy } from '../strategies/strategy.ts';

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
