import type { PrecisionOutcome } from './outcome.ts';
import { MOST_ERRORS, PRECISION_PAIRS } from './terms.ts';

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
  return equal
    ? `16 bits count as equal to 32: ${difference}, no more than ${errors}, which is the difference that would have been seen.`
    : `16 bits do not count as equal to 32: ${difference}, more than ${errors}, which is the least difference that is seen.`;
}
