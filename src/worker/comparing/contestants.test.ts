import { expect, test } from 'vitest';
import { benchmarkTabulation } from '../../studies/benchmark/tabulation.ts';
import { compare } from '../../studies/comparison/compare.ts';
import type { ContestantId } from '../../studies/comparison/contestants.ts';
import { signedRankTest } from '../../studies/comparison/paired.ts';
import { bootstrapMean } from '../../studies/comparison/statistics.ts';
import { simulatedTable } from '../../studies/testing/table.ts';
import { contestant } from './contestants.ts';

const reward = { reward: 'accuracy', costTarget: 1000, costExponent: 0 } as const;

/** Mean of top 5 of each seed after 100 trials, by strategy. */
async function found(tableSeed: number, ids: readonly ContestantId[]): Promise<Record<string, number[]>> {
  // Children spread by 4.5 % over four decisions; the mean of two trainings has a noise of 1.9 %.
  const tabulation = benchmarkTabulation(simulatedTable(tableSeed, { signal: 0.0225, noise: 0.027 }));
  const run = compare({
    contestants: ids.map((id) => contestant(id, tabulation)),
    tabulation,
    reward,
    trials: 100,
    seeds: Array.from({ length: 10 }, (_, index) => index + 1),
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
    for (const seed of [301, 302, 303]) tables.push(await found(seed, [...ids, 'random']));
    const all = (id: string): number[] => tables.flatMap((table) => table[id]!);
    for (const id of ids) {
      const [own, random] = [all(id), all('random')];
      expect(bootstrapMean(own).mean, id).toBeGreaterThan(bootstrapMean(random).mean);
      expect(signedRankTest(own, random), id).toBeLessThan(0.05);
    }
  },
);
