import type { PrecisionOutcome } from './outcome.ts';
import { MOST_ERRORS, PRECISION_PAIRS } from './terms.ts';

/** A true difference of so many standard errors is more than MOST_ERRORS of them in four samples of five, by a normal distribution. */
const LIKELY_ERRORS = MOST_ERRORS + 0.842;

/** In points, with the sign that it has. */
export const points = (share: number): string => {
  const text = (100 * share).toFixed(2);
  return (Number(text) === 0 ? text.replace('-', '') : text).replace('-', '−');
};

/** The verdict in a sentence, or how much there is of what one takes. */
export function precisionSentence({ pairs, means, seen, equal }: PrecisionOutcome): string {
  if (means === null || seen === null || equal === null)
    return `${pairs.length} of ${PRECISION_PAIRS.length} pairs are there: there is no verdict before all of them are.`;
  const difference = `the mean difference of validation accuracy, 16 less 32 bits, is ${points(means.difference)} points`;
  const errors = `${MOST_ERRORS} standard errors, ${points(seen)} points`;
  if (!equal) return `16 bits do not count as equal to 32: ${difference}, more than ${errors}.`;
  const likely = points((seen / MOST_ERRORS) * LIKELY_ERRORS);
  return `16 bits count as equal to 32: ${difference}, no more than ${errors}. A true difference of so much would have been seen every other time, one of ${likely} points four times in five.`;
}
