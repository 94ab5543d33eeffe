import { DataError } from '../base/errors.ts';
import { createRandom, shuffle } from '../base/random.ts';
import type { ImageSet, Split } from './dataset.ts';

/** As many images as judge a final figure, where the data set has them to spare, and the fewest that are worth it. */
export const MOST_OUTSIDE = 5000;
export const FEWEST_OUTSIDE = 2000;

/**
 * How many of a data set's training images are outside a run's split and may judge what it found; 0 where there are too
 * few. As many of each class.
 */
export function countOutside(
  { trainingImages, classes }: Pick<ImageSet['info'], 'trainingImages' | 'classes'>,
  used: number,
): number {
  const count = Math.min(MOST_OUTSIDE, trainingImages - used);
  const even = count - (count % classes.length);
  return even >= FEWEST_OUTSIDE ? even : 0;
}

/**
 * Images that no part of the split has: as many of each class, in random order. The set may hold more images behind those that
 * were split. Throws a DataError where a class has too few left.
 */
export function outsideImages(
  set: Pick<ImageSet, 'info' | 'labels'>,
  split: Split,
  count: number,
  seed: number,
): Uint32Array {
  const used = new Uint8Array(set.labels.length);
  for (const part of [split.train, split.validation]) for (const index of part) used[index] = 1;
  const random = createRandom(seed);
  const { classes, title } = set.info;
  const each = count / classes.length;
  const left = classes.map(() => [] as number[]);
  for (const [index, label] of set.labels.entries()) if (!used[index]) left[label]!.push(index);
  const chosen = left.flatMap((members, label) => {
    if (members.length < each)
      throw new DataError(
        `Only ${members.length} images of ${title} are ${classes[label]} and outside the split: ${each} were to judge the winner.`,
      );
    return shuffle(members, random).slice(0, each);
  });
  return Uint32Array.from(shuffle(chosen, random));
}
