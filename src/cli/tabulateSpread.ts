import { meanAccuracy, type TableRow } from '../search/benchmark/table.ts';

/**
 * How far children differ, and how far two trainings of one child do: a table is worth searching only where the first is
 * more. From a one-way analysis of variance; failed children are left out.
 */
export function spreadOf(rows: readonly TableRow[]): string {
  const whole = rows.filter((row) => meanAccuracy(row) !== null);
  const means = whole.map((row) => meanAccuracy(row) as number);
  const trainings = whole[0]?.accuracies.length ?? 0;
  const grand = means.reduce((sum, mean) => sum + mean, 0) / means.length;
  const betweenSquare = means.reduce((sum, mean) => sum + (mean - grand) ** 2, 0) / (means.length - 1);
  const withinSquare =
    whole.reduce(
      (sum, { accuracies }, index) =>
        sum + accuracies.reduce<number>((own, value) => own + ((value ?? 0) - means[index]!) ** 2, 0),
      0,
    ) /
    (whole.length * (trainings - 1));
  const signal = Math.sqrt(Math.max(0, betweenSquare - withinSquare / trainings));
  const percent = (value: number): string => `${(100 * value).toFixed(2)} %`;
  return [
    `${rows.length} children, ${rows.length - whole.length} failed; accuracy ${percent(Math.min(...means))} to ${percent(Math.max(...means))}, mean ${percent(grand)}.`,
    `Standard deviation of children: ${percent(signal)}; of trainings of one child: ${percent(Math.sqrt(withinSquare))}; of the mean of ${trainings}: ${percent(Math.sqrt(withinSquare / trainings))}.`,
  ].join('\n');
}
