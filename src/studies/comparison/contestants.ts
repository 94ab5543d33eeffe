import { STRATEGY_IDS, type StrategyId } from '../../settings/settings.ts';

/** What can take part in a comparison: each strategy with the settings of the mini preset, and PPO with the published ones. */
export type ContestantId = StrategyId | 'ppo-paper';

export const CONTESTANT_IDS: readonly ContestantId[] = [...STRATEGY_IDS, 'ppo-paper'];

export function isContestantId(text: string): text is ContestantId {
  return (CONTESTANT_IDS as readonly string[]).includes(text);
}

/** Those that are compared unless others are asked for. */
export const USUAL_CONTESTANTS: readonly ContestantId[] = ['ppo', 'reinforce', 'random', 'evolution'];
export const USUAL_SEEDS = 10;
export const USUAL_TRIALS = 100;

/** How much of each a comparison can have that should take seconds, not minutes. */
export const COMPARISON_RANGES = { seeds: { min: 1, max: 100 }, trials: { min: 1, max: 1000 } } as const;
