import type { BenchmarkTable } from '../search/benchmark/table.ts';
import type { Contestant } from '../search/comparison/compare.ts';
import type { RewardSettings } from '../search/reward.ts';
import { presetFor, type Settings, STRATEGY_IDS, type StrategyId } from '../search/settings.ts';
import { createStrategy } from './strategies.ts';

export type ContestantId = StrategyId | 'ppo-paper';

export const CONTESTANT_IDS: readonly ContestantId[] = [...STRATEGY_IDS, 'ppo-paper'];

export function isContestantId(text: string): text is ContestantId {
  return (CONTESTANT_IDS as readonly string[]).includes(text);
}

/**
 * A strategy with the settings of the mini preset, or the published ones, that searches exactly the table's space. Its
 * controller computes in typed arrays, which is the fastest for so few decisions.
 */
export function contestant(id: ContestantId, { space }: BenchmarkTable, reward: RewardSettings): Contestant {
  const settings: Settings = {
    ...(id === 'ppo-paper' ? presetFor('paper', 'ppo') : presetFor('mini', id)),
    ...reward,
  };
  return { id, settings, create: (seed) => createStrategy({ ...settings, seed }, space, 'arrays') };
}
