import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BASELINE } from '../../strategies/list.ts';
import { BENCHMARK_FILE, BENCHMARK_SPACE, BENCHMARK_TRAININGS } from '../../studies/benchmark/definition.ts';
import { type BenchmarkTable, decodeTable } from '../../studies/benchmark/table.ts';
import { benchmarkTabulation } from '../../studies/benchmark/tabulation.ts';
import { type Comparison, compare } from '../../studies/comparison/compare.ts';
import type { ContestantId } from '../../studies/comparison/contestants.ts';
import { verdicts } from '../../studies/comparison/words.ts';
import { distinctGraphs } from '../../studies/tabulated/closedSpace.ts';
import { contestant } from '../comparing/contestants.ts';

/**
 * The acceptance of the strategies: what they do on the table that ships, whose children were really trained. Published settings
 * are not judged: `npm run -s compare` tells of them.
 */
const TRIALS = 100;
const SEEDS = 30;

function shippedTable(): BenchmarkTable {
  const file = new URL(`../../../public/${BENCHMARK_FILE}`, import.meta.url);
  const table = decodeTable(JSON.parse(readFileSync(file, 'utf8')));
  if (!table.ok) throw new Error(`public/${BENCHMARK_FILE}: ${table.error}`);
  return table.value;
}

async function compared(table: BenchmarkTable, id: ContestantId): Promise<Comparison> {
  const tabulation = benchmarkTabulation(table);
  const comparing = compare({
    contestants: [id, BASELINE].map((one) => contestant(one, tabulation)),
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

test.each(['ppo', 'reinforce', 'evolution'] as const)(
  '%s beats random search on the shipped table, with far fewer trials than it has rows',
  async (id) => {
    const table = shippedTable();
    expect(TRIALS).toBeLessThan(table.rows.length / 3);
    const comparison = await compared(table, id);
    console.log(verdicts(comparison).join('\n'));
    const [own, random] = comparison.contestants;
    expect(random!.againstRandom).toBeNull();
    const { wins, losses, p } = own!.againstRandom!;
    expect(wins).toBeGreaterThan(losses);
    expect(p).toBeLessThan(0.05);
  },
  300_000,
);
