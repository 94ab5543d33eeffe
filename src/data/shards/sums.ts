import { crc32 } from '../../base/bytes/crc32.ts';
import { type DatasetInfo, imageBytes } from '../dataset.ts';

/**
 * What lies beside a shard so that some of its images can be read without the others: the labels of all, one byte each, then
 * the CRC-32 of each image's bytes, little end first.
 */
export interface ShardSums {
  readonly labels: Uint8Array;
  /** Whether these are the bytes of that image. */
  fits(image: number, bytes: Uint8Array): boolean;
}

/** `train-07.sums`, of `train-07.bin`. */
export const sumsName = (file: string): string => file.replace(/\.bin$/, '.sums');

const SUM = 4;

export const sumsBytes = (images: number): number => images * (1 + SUM);

/** Of a shard's own bytes. */
export function sumsOf(info: DatasetInfo, images: number, shard: Uint8Array): Uint8Array<ArrayBuffer> {
  const size = imageBytes(info);
  const sums = new Uint8Array(sumsBytes(images));
  sums.set(shard.subarray(0, images));
  const view = new DataView(sums.buffer);
  for (let image = 0; image < images; image++) {
    const from = images + image * size;
    view.setUint32(images + image * SUM, crc32(shard.subarray(from, from + size)), true);
  }
  return sums;
}

/** Null where they are of another shard. */
export function readSums({ classes }: DatasetInfo, images: number, sums: Uint8Array): ShardSums | null {
  const labels = sums.subarray(0, images);
  if (sums.length !== sumsBytes(images) || labels.some((label) => label >= classes.length)) return null;
  const view = new DataView(sums.buffer, sums.byteOffset + images);
  return { labels, fits: (image, bytes) => view.getUint32(image * SUM, true) === crc32(bytes) };
}
