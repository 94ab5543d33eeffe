import { exp } from '../../base/exactMath/exp.ts';
import { log } from '../../base/exactMath/log.ts';
import {
  type Counts,
  countsOf,
  type Difference,
  differenceOf,
  intervalOf,
  type Judged,
} from './difference.ts';
import { ERROR } from './whisker.ts';

/**
 * Two children beside each other raise two questions, which have different answers. Which of these two trained networks is
 * better is one of the images alone (`NetworksLead`); which of the two architectures is, the same recipe trained again
 * included, one of the luck of training as well (`ArchitecturesLead`). They are kept apart as types, so that no figure of one
 * can stand under words about the other.
 */
export interface TwoChildren {
  /** Null where images cannot be matched: `unmatched` says why. */
  readonly images: Counts | null;
  readonly unmatched: Unmatched | null;
  /** Null where the images cannot be matched. */
  readonly networks: NetworksLead | null;
  /** Null where nobody measured how much trainings of one child differ under this recipe. */
  readonly architectures: ArchitecturesLead | null;
}

/** `bits`: of one child or both it isn't kept which images were right; `others`: they were judged by different images. */
export type Unmatched = 'bits' | 'others';

/** Of the two networks as they were trained, on images of this kind. */
export interface NetworksLead {
  readonly of: 'networks';
  /** Shares of 1 by which the first is ahead on these images; negative: behind. */
  readonly difference: number;
  /** Images that one of them alone had right. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /**
   * McNemar's exact test (McNemar 1947, by the binomial): how likely the images that part two equally good networks are
   * divided as unevenly or more, either way.
   */
  readonly p: number;
}

/** Of the two architectures, each trained once by the same recipe. */
export interface ArchitecturesLead {
  readonly of: 'architectures';
  readonly difference: number;
  /** Ends of the interval that errs with probability `ERROR`. */
  readonly low: number;
  readonly high: number;
  /** How likely as great a difference is, either way, between equal architectures; luck of images and of both trainings. */
  readonly p: number;
  /** Whether the images' part is that of matched images. */
  readonly kind: Difference['kind'];
}

/**
 * Compares two children that were judged under one recipe, as a person picked them: no allowance is made for how many pairs
 * there were to pick from (comparisons.ts makes it). `sameImages`: whether both were judged by the same ones. Throws a
 * RangeError as a whisker does.
 */
export function compareTwo(
  first: Judged,
  second: Judged,
  {
    trainingDeviation,
    sameImages,
  }: { readonly trainingDeviation: number | null; readonly sameImages: boolean },
): TwoChildren {
  const unmatched = unmatchedBy(first, second, sameImages);
  const images = unmatched === null ? countsOf(first.right!, second.right!, first.images) : null;
  const networks = images && networksLead(images);
  if (trainingDeviation === null) return { images, unmatched, networks, architectures: null };
  const matched = (child: Judged): Judged => (unmatched === null ? child : { ...child, right: null });
  const found = differenceOf(matched(first), matched(second), trainingDeviation);
  const { difference, p, kind } = found;
  const architectures = { of: 'architectures', difference, ...intervalOf(found, ERROR), p, kind } as const;
  return { images, unmatched, networks, architectures };
}

function unmatchedBy(first: Judged, second: Judged, sameImages: boolean): Unmatched | null {
  if (!sameImages || first.images !== second.images) return 'others';
  return first.right === null || second.right === null ? 'bits' : null;
}

function networksLead({ both, first, second, neither }: Counts): NetworksLead {
  const images = both + first + second + neither;
  const difference = (first - second) / images;
  return { of: 'networks', difference, onlyFirst: first, onlySecond: second, p: mcnemarP(first, second) };
}

/**
 * McNemar's exact test, two-sided: 2 P(X <= the lesser) with X binomial of all parting images and a half, at most 1; 1 where
 * none parts them. Throws a RangeError on counts that are none.
 */
export function mcnemarP(onlyFirst: number, onlySecond: number): number {
  for (const count of [onlyFirst, onlySecond])
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${count} is no number of images`);
  const all = onlyFirst + onlySecond;
  const least = Math.min(onlyFirst, onlySecond);
  if (2 * least === all) return 1;
  // log of C(all, least) / 2^all; the terms below it follow by their ratios.
  let logTerm = -all * Math.LN2;
  for (let i = 1; i <= least; i++) logTerm += log((all - least + i) / i);
  let ratio = 1;
  let sum = 1;
  for (let k = least; k > 0 && ratio > 1e-17 * sum; k--) {
    ratio *= k / (all - k + 1);
    sum += ratio;
  }
  return Math.min(1, 2 * sum * exp(logTerm));
}
