import { InputError } from '../../base/errors.ts';
import type { Evaluator } from '../../search/trial.ts';
import type { Architecture } from '../../space/architecture.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { architectureOf } from '../../space/choices.ts';
import { type BenchmarkTable, meanAccuracy, type TableRow } from './table.ts';

/**
 * Answers a graph's accuracy from the table: the mean over its trainings, so that a graph is worth the same in every
 * search, whatever the search's seed. Seconds are those of one training, the mean of them. Throws an InputError for an
 * architecture outside the table's space.
 */
export function tabulatedEvaluator(table: BenchmarkTable): Evaluator {
  const rows = new Map<string, TableRow>();
  for (const row of table.rows) rows.set(canonicalKey(architectureOf(table.space, row.choices)), row);
  const rowOf = (architecture: Architecture): TableRow => {
    const row = rows.get(canonicalKey(architecture));
    if (row === undefined) throw new InputError('The architecture is not in the table.');
    return row;
  };
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
