import { expect, test } from 'vitest';
import { benchmarkTabulation } from '../../studies/benchmark/tabulation.ts';
import { compare } from '../../studies/comparison/compare.ts';
import type { ContestantId } from '../../studies/comparison/contestants.ts';
import { signedRankTest } from '../../studies/comparison/paired.ts';
import { bootstrapMean } from '../../studies/comparison/statistics.ts';
import { simulatedTable } from '../../studies/testing/table.ts';
import { contestant } from './contestants.ts';

const reward = { reward: 'accuracy', costTarget: 1000, costExponent: 0 } as const;

// Children spread by 4.5 % over four decisions; the mean of two trainings has a noise of 1.9 %.
const TABLES = [301, 302, 303].map((seed) =>
  benchmarkTabulation(simulatedTable(seed, { signal: 0.0225, noise: 0.027 })),
);

/** Mean of top 5 after 100 trials, of ten seeds on each table. */
async function found(id: ContestantId): Promise<number[]> {
  const means: number[] = [];
  for (const tabulation of TABLES) {
    const run = compare({
      contestants: [contestant(id, tabulation)],
      tabulation,
      reward,
      trials: 100,
      seeds: Array.from({ length: 10 }, (_, index) => index + 1),
    });
    let step = await run.next();
    while (!step.done) step = await run.next();
    means.push(...step.value.contestants[0]!.progress.map((points) => points.at(-1)!.meanTop5));
  }
  return means;
}

const random = found('random');

test.each(['ppo', 'reinforce', 'evolution', 'local', 'linear'] as const)(
  'with the mini settings %s beats random on simulated tables',
  async (id) => {
    const [own, others] = [await found(id), await random];
    expect(bootstrapMean(own).mean).toBeGreaterThan(bootstrapMean(others).mean);
    expect(signedRankTest(own, others)).toBeLessThan(0.05);
  },
  300_000,
);
