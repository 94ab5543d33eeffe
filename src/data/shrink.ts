import { DataError } from '../base/errors.ts';
import type { ImageSet } from './dataset.ts';

/** The same images at `size` x `size` pixels, halved as often as that takes. Throws a DataError where it takes a fraction. */
export function shrinkImages(set: ImageSet, size: number): ImageSet {
  let shrunk = set;
  while (shrunk.info.height > size) shrunk = halveImages(shrunk);
  return shrunk;
}

/**
 * The same images at half the height and width: each pixel is the rounded mean of 2 x 2, a half rounded up. Mean and
 * deviation stay those of the full size, which normalise every run alike. Throws a DataError on images of odd size.
 */
function halveImages({ info, count, images, labels }: ImageSet): ImageSet {
  const { channels } = info;
  const height = info.height / 2;
  const width = info.width / 2;
  if (!Number.isInteger(height) || !Number.isInteger(width)) {
    throw new DataError(`Images of ${info.height} x ${info.width} pixels have no half: both must be even.`);
  }
  const row = info.width * channels;
  const halved = new Uint8Array(count * height * width * channels);
  let to = 0;
  for (let y = 0; y < count * height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < channels; channel++) {
        const from = 2 * y * row + 2 * x * channels + channel;
        const sum =
          images[from]! + images[from + channels]! + images[from + row]! + images[from + row + channels]!;
        halved[to++] = (sum + 2) >> 2;
      }
    }
  }
  return { info: { ...info, height, width }, count, images: halved, labels };
}
