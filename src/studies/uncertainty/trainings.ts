import { mean } from '../../base/statistics.ts';
import type { Judged } from './difference.ts';

/** A child that was trained twice, and judged by the same images both times. */
export interface TrainedTwice {
  /** How many images it had right after each training. */
  readonly right: readonly [number, number];
  /** How many after exactly one of both; null where nobody kept which ones were right. */
  readonly differ: number | null;
}

/**
 * Which share of the chance of their images parts two trainings of one child: McNemar's (1947) variance of the difference,
 * over the sum of both binomial ones, each summed over the pairs that have `differ`. 1 for images of their own, less for the
 * same ones, since what is hard for one training is hard for the other. Null where no pair tells it, nor any chance.
 */
export function partingShare(pairs: readonly TrainedTwice[], images: number): number | null {
  let parting = 0;
  let binomial = 0;
  for (const pair of pairs) {
    const own = partingVariance(pair, images);
    if (own === null) continue;
    parting += own;
    binomial += binomialVariance(pair, images);
  }
  return binomial === 0 ? null : parting / binomial;
}

/**
 * Of each child, an estimate of the variance of its trainings' accuracies (shares of 1) without the chance of the images,
 * which in the mean over children is unbiased: half of what the square of the difference is above the part of the images.
 * Where a pair lacks `differ` that part is `share` of both binomial variances.
 */
export const luckVariances = (pairs: readonly TrainedTwice[], images: number, share: number): number[] =>
  pairs.map((pair) => {
    const [first, second] = pair.right;
    const difference = (first - second) / images;
    const ofImages = partingVariance(pair, images) ?? share * binomialVariance(pair, images);
    return (difference * difference - ofImages) / 2;
  });

/** Standard deviation of the trainings of one child, by all pairs; 0 where the images explain all of it. Null without pairs. */
export const trainingDeviation = (
  pairs: readonly TrainedTwice[],
  images: number,
  share: number,
): number | null =>
  pairs.length === 0 ? null : Math.sqrt(Math.max(0, mean(luckVariances(pairs, images, share))));

function partingVariance({ right: [first, second], differ }: TrainedTwice, images: number): number | null {
  if (differ === null || images < 2) return null;
  return (differ - ((first - second) * (first - second)) / images) / (images - 1) / images;
}

const binomialVariance = ({ right: [first, second] }: TrainedTwice, images: number): number =>
  (first * (1 - first / images) + second * (1 - second / images)) / images / images;

/**
 * By how much the choice of the images moves all children together: the variance (of shares of 1) that the accuracies of any
 * two of them have in common, since an image that is hard for one is hard for others. From the bits of children that were
 * judged by the same images; null under two of them. It counts where children are compared that were judged by others.
 */
export function commonVariance(children: readonly Judged[]): number | null {
  const images = children[0]?.images ?? 0;
  const whole = children.flatMap(({ right, images: own }) =>
    right !== null && own === images ? [right] : [],
  );
  if (whole.length < 2 || images < 2) return null;
  const seen = new Uint32Array(images);
  let products = 0;
  let sum = 0;
  for (const words of whole) {
    let right = 0;
    for (let i = 0; i < images; i++) {
      const bit = (words[i >> 5]! >>> (i & 31)) & 1;
      seen[i]! += bit;
      right += bit;
    }
    products += right * right;
    sum += right;
  }
  // Over pairs of different children: images that both have right, and the product of what each has right.
  const pairs = whole.length * (whole.length - 1);
  const both = seen.reduce((total, count) => total + count * (count - 1), 0) / pairs;
  const apart = (sum * sum - products) / pairs;
  return Math.max(0, (both - apart / images) / (images - 1) / images);
}
