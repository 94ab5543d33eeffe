import { mean } from '../../base/statistics.ts';

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

/** A child's figures, one a training; null where one failed. */
export type Trainings = readonly (number | null)[];

/** By a one-way analysis of variance. Null where nothing can be told: under two whole children, or one training each. */
export function spreadOf(rows: readonly Trainings[]): TableSpread | null {
  const whole = rows.filter((row): row is readonly number[] => row.every((figure) => figure !== null));
  const means = whole.map(mean);
  const trainings = whole[0]?.length ?? 0;
  if (whole.length < 2 || trainings < 2) return null;
  const grand = mean(means);
  const betweenSquare = means.reduce((sum, own) => sum + square(own - grand), 0) / (means.length - 1);
  const withinSquare =
    whole.reduce(
      (sum, figures, index) => sum + figures.reduce((own, figure) => own + square(figure - means[index]!), 0),
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
