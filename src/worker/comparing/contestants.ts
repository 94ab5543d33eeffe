import { createArrayPolicy } from '../../controller/arrays/policy.ts';
import type { RewardSettings } from '../../search/reward.ts';
import type { Settings } from '../../settings/settings.ts';
import { tabulatedEvaluator } from '../../studies/benchmark/evaluator.ts';
import type { BenchmarkTable } from '../../studies/benchmark/table.ts';
import type { Contestant } from '../../studies/comparison/compare.ts';
import { CONTESTANTS, type ContestantId } from '../../studies/comparison/contestants.ts';
import { createStrategy } from '../strategies.ts';

/**
 * A strategy with the settings of the mini preset, or the published ones, that searches exactly the table's space. Its
 * controller computes in typed arrays, which is the fastest for so few decisions.
 */
export function contestant(id: ContestantId, table: BenchmarkTable, reward: RewardSettings): Contestant {
  const settings: Settings = { ...CONTESTANTS[id].settings, ...reward };
  const parts = { cost: tabulatedEvaluator(table).cost, createPolicy: createArrayPolicy };
  return { id, settings, create: (seed) => createStrategy({ ...settings, seed }, table.space, parts) };
}
