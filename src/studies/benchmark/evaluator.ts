import type { Evaluator } from '../../search/trial.ts';
import type { Architecture } from '../../space/architecture.ts';
import { rowLookup } from '../tabulated/lookup.ts';
import { type BenchmarkTable, meanAccuracy, type TableRow } from './table.ts';

/**
 * Answers a graph's accuracy from the table: the mean over its trainings, so that a graph is worth the same in every
 * search, whatever the search's seed. Seconds are those of one training, the mean of them. Throws an InputError for an
 * architecture outside the table's space.
 */
export function tabulatedEvaluator(table: BenchmarkTable): Evaluator {
  const place = rowLookup(table.space, table.rows);
  const rowOf = (architecture: Architecture): TableRow => table.rows[place(architecture)] as TableRow;
  return {
    cost(architecture) {
      const { trainable, multiplyAdds } = rowOf(architecture);
      return { trainable, multiplyAdds, steps: 0 };
    },
    async *evaluate(architecture) {
      const row = rowOf(architecture);
      const accuracy = meanAccuracy(row);
      const seconds = row.seconds.reduce((sum, one) => sum + one, 0) / row.seconds.length;
      const reason = accuracy === null ? { reason: 'Its training failed when the table was made.' } : {};
      return { accuracy, seconds, epochs: [], ...reason };
    },
  };
}
