import type { DatasetInfo, ImageSet } from '../dataset.ts';
import { shrinkImages } from '../shrink.ts';
import { type LoadOptions, loadImages, readManifest } from './load.ts';
import { loadTestImages } from './loadTest.ts';
import { chooseShards } from './plan.ts';
import { type ShardSource, sourceWithin } from './source.ts';

/**
 * The same shards at each smaller size of a data set, shrunk before they are served, in a folder beside the whole ones
 * (`8/train-07.bin`, with a manifest of its own): a run of small images loads a sixteenth of the bytes, and gets the very
 * same ones. They are read where all that a run needs are there; what older versions prepared has none of them.
 */
export const smallerInfos = (info: DatasetInfo): readonly DatasetInfo[] =>
  info.sizes.filter((size) => size < info.height).map((size) => ({ ...info, height: size, width: size }));

/** The folder of the shards of such a size. */
export const smallerFolder = ({ height }: DatasetInfo): string => String(height);

/** Whole shards, or those of a smaller size, with where they lie. */
interface Place {
  readonly info: DatasetInfo;
  readonly source: ShardSource;
}

/** Undefined for the whole size, and for one that the set does not have. */
export function smallerPlace({ info, source }: Place, size: number): Place | undefined {
  const smaller = smallerInfos(info).find(({ height }) => height === size);
  return smaller && { info: smaller, source: sourceWithin(source, smallerFolder(smaller)) };
}

/** What loadImages answers, at `size` x `size` pixels. */
export async function loadImagesAt(options: LoadOptions, size: number): Promise<ImageSet> {
  const { images, seed, signal } = options;
  const place = smallerPlace(options, size);
  const manifest = place && (await readManifest(place.info, place.source, signal));
  if (place && manifest) {
    const listed = manifest.shards.flatMap(({ part, index }) => (part === 'train' ? [index] : []));
    if (chooseShards(manifest, images, seed, place.info.title).every((index) => listed.includes(index)))
      return loadImages({ ...options, ...place });
  }
  return shrinkImages(await loadImages(options), size);
}

/** What loadTestImages answers, at `size` x `size` pixels. */
export async function loadTestImagesAt(
  info: DatasetInfo,
  source: ShardSource,
  size: number,
  signal?: AbortSignal,
): Promise<ImageSet> {
  const place = smallerPlace({ info, source }, size);
  const manifest = place && (await readManifest(place.info, place.source, signal));
  const there = manifest?.shards.filter(({ part }) => part === 'test').length ?? 0;
  if (place && manifest && there > 0 && there === manifest.testShards)
    return loadTestImages(place.info, place.source, signal);
  return shrinkImages(await loadTestImages(info, source, signal), size);
}
