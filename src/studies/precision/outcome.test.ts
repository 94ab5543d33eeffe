import { expect, test } from 'vitest';
import { precisionOutcome, type TrainedPair } from './outcome.ts';
import { PRECISION_PAIRS } from './terms.ts';
import { precisionSentence } from './words.ts';

/** Half of the differences at `shift` less `by`, half at `shift` more. */
const made = (shift: number, by: number): TrainedPair[] =>
  PRECISION_PAIRS.map((terms, i) => ({ ...terms, full: 0.4, half: 0.4 + shift + (i % 2 === 0 ? -by : by) }));

test('the statistic is that of the terms, computed by hand', () => {
  const four = [0.41, 0.39, 0.44, 0.36].map(
    (half, i): TrainedPair => ({ ...PRECISION_PAIRS[i]!, half, full: 0.38 }),
  );
  // Differences 3, 1, 6 and -2 points: mean 2, squares 1 + 1 + 16 + 16 = 34, deviation √(34 / 3), over √4.
  const { means, deviation, error, seen } = precisionOutcome(four);
  expect(means!.difference).toBeCloseTo(0.02, 12);
  expect(means!.half).toBeCloseTo(0.4, 12);
  expect(means!.full).toBeCloseTo(0.38, 12);
  expect(deviation).toBeCloseTo(0.033665016, 9);
  expect(error).toBeCloseTo(0.016832508, 9);
  expect(seen).toBeCloseTo(0.033665016, 9);
});

test('two standard errors either way decide, of twenty pairs', () => {
  // A deviation of 0.01 √(20 / 19) is a standard error of 0.01 / √19, 0.229 points.
  const of = (shift: number) => precisionOutcome(made(shift, 0.01));
  expect(of(0).error).toBeCloseTo(0.0022941573, 9);
  for (const shift of [0, 0.0045, -0.0045]) expect(of(shift).equal).toBe(true);
  for (const shift of [0.0047, -0.0047]) expect(of(shift).equal).toBe(false);
  expect(precisionSentence(of(-0.001))).toBe(
    '16 bits count as equal to 32: the mean difference of validation accuracy, 16 less 32 bits, is −0.10 points, no more than 2 standard errors, 0.46 points. A true difference of so much would have been seen every other time, one of 0.65 points four times in five.',
  );
  expect(precisionSentence(of(-0.01))).toBe(
    '16 bits do not count as equal to 32: the mean difference of validation accuracy, 16 less 32 bits, is −1.00 points, more than 2 standard errors, 0.46 points.',
  );
});

test('nothing is concluded of fewer pairs, nor of none', () => {
  const all = made(0.1, 0);
  for (const count of [0, 1, 19]) {
    const outcome = precisionOutcome(all.slice(0, count));
    expect(outcome.equal).toBeNull();
    expect(precisionSentence(outcome)).toBe(
      `${count} of 20 pairs are there: there is no verdict before all of them are.`,
    );
  }
  expect(precisionOutcome([])).toMatchObject({ means: null, deviation: null, error: null, seen: null });
  expect(precisionOutcome(all.slice(0, 1)).means!.difference).toBeCloseTo(0.1, 12);
  expect(() => precisionOutcome([all[0]!, all[0]!])).toThrow(RangeError);
});

test('a training that is not finite counts as a guess', () => {
  const all = made(0, 0).map((pair, i) => (i === 3 ? { ...pair, half: null } : pair));
  const outcome = precisionOutcome(all);
  expect(outcome.pairs[3]).toMatchObject({ half: 0.1, full: 0.4 });
  // One of -30 points and nineteen of none: mean -1.5, standard error as large.
  expect(outcome.means!.difference).toBeCloseTo(-0.015, 12);
  expect(outcome.error).toBeCloseTo(0.015, 12);
  expect(outcome.equal).toBe(true);
});
