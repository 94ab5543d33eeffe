import { expect, test } from 'vitest';
import { CONTESTANT_IDS } from '../../../studies/comparison/contestants.ts';
import type { Benchmark } from '../../../studies/comparison/tabulation.ts';
import { closedTabulation } from '../../../studies/tabulated/tabulation.ts';
import { simulatedClosedTable } from '../../../studies/testing/closedTable.ts';
import { comparisonTexts } from '../../texts/search/comparison.ts';
import { benchmarkWords } from './benchmarkWords.ts';
import { countProblem } from './tables/CountRow.tsx';

function benchmarkOf(trainings = 2): Benchmark {
  const read = closedTabulation(simulatedClosedTable(1, { noise: 0.02, trainings }).table);
  if (!read.ok) throw new Error(read.error);
  return read.value.benchmark;
}

test('the benchmark is told by its own facts', () => {
  const [space, training, agreement, noise, judged] = benchmarkWords(benchmarkOf());
  expect(space).toBe('165 graphs, all of a closed space: 2 blocks, 2 operations, 8 decisions.');
  expect(training).toMatch(/twice, on the processor, until 29 Nov 2026: 24 epochs on .* CIFAR-10 at 8 × 8/);
  expect(agreement).toMatch(/^Two trainings agree at 0\.\d\d, in the better half at -?0\.\d\d/);
  // The mean of two trainings has 0.02 / √2 = 1.4 points, and the images' part.
  expect(noise).toMatch(/noise of an entry is 1\.[3-6] points/);
  expect(judged).toMatch(/p speaks of this table only/);
  expect(benchmarkWords(benchmarkOf(3))[1]).toMatch(/really trained 3 times/);
});

test('of what a table does not tell nothing is said', () => {
  const benchmark = benchmarkOf();
  const facts = { ...benchmark.facts, correlation: null, correlationBetterHalf: null };
  const sentences = benchmarkWords({ ...benchmark, facts, spread: null });
  expect(sentences).toHaveLength(3);
  expect(sentences.join(' ')).not.toMatch(/null|undefined|agree|noise/);
});

test('no two strategies are called alike', () => {
  const { contestants } = comparisonTexts;
  for (const part of ['name', 'short'] as const) {
    expect(new Set(CONTESTANT_IDS.map((id) => contestants[id][part])).size).toBe(CONTESTANT_IDS.length);
  }
});

test.each(['', '0', '101', '1.5', '-3', 'ten', '1e1', ' '])(
  'a count of "%s" is refused in a sentence',
  (text) => {
    expect(countProblem('Seeds', text, { min: 1, max: 100 })).toMatch(
      /^Seeds: “.*” will not do.*1 to 100\.$/,
    );
  },
);

test('a count may stand among spaces', () => {
  expect(countProblem('Seeds', ' 12 ', { min: 1, max: 100 })).toBeNull();
});
