import { meanAccuracy, type TableRow } from './table.ts';

/** How far children differ, and how far trainings of one child do. Accuracies and deviations are shares of 1. */
export interface TableSpread {
  readonly children: number;
  /** Children of which a training failed: left out of all that follows. */
  readonly failed: number;
  readonly trainings: number;
  readonly least: number;
  readonly mean: number;
  readonly most: number;
  /** Standard deviation of the children's true accuracies. */
  readonly ofChildren: number;
  /** Of one training about its child's true accuracy, */
  readonly ofTrainings: number;
  /** and of the mean of all its trainings, which is what the table answers: the noise of an entry. */
  readonly ofEntries: number;
}

const square = (x: number): number => x * x;

/** By a one-way analysis of variance. Null where nothing can be told: under two whole children, or one training each. */
export function spreadOf(rows: readonly TableRow[]): TableSpread | null {
  const whole = rows.filter((row) => meanAccuracy(row) !== null);
  const means = whole.map((row) => meanAccuracy(row) as number);
  const trainings = whole[0]?.accuracies.length ?? 0;
  if (whole.length < 2 || trainings < 2) return null;
  const grand = means.reduce((sum, mean) => sum + mean, 0) / means.length;
  const betweenSquare = means.reduce((sum, mean) => sum + square(mean - grand), 0) / (means.length - 1);
  const withinSquare =
    whole.reduce(
      (sum, { accuracies }, index) =>
        sum + accuracies.reduce<number>((own, value) => own + square((value ?? 0) - means[index]!), 0),
      0,
    ) /
    (whole.length * (trainings - 1));
  return {
    children: rows.length,
    failed: rows.length - whole.length,
    trainings,
    least: Math.min(...means),
    mean: grand,
    most: Math.max(...means),
    ofChildren: Math.sqrt(Math.max(0, betweenSquare - withinSquare / trainings)),
    ofTrainings: Math.sqrt(withinSquare),
    ofEntries: Math.sqrt(withinSquare / trainings),
  };
}
