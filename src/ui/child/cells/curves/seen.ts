import type { Result } from '../../../../base/result.ts';
import { type DatasetId, datasetInfo } from '../../../../data/infos.ts';
import { shownImages } from '../../../../data/shown.ts';
import type { ShownPictures } from '../../../../protocol/protocol.ts';
import type { Training } from './shownTraining.ts';

/** One of the images that are shown, as the child that is drawn sees it. */
export interface SeenImage {
  /** Its class: the first six of a data set, or all of fewer, one image each. */
  readonly label: number;
  /** The class that it is taken for; null before it was looked at. */
  readonly taken: number | null;
}

export function seenBy(training: Training, dataset: DatasetId): readonly SeenImage[] {
  const classes = training.kind === 'none' ? null : (training.trial.shown ?? null);
  return Array.from({ length: shownImages(datasetInfo(dataset)) }, (_, label) => ({
    label,
    taken: classes?.[label] ?? null,
  }));
}

/** How many are right; null before they were looked at. */
export function countRight(images: readonly SeenImage[]): number | null {
  if (images.some(({ taken }) => taken === null)) return null;
  return images.filter(({ label, taken }) => label === taken).length;
}

/** Names of classes in about six letters. */
export function shortClasses(dataset: DatasetId): readonly string[] {
  const { classes, shortClasses: short = classes } = datasetInfo(dataset);
  return short;
}

/** The pixels of one image as a canvas takes them, row by row, four bytes each. */
export function canvasPixels(
  { height, width, pixels }: ShownPictures,
  index: number,
): Uint8ClampedArray<ArrayBuffer> {
  const count = height * width;
  const drawn = new Uint8ClampedArray(4 * count).fill(255);
  for (let pixel = 0; pixel < count; pixel++)
    for (let channel = 0; channel < 3; channel++)
      drawn[4 * pixel + channel] = pixels[3 * (index * count + pixel) + channel] ?? 0;
  return drawn;
}

/** Why no images can be drawn; null where they can, or are on their way. */
export const lackOf = (pictures: Result<ShownPictures, string> | undefined): string | null =>
  pictures === undefined || pictures.ok ? null : pictures.error;
