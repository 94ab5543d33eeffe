import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BENCHMARK_FILE, BENCHMARK_SPACE, BENCHMARK_TRAININGS } from '../../studies/benchmark/definition.ts';
import { type BenchmarkTable, decodeTable } from '../../studies/benchmark/table.ts';
import { benchmarkTabulation } from '../../studies/benchmark/tabulation.ts';
import { type Comparison, compare } from '../../studies/comparison/compare.ts';
import { verdicts } from '../../studies/comparison/words.ts';
import { distinctGraphs } from '../../studies/tabulated/closedSpace.ts';
import { contestant } from '../comparing/contestants.ts';

/** The acceptance of the strategies: what they do on the table that ships, whose children were really trained. */
const TRIALS = 100;
const SEEDS = 30;

function shippedTable(): BenchmarkTable {
  const file = new URL(`../../../public/${BENCHMARK_FILE}`, import.meta.url);
  const table = decodeTable(JSON.parse(readFileSync(file, 'utf8')));
  if (!table.ok) throw new Error(`public/${BENCHMARK_FILE}: ${table.error}`);
  return table.value;
}

async function compared(table: BenchmarkTable): Promise<Comparison> {
  const tabulation = benchmarkTabulation(table);
  const comparing = compare({
    contestants: (['ppo', 'reinforce', 'evolution', 'random', 'ppo-paper'] as const).map((id) =>
      contestant(id, tabulation),
    ),
    tabulation,
    reward: { reward: 'accuracy', costTarget: 1, costExponent: 0 },
    trials: TRIALS,
    seeds: Array.from({ length: SEEDS }, (_, index) => index + 1),
  });
  let step = await comparing.next();
  while (!step.done) step = await comparing.next();
  return step.value;
}

test('the shipped table is the defined one, whole: every graph, trained as often as is said, on CIFAR-10', () => {
  const table = shippedTable();
  expect(table.space).toEqual(BENCHMARK_SPACE);
  expect(table.settings.dataset).toBe('cifar10');
  expect(table.adapter).not.toBe('simulated');
  expect(table.rows).toHaveLength(distinctGraphs(BENCHMARK_SPACE).length);
  for (const { accuracies } of table.rows) expect(accuracies).toHaveLength(BENCHMARK_TRAININGS);
});

test('PPO, REINFORCE and evolution each beat random search on the shipped table, with far fewer trials than it has rows', async () => {
  const table = shippedTable();
  expect(TRIALS).toBeLessThan(table.rows.length / 3);
  const comparison = await compared(table);
  console.log(verdicts(comparison).join('\n')); // ppo-paper is reported beside the others, not asserted
  for (const { id, againstRandom } of comparison.contestants) {
    if (againstRandom === null || id === 'ppo-paper') continue;
    const { wins, losses, p } = againstRandom;
    expect(wins, id).toBeGreaterThan(losses);
    expect(p, id).toBeLessThan(0.05);
  }
  expect(comparison.contestants.map(({ againstRandom }) => againstRandom !== null)).toEqual([
    true,
    true,
    true,
    false,
    true,
  ]);
});
