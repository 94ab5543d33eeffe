import { median } from '../../base/statistics.ts';
import { rewardOf } from '../../search/reward.ts';
import { judgeOf } from '../comparison/judge.ts';
import type { Tabulation } from '../comparison/tabulation.ts';
import { correlationsOf } from '../tabulated/agreement.ts';
import { rowLookup } from '../tabulated/lookup.ts';
import { tabulatedEvaluator } from './evaluator.ts';
import { benchmarkOf } from './facts.ts';
import type { BenchmarkTable } from './table.ts';

/** The old table: searches see the mean over all trainings, and are judged by the same. */
export function benchmarkTabulation(table: BenchmarkTable): Tabulation {
  const { rows, space, engine, adapter } = table;
  const evaluator = tabulatedEvaluator(table);
  const rowOf = rowLookup(space, rows);
  const accuracies = rows.map((row) => row.accuracies);
  return {
    benchmark: benchmarkOf(table),
    facts: {
      graphs: rows.length,
      trainings: rows[0]?.accuracies.length ?? 0,
      ...correlationsOf(accuracies),
      engine,
      engineVersion: null,
      commit: null,
      date: null,
      adapter,
    },
    medianMultiplyAdds: median(rows.map(({ multiplyAdds }) => multiplyAdds)),
    heldAfter: 'children',
    cost: evaluator.cost,
    evaluator: () => evaluator,
    judge(reward) {
      const rewards = rows.map(({ accuracies: own, multiplyAdds }) =>
        own.map((accuracy) => (accuracy === null ? null : rewardOf(reward, accuracy, multiplyAdds))),
      );
      return judgeOf(rewards, rowOf, () => true);
    },
  };
}
