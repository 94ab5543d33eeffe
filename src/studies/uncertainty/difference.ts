import { countCommon, countOnes } from '../../base/bytes/bits.ts';
import { twoSidedP, twoSidedZ } from '../../base/normal.ts';
import { imagesVariance, trainingVariance } from './whisker.ts';

/** One child as it was judged. */
export interface Judged {
  /** Share of its images that it had right, 0 to 1. */
  readonly accuracy: number;
  readonly images: number;
  /** Which ones: one bit an image, 32 a word (base/bytes/bits.ts); null where they were not kept. */
  readonly right: Uint32Array | null;
  /** How many trainings the accuracy is the mean of, each judged by the same images; one where it is left out. */
  readonly trainings?: number;
  /** The bits of those beside `right`, which has those of the first. */
  readonly others?: readonly Uint32Array[];
}

/** By how much the first child is better than the second. Accuracies are shares of 1. */
export interface Difference {
  /**
   * Paired: both were judged by the same images, so that what is hard for both does not part them. Unpaired where one lacks
   * its bits or they saw different numbers of images: then the images count as if they were others.
   */
  readonly kind: 'paired' | 'unpaired';
  /** As of a whisker: without a known training deviation, it is a difference of these two trainings, not of the children. */
  readonly counts: 'images-and-training' | 'images-only';
  readonly difference: number;
  /** Parts of its variance. */
  readonly ofImages: number;
  readonly ofTraining: number;
  /** Standard deviations from 0, and how likely that many or more are, either way, between equal children. */
  readonly z: number;
  readonly p: number;
}

/** How many images both had right, the first alone, the second alone, neither. */
export interface Counts {
  readonly both: number;
  readonly first: number;
  readonly second: number;
  readonly neither: number;
}

/** `firstRight` and `secondRight` where they are known, which spares two of three passes. */
export function countsOf(
  first: Uint32Array,
  second: Uint32Array,
  images: number,
  firstRight = countOnes(first),
  secondRight = countOnes(second),
): Counts {
  const both = countCommon(first, second);
  return {
    both,
    first: firstRight - both,
    second: secondRight - both,
    neither: images - firstRight - secondRight + both,
  };
}

/**
 * The difference of two children that were trained apart under one recipe. Its variance is that of the images plus that of a
 * training for each, which a mean of several has that many times less. Throws a RangeError as a whisker does.
 */
export function differenceOf(first: Judged, second: Judged, trainingDeviation: number | null): Difference {
  const ofTraining = trainingsVariance(first, second, trainingDeviation);
  const ofImages = differenceVariance(first, second);
  const difference = first.accuracy - second.accuracy;
  const z = difference / Math.sqrt(ofImages + ofTraining);
  return {
    kind: isPaired(first, second) ? 'paired' : 'unpaired',
    counts: trainingDeviation === null ? 'images-only' : 'images-and-training',
    difference,
    ofImages,
    ofTraining,
    z,
    p: twoSidedP(z),
  };
}

/** Its z alone, for the many pairs of a run. */
export function distanceOf(first: Judged, second: Judged, trainingDeviation: number | null): number {
  const ofTraining = trainingsVariance(first, second, trainingDeviation);
  return (first.accuracy - second.accuracy) / Math.sqrt(differenceVariance(first, second) + ofTraining);
}

const isPaired = (first: Judged, second: Judged): boolean =>
  bitsOf(first) !== null && bitsOf(second) !== null && first.images === second.images;

const countOf = ({ trainings = 1 }: Judged): number => trainings;

/** Of every training whose mean it is; null where some are not known. */
function bitsOf(judged: Judged): readonly Uint32Array[] | null {
  const { right, others = [] } = judged;
  return right === null || others.length + 1 !== countOf(judged) ? null : [right, ...others];
}

function trainingsVariance(first: Judged, second: Judged, deviation: number | null): number {
  if (deviation === null) return 0;
  return trainingVariance(deviation) * (1 / countOf(first) + 1 / countOf(second));
}

/** By the choice of the images. */
function differenceVariance(first: Judged, second: Judged): number {
  const [one, other] = [bitsOf(first), bitsOf(second)];
  if (one === null || other === null || first.images !== second.images)
    return imagesVariance(first.accuracy, first.images) + imagesVariance(second.accuracy, second.images);
  const [right, otherRight] = [one[0] as Uint32Array, other[0] as Uint32Array];
  return one.length + other.length > 2
    ? meansVariance(one, other, first.images)
    : pairedVariance(countsOf(right, otherRight, first.images, rightOf(first), rightOf(second)));
}

/**
 * Of means of several trainings: each image parts them by the share of the first's trainings that had it right minus the
 * second's. With one training each it is the variance below, half an image more in each count among it.
 */
function meansVariance(
  first: readonly Uint32Array[],
  second: readonly Uint32Array[],
  images: number,
): number {
  const common = (some: readonly Uint32Array[], others: readonly Uint32Array[]): number =>
    some.reduce((sum, one) => sum + others.reduce((count, other) => count + countCommon(one, other), 0), 0) /
    (some.length * others.length);
  const share = (some: readonly Uint32Array[]): number =>
    some.reduce((sum, one) => sum + countOnes(one), 0) / some.length;
  const squares = common(first, first) - 2 * common(first, second) + common(second, second) + 1;
  const excess = share(first) - share(second);
  const all = images + 2;
  return (squares - (excess * excess) / all) / (all * all);
}

/**
 * Of the share of images that the first alone had right minus the second's: half an image more in each of the four counts
 * (Agresti and Min 2005), so that it isn't 0 where no image parts them.
 */
function pairedVariance({ both, first, second, neither }: Counts): number {
  const images = both + first + second + neither + 2;
  const parted = first + second + 1;
  const excess = first - second;
  return (parted - (excess * excess) / images) / (images * images);
}

const rightOf = ({ accuracy, images }: Judged): number => Math.round(accuracy * images);

/** Both ends of a difference that err together with probability `error`. */
export function intervalOf(
  { difference, ofImages, ofTraining }: Difference,
  error: number,
): { readonly low: number; readonly high: number } {
  const half = twoSidedZ(error) * Math.sqrt(ofImages + ofTraining);
  return { low: difference - half, high: difference + half };
}
