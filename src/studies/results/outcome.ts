import { meanAndError } from '../../base/statistics.ts';
import { studentP, studentQuantile } from '../../base/student.ts';
import { holm } from '../comparison/paired.ts';
import type { Interval } from '../comparison/statistics.ts';
import { type Contender, type ContenderId, RESULT_SEEDS, SEARCHED } from './terms.ts';

/** What an interval, or a verdict over all comparisons, errs with. */
const ERROR = 0.05;

/** A contender's test accuracies, shares of 1, in the order of the seeds. */
export type Accuracies = Readonly<Record<ContenderId, readonly number[]>>;

export interface ContenderOutcome extends Interval {
  readonly contender: Contender;
  /** In the order of the seeds. */
  readonly accuracies: readonly number[];
  /** Of the searched child against this one; null for itself. */
  readonly against: Against | null;
}

export type Verdict = 'better' | 'worse' | 'alike';

/** By how much the searched child is better, seed by seed, in shares of 1; its interval is of this one comparison. */
export interface Against extends Interval {
  /** Seeds with which it is. */
  readonly wins: number;
  /** Student's, paired and two-sided. */
  readonly p: number;
  /** Adjusted by Holm for all comparisons with the searched child. */
  readonly pHolm: number;
  /** What is said of it: `alike` where the adjusted p is 0.05 or more. */
  readonly verdict: Verdict;
}

/** The mean of at least two values and its 95 % interval by Student's t. */
export function studentMean(values: readonly number[]): Interval {
  const { middle, error } = meanAndError(values);
  const half = error === 0 ? 0 : studentQuantile(ERROR, values.length - 1) * error;
  return { mean: middle, low: middle - half, high: middle + half };
}

/** p of equal means, paired: 1 where no pair differs, 0 where all differ by the same. */
function pairedP(differences: readonly number[]): number {
  const { middle, error } = meanAndError(differences);
  return middle === 0 ? 1 : studentP(middle / error, differences.length - 1);
}

/** What came out, in the order of the contenders. Throws a RangeError where one lacks a seed. */
export function outcomeOf(contenders: readonly Contender[], accuracies: Accuracies): ContenderOutcome[] {
  for (const { id } of contenders)
    if (accuracies[id].length !== RESULT_SEEDS.length)
      throw new RangeError(`${id} has ${accuracies[id].length} trainings of ${RESULT_SEEDS.length}`);
  const others = contenders.filter(({ id }) => id !== SEARCHED);
  // Counts of images are exact: shares would differ in their last digit where counts are equal.
  const differences = others.map(({ id }) =>
    accuracies[SEARCHED].map((one, seed) => rounded(one - accuracies[id][seed]!)),
  );
  const ps = differences.map(pairedP);
  const adjusted = holm(ps);
  const against = new Map(
    others.map(({ id }, i): [ContenderId, Against] => {
      const own = differences[i]!;
      const interval = studentMean(own);
      const pHolm = adjusted[i]!;
      const verdict = pHolm >= ERROR ? 'alike' : interval.mean > 0 ? 'better' : 'worse';
      return [id, { ...interval, wins: own.filter((one) => one > 0).length, p: ps[i]!, pHolm, verdict }];
    }),
  );
  return contenders.map((contender) => ({
    contender,
    accuracies: accuracies[contender.id],
    ...studentMean(accuracies[contender.id]),
    against: against.get(contender.id) ?? null,
  }));
}

const rounded = (difference: number): number => Math.round(difference * 1e9) / 1e9;
