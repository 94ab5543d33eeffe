import type { TableRow } from '../../studies/benchmark/table.ts';
import { spreadOf } from '../../studies/tabulated/spread.ts';

/** Whether a table is worth searching: only where children differ by more than the trainings of one child. */
export function spreadText(rows: readonly TableRow[]): string {
  const spread = spreadOf(rows.map(({ accuracies }) => accuracies));
  if (spread === null)
    return `${rows.length} children, too few trained whole and twice to tell their spread.`;
  const { children, failed, trainings, least, most, mean, ofChildren, ofTrainings, ofEntries } = spread;
  const percent = (value: number): string => `${(100 * value).toFixed(2)} %`;
  return [
    `${children} children, ${failed} failed; accuracy ${percent(least)} to ${percent(most)}, mean ${percent(mean)}.`,
    `Standard deviation of children: ${percent(ofChildren)}; of trainings of one child: ${percent(ofTrainings)}; of the mean of ${trainings}: ${percent(ofEntries)}.`,
  ].join('\n');
}
