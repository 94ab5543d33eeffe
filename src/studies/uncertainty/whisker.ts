import { twoSidedZ } from '../../base/normal.ts';

/** Where nothing else is said, intervals are those of 95 %. */
export const ERROR = 0.05;

/**
 * How far from a measured accuracy the child's own may lie: half-widths, as shares of 1. The child's own accuracy is what
 * its trainings would have on average over all images of this kind.
 */
export type Whisker =
  | {
      readonly counts: 'images-and-training';
      /** From the chance of which images it was judged by. */
      readonly images: number;
      /** From the luck of one training: weights, batches, augmentation. */
      readonly training: number;
      /** Both: the square root of the sum of their squares. */
      readonly whole: number;
    }
  /** The training's deviation was never measured under this recipe: the true half-width is greater. */
  | { readonly counts: 'images-only'; readonly images: number; readonly whole: number };

/**
 * Of one accuracy (0 to 1) on so many images. `trainingDeviation` is the standard deviation of the accuracies of trainings of
 * one child, without the chance of the images (trainings.ts); null where nobody measured it. The intervals err with
 * probability `error`. Throws a RangeError on an accuracy outside 0 to 1, on no images and on a negative deviation.
 */
export function whiskerOf(
  accuracy: number,
  images: number,
  trainingDeviation: number | null,
  error = ERROR,
): Whisker {
  const z = twoSidedZ(error);
  const ofImages = z * Math.sqrt(imagesVariance(accuracy, images));
  if (trainingDeviation === null) return { counts: 'images-only', images: ofImages, whole: ofImages };
  const training = z * Math.sqrt(trainingVariance(trainingDeviation));
  return {
    counts: 'images-and-training',
    images: ofImages,
    training,
    whole: Math.sqrt(ofImages * ofImages + training * training),
  };
}

/**
 * Variance of an accuracy by the choice of its images: the binomial one of the share with two images more that are right and
 * two that are wrong (Agresti and Coull 1998), so that it isn't 0 where all or none are right. Divided by the images there
 * are, since the interval stands about the measured share and not about that one: with `n + 4` in its place ten images are
 * covered by 91 % and not by 95 (whisker.test.ts).
 */
export function imagesVariance(accuracy: number, images: number): number {
  if (!(accuracy >= 0 && accuracy <= 1))
    throw new RangeError(`An accuracy of ${accuracy} has no whisker: it must be from 0 to 1.`);
  if (!(Number.isInteger(images) && images >= 1))
    throw new RangeError(`An accuracy on ${images} images has no whisker: there must be one image or more.`);
  const share = (accuracy * images + 2) / (images + 4);
  return (share * (1 - share)) / images;
}

export function trainingVariance(deviation: number): number {
  if (!(deviation >= 0 && deviation < Number.POSITIVE_INFINITY))
    throw new RangeError(`A training's deviation of ${deviation} is none: it must be 0 or more, or null.`);
  return deviation * deviation;
}
