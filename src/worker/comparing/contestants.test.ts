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

const effects = { ofOperations: 0.02, own: 0.006, noise: 0.006 };
const TABLES = [301, 302].map((seed) => {
  const tabulation = closedTabulation(simulatedClosedTable(seed, { ...effects, space: SPACE }).table);
  if (!tabulation.ok) throw new Error(tabulation.error);
  return tabulation.value;
});

/** The others in the full test: each takes as long. */
const CONTESTANTS: readonly ContestantId[] =
  process.env.NAS_FULL === '1' ? ['ppo', 'reinforce', 'evolution', 'local', 'linear'] : ['ppo', 'evolution'];

/** The judged mean of top 5 after 100 trials, of eight seeds on each table. */
async function found(id: ContestantId): Promise<number[]> {
  const means: number[] = [];
  for (const tabulation of TABLES) {
    const run = compare({
      contestants: [contestant(id, tabulation)],
      tabulation,
      reward,
      trials: 100,
      seeds: Array.from({ length: 8 }, (_, index) => index + 1),
    });
    let step = await run.next();
    while (!step.done) step = await run.next();
    means.push(...step.value.contestants[0]!.progress.map((points) => points.at(-1)!.meanTop5));
  }
  return means;
}

const random = found('random');

test.each(CONTESTANTS)(
  'with the mini settings %s beats random on simulated tables',
  async (id) => {
    const [own, others] = [await found(id), await random];
    expect(bootstrapMean(own).mean).toBeGreaterThan(bootstrapMean(others).mean);
    expect(signedRankTest(own, others)).toBeLessThan(0.05);
  },
  300_000,
);
