import { pow } from '../../base/exactMath/pow.ts';

/** Pairs whose signs can be counted: one choice of more signs has a share that no double holds. */
const MOST_PAIRS = 1000;

/** 0.7 - 0.6 and 0.6 - 0.5 are equal differences, however a double rounds them. */
const APART = 1e-12;

/** By how much the first is greater, pair by pair, in whole steps of 1e-12; 0 is a tie. Throws a RangeError on lists of different lengths. */
export function differencesOf(first: readonly number[], second: readonly number[]): number[] {
  if (first.length !== second.length)
    throw new RangeError('A paired test needs as many of one as of the other.');
  return first.map((value, i) => Math.round((value - second[i]!) / APART));
}

/**
 * Wilcoxon's signed-rank test of paired values, two-sided (Wilcoxon 1945): how likely a sum of ranks as lopsided as this one
 * would be if each difference were as likely to have the other sign. Pairs without a difference are left out, equal
 * differences share the mean of their ranks. Exact, also with ties, by counting all signs; 1 where no pair differs. Throws a
 * RangeError on lists of different lengths or on more than 1,000 pairs that differ.
 */
export function signedRankTest(first: readonly number[], second: readonly number[]): number {
  const differences = differencesOf(first, second).filter((one) => one !== 0);
  if (differences.length > MOST_PAIRS)
    throw new RangeError(
      `The test counts signs of at most ${MOST_PAIRS} pairs, not of ${differences.length}.`,
    );
  if (differences.length === 0) return 1;
  const ranks = doubledRanks(differences.map(Math.abs));
  const positive = ranks.reduce((sum, rank, i) => sum + (differences[i]! > 0 ? rank : 0), 0);
  const total = ranks.reduce((sum, rank) => sum + rank, 0);
  return Math.min(1, 2 * shareUpTo(ranks, Math.min(positive, total - positive)));
}

/** Twice the ranks, from 2 on, which are whole numbers also where equal values share the mean of theirs. */
function doubledRanks(values: readonly number[]): number[] {
  const rising = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  const ranks = new Array<number>(values.length);
  for (let start = 0; start < rising.length; ) {
    let end = start + 1;
    while (end < rising.length && values[rising[end]!] === values[rising[start]!]) end++;
    for (let i = start; i < end; i++) ranks[rising[i]!] = start + 1 + end;
    start = end;
  }
  return ranks;
}

/** The share of all choices of signs whose positive ranks sum up to at most so much. */
function shareUpTo(ranks: readonly number[], most: number): number {
  // Shares, not counts: 2^1000 choices are no whole number that a double holds exactly.
  const shares = new Float64Array(most + 1);
  shares[0] = pow(0.5, ranks.length);
  for (const rank of ranks) {
    for (let sum = most; sum >= rank; sum--) shares[sum]! += shares[sum - rank]!;
  }
  return shares.reduce((sum, share) => sum + share, 0);
}

/**
 * Holm's step-down adjustment (Holm 1979): the p of each of several tests such that to call those below a level significant
 * errs in any of them with at most that probability.
 */
export function holm(ps: readonly number[]): number[] {
  const rising = [...ps.keys()].sort((a, b) => ps[a]! - ps[b]!);
  const adjusted = new Array<number>(ps.length);
  let greatest = 0;
  for (const [place, i] of rising.entries()) {
    greatest = Math.max(greatest, Math.min(1, (ps.length - place) * ps[i]!));
    adjusted[i] = greatest;
  }
  return adjusted;
}
