import type { ValuesOf } from '../base/setting.ts';
import type { Architecture } from '../space/architecture.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import { createEvolution } from './evolution/evolution.ts';
import { evolution } from './evolution/info.ts';
import { learnerOptions } from './learner/learner.ts';
import type { CreatePolicy } from './learner/policy.ts';
import type { ChildCost } from './linear/features.ts';
import { linear } from './linear/info.ts';
import { createLinearSearch } from './linear/linear.ts';
import { local } from './local/info.ts';
import { createLocalSearch } from './local/local.ts';
import { ppo } from './ppo/info.ts';
import { createPpo } from './ppo/ppo.ts';
import { random } from './random/info.ts';
import { createRandomSearch } from './random/random.ts';
import { reinforce } from './reinforce/info.ts';
import { createReinforce } from './reinforce/reinforce.ts';
import type { Strategy } from './strategy.ts';

/**
 * The one list of strategies: what is to be known of each, and below how each is made. Nothing of the first reaches the
 * second, so that a bundle of the page, which asks only for the first, holds none of their code.
 */
export const STRATEGIES = [ppo, reinforce, random, evolution, local, linear] as const;

type Listed = (typeof STRATEGIES)[number];
export type StrategyId = Listed['id'];

/** What the others have to beat. */
export const BASELINE: StrategyId = STRATEGIES.find((strategy) => 'isBaseline' in strategy)!.id;

/** Whether it learns by a controller: those have the entropy of its decisions to weigh. */
export const hasController = (strategy: StrategyId): boolean =>
  STRATEGIES.some(({ id, settings }) => id === strategy && 'entropyWeight' in settings);

/** All entries that strategies bring to the table of settings. */
export type OwnSettings = Intersection<Listed['settings']>;

type Intersection<Union> = (Union extends unknown ? (one: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

/** What a strategy is made from. */
export interface StrategyJob {
  readonly space: SearchSpace;
  readonly seed: number;
  readonly settings: ValuesOf<OwnSettings>;
  /** What a child of the space costs, which is known before it is trained. */
  readonly cost: (architecture: Architecture) => ChildCost;
  /** Makes its controller, if it has one. */
  readonly createPolicy: CreatePolicy;
}

export const CREATE_STRATEGY: Readonly<Record<StrategyId, (job: StrategyJob) => Strategy>> = {
  ppo: ({ space, settings, seed, createPolicy }) =>
    createPpo(
      space,
      {
        ...learnerOptions(settings, createPolicy),
        policyEpochs: settings.policyEpochs,
        clipRange: settings.clipRange,
      },
      seed,
    ),
  reinforce: ({ space, settings, seed, createPolicy }) =>
    createReinforce(space, learnerOptions(settings, createPolicy), seed),
  random: ({ space, settings, seed }) => createRandomSearch(space, seed, settings),
  evolution: ({ space, settings, seed }) => createEvolution(space, settings, seed),
  local: ({ space, settings, seed }) => createLocalSearch(space, settings, seed),
  linear: ({ space, settings, seed, cost }) => createLinearSearch(space, settings, cost, seed),
};
