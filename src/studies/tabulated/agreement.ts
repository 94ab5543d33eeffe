import { exp } from '../../base/exactMath/exp.ts';
import { log } from '../../base/exactMath/log.ts';
import { mean, pearson } from '../../base/statistics.ts';
import type { Architecture } from '../../space/architecture.ts';
import { spreadOf, type Trainings } from './spread.ts';

/** Two trainings of each of some children, compared. Accuracies and deviations are shares of 1. */
export interface Agreement {
  readonly children: number;
  /**
   * Pearson's, between the first trainings and the second ones; with its 95 % interval (Fisher 1915). All three are null
   * where either does not vary.
   */
  readonly correlation: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Between both trainings of those children whose first one is in its better half; null likewise. */
  readonly betterHalf: number | null;
  /** Deviation of the children's true accuracies, and of one training about its child's. */
  readonly ofChildren: number;
  readonly ofTrainings: number;
  /**
   * What so few images would give by chance, and what remains of a training's deviation without it. Both trainings of a
   * child are judged by the same images, so that less than all of the chance parts them: the rest is a lower bound.
   */
  readonly binomial: number;
  readonly training: number;
}

/** Null under four children: there is no interval. */
export function agreementOf(pairs: readonly (readonly [number, number])[], images: number): Agreement | null {
  const spread = spreadOf(pairs);
  if (spread === null || pairs.length < 4) return null;
  const binomial = Math.sqrt(mean(pairs.flat().map((share) => (share * (1 - share)) / images)));
  return {
    children: pairs.length,
    ...correlationOf(pairs),
    betterHalf: pearson(betterHalfOf(pairs)),
    ofChildren: spread.ofChildren,
    ofTrainings: spread.ofTrainings,
    binomial,
    training: Math.sqrt(Math.max(0, spread.ofTrainings * spread.ofTrainings - binomial * binomial)),
  };
}

function correlationOf(
  pairs: readonly (readonly [number, number])[],
): Pick<Agreement, 'correlation' | 'low' | 'high'> {
  const correlation = pearson(pairs);
  if (correlation === null) return { correlation, low: null, high: null };
  const z = log((1 + correlation) / (1 - correlation)) / 2;
  const reach = 1.96 / Math.sqrt(pairs.length - 3);
  return { correlation, low: fromZ(z - reach), high: fromZ(z + reach) };
}

const fromZ = (z: number): number => 1 - 2 / (exp(2 * z) + 1);

/** The children whose first figure is in its better half; all that equal the middle one belong to it. */
export function betterHalfOf<Row extends readonly number[]>(rows: readonly Row[]): Row[] {
  const falling = rows.map(([first]) => first ?? 0).sort((a, b) => b - a);
  const middle = falling[Math.ceil(falling.length / 2) - 1] ?? 0;
  return rows.filter(([first]) => (first ?? 0) >= middle);
}

/**
 * Of a table's trainings, two or more of each graph: the mean of Pearson's over all pairs of them, and the same among the graphs
 * that are in the better half of the first training, between the others (with two trainings, between both). Graphs of
 * which a training failed are left out; null where nothing varies.
 */
export function correlationsOf(rows: readonly Trainings[]): {
  readonly correlation: number | null;
  readonly correlationBetterHalf: number | null;
} {
  const whole = rows.filter((row): row is readonly number[] => row.every((figure) => figure !== null));
  const trainings = [...(whole[0] ?? []).keys()];
  return {
    correlation: meanCorrelation(whole, trainings),
    correlationBetterHalf: meanCorrelation(
      betterHalfOf(whole),
      trainings.length > 2 ? trainings.slice(1) : trainings,
    ),
  };
}

function meanCorrelation(rows: readonly (readonly number[])[], trainings: readonly number[]): number | null {
  const correlations = trainings.flatMap((one) =>
    trainings
      .filter((other) => other > one)
      .map((other) => pearson(rows.map((row) => [row[one] as number, row[other] as number]))),
  );
  const known = correlations.filter((each) => each !== null);
  return known.length === 0 || known.length < correlations.length ? null : mean(known);
}

export interface Effect {
  /** What is counted in a child's normal cell: an operation, or an input as "input 2". */
  readonly of: string;
  /** Share of the variance of accuracies that a straight line on that count explains. */
  readonly share: number;
}

/** The count that explains most; null where no count varies. */
export function largestEffect(
  children: readonly { readonly architecture: Architecture; readonly accuracy: number }[],
): Effect | null {
  const counts = children.map(({ architecture }) => {
    const seen = new Map<string, number>();
    for (const { inputs, operations } of architecture.normal.blocks)
      for (const one of [...operations, ...inputs.map((input) => `input ${input}`)])
        seen.set(one, (seen.get(one) ?? 0) + 1);
    return seen;
  });
  let largest: Effect | null = null;
  for (const of of new Set(counts.flatMap((seen) => [...seen.keys()]))) {
    const correlation = pearson(children.map(({ accuracy }, i) => [counts[i]!.get(of) ?? 0, accuracy]));
    const share = correlation === null ? 0 : correlation * correlation;
    if (share > (largest?.share ?? 0)) largest = { of, share };
  }
  return largest;
}
