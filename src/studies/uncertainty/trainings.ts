import { countsOf, type Judged } from './difference.ts';

/**
 * Standard deviation of the accuracies of trainings of one child, without the chance of the images, from children that were
 * trained twice and judged by the same images both times. The square of a pair's difference is, in the mean, twice the
 * training's variance plus that of the images, which its bits tell: McNemar's (1947). 0 where the images explain all of it,
 * null where no pair has its bits or an image to spare.
 */
export function trainingDeviation(pairs: readonly (readonly [Judged, Judged])[]): number | null {
  let sum = 0;
  let counted = 0;
  for (const [one, other] of pairs) {
    if (one.right === null || other.right === null || one.images !== other.images || one.images < 2) continue;
    const { first, second } = countsOf(one.right, other.right, one.images);
    const square = ((first - second) * (first - second)) / one.images;
    sum += (square - (first + second - square) / (one.images - 1)) / one.images;
    counted++;
  }
  return counted === 0 ? null : Math.sqrt(Math.max(0, sum / (2 * counted)));
}

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
