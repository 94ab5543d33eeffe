import { mean, meanAndError } from '../../base/statistics.ts';
import { GUESS, MOST_ERRORS, type PairTerms, PRECISION_PAIRS } from './terms.ts';

/** Validation accuracies after the last epoch, shares of 1; null of a training that was not finite. */
export interface TrainedPair extends PairTerms {
  readonly half: number | null;
  readonly full: number | null;
}

export interface ComparedPair extends PairTerms {
  /** At 16 and at 32 bits, a guess's where it was not finite. */
  readonly half: number;
  readonly full: number;
  /** 16 less 32 bits. */
  readonly difference: number;
}

export interface PrecisionOutcome {
  readonly pairs: readonly ComparedPair[];
  /** Of no pair there is none. */
  readonly means: { readonly half: number; readonly full: number; readonly difference: number } | null;
  /** Of the differences; of fewer than two there is none. */
  readonly deviation: number | null;
  readonly error: number | null;
  /** The difference that would have been seen: as many standard errors as the mean may have. */
  readonly seen: number | null;
  /** Whether 16 bits count as equal; null before all pairs are there. */
  readonly equal: boolean | null;
}

/** What came out, by the terms; a part of the pairs has no verdict. Throws a RangeError where a pair is there twice. */
export function precisionOutcome(trained: readonly TrainedPair[]): PrecisionOutcome {
  if (new Set(trained.map(({ child, seed }) => `${child} ${seed}`)).size < trained.length)
    throw new RangeError('a pair of trainings counts once');
  const pairs = trained.map(({ half, full, ...terms }): ComparedPair => {
    const counted = { half: half ?? GUESS, full: full ?? GUESS };
    return { ...terms, ...counted, difference: counted.half - counted.full };
  });
  const differences = pairs.map(({ difference }) => difference);
  const spread = pairs.length < 2 ? null : meanAndError(differences);
  const seen = spread && MOST_ERRORS * spread.error;
  const difference = mean(differences);
  return {
    pairs,
    means:
      pairs.length === 0
        ? null
        : {
            half: mean(pairs.map(({ half }) => half)),
            full: mean(pairs.map(({ full }) => full)),
            difference,
          },
    deviation: spread?.deviation ?? null,
    error: spread?.error ?? null,
    seen,
    equal: pairs.length < PRECISION_PAIRS.length || seen === null ? null : Math.abs(difference) <= seen,
  };
}
