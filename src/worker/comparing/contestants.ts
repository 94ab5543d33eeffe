import { createArrayPolicy } from '../../controller/arrays/policy.ts';
import type { Contestant } from '../../studies/comparison/compare.ts';
import { CONTESTANTS, type ContestantId } from '../../studies/comparison/contestants.ts';
import type { Tabulation } from '../../studies/comparison/tabulation.ts';
import { createStrategy } from '../strategies.ts';

/**
 * A strategy with the settings of the mini preset, or the published ones, that searches exactly the table's space. Its
 * controller computes in typed arrays, which is the fastest for so few decisions.
 */
export function contestant(id: ContestantId, { benchmark, cost }: Tabulation): Contestant {
  const { settings } = CONTESTANTS[id];
  const parts = { cost, createPolicy: createArrayPolicy };
  return { id, settings, create: (seed) => createStrategy({ ...settings, seed }, benchmark.space, parts) };
}
