import { expect, test } from 'vitest';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { compare } from '../../studies/comparison/compare.ts';
import type { ContestantId } from '../../studies/comparison/contestants.ts';
import { signedRankTest } from '../../studies/comparison/paired.ts';
import { bootstrapMean } from '../../studies/comparison/statistics.ts';
import { TABULATED_SPACE } from '../../studies/tabulated/space.ts';
import { closedTabulation } from '../../studies/tabulated/tabulation.ts';
import { simulatedClosedTable } from '../../studies/testing/closedTable.ts';
import { contestant } from './contestants.ts';

/** 735 graphs. */
const SPACE: SearchSpace = { ...TABULATED_SPACE, operations: ['identity', 'conv_1x1', 'conv_3x3'] };

const reward = { reward: 'accuracy', costTarget: 1000, costExponent: 0 } as const;

/** The judged mean of top 5 of each seed after 100 trials, by strategy. */
async function found(tableSeed: number, ids: readonly ContestantId[]): Promise<Record<string, number[]>> {
  const effects = { ofOperations: 0.02, own: 0.006, noise: 0.006 };
  const { table } = simulatedClosedTable(tableSeed, { ...effects, space: SPACE });
  const tabulation = closedTabulation(table);
  if (!tabulation.ok) throw new Error(tabulation.error);
  const run = compare({
    contestants: ids.map((id) => contestant(id, tabulation.value)),
    tabulation: tabulation.value,
    reward,
    trials: 100,
    seeds: Array.from({ length: 8 }, (_, index) => index + 1),
  });
  let step = await run.next();
  while (!step.done) step = await run.next();
  return Object.fromEntries(
    step.value.contestants.map(({ id, progress }) => [id, progress.map((points) => points.at(-1)!.meanTop5)]),
  );
}

test.each([[['ppo', 'reinforce', 'evolution']], [['local', 'linear']]] as const)(
  'with the mini settings %j beat random on simulated tables',
  async (ids) => {
    const tables: Record<string, number[]>[] = [];
    for (const seed of [301, 302]) tables.push(await found(seed, [...ids, 'random']));
    const all = (id: string): number[] => tables.flatMap((table) => table[id]!);
    for (const id of ids) {
      const [own, random] = [all(id), all('random')];
      expect(bootstrapMean(own).mean, id).toBeGreaterThan(bootstrapMean(random).mean);
      expect(signedRankTest(own, random), id).toBeLessThan(0.05);
    }
  },
);
