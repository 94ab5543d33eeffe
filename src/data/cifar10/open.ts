import type { ImageSet, OpenOptions } from '../dataset.ts';
import { readManifest } from '../shards/load.ts';
import { loadShown } from '../shards/loadShown.ts';
import { cutShards } from '../shards/plan.ts';
import { loadImagesAt, loadTestImagesAt } from '../shards/smaller.ts';
import { shrinkImages } from '../shrink.ts';
import { readCifarArchive, readCifarTest } from './archive.ts';
import { cifar10 } from './info.ts';

/** From the archive that a person dropped, else from prepared shards: with the same seed the same images. */
export async function openCifar10(options: OpenOptions): Promise<ImageSet> {
  const { images, size = cifar10.height, seed, source, archive, report, signal, wanted, looked } = options;
  const stopping = signal === undefined ? {} : { signal };
  const choosing = {
    ...(wanted === undefined ? {} : { wanted }),
    ...(looked === undefined ? {} : { looked }),
  };
  if (!archive)
    return loadImagesAt({ info: cifar10, source, images, seed, report, ...choosing, ...stopping }, size);
  const { set, shown } = await readCifarArchive(archive, {
    report: (doneBytes, totalBytes) =>
      report({
        stage: 'loading',
        doneBytes,
        totalBytes,
        detail: 'Reading the archive that was dropped on the page.',
      }),
    ...stopping,
  });
  if (shown !== null) options.shown?.(shown);
  const cut = cutShards(set, images, seed, cifar10.prepared.imagesPerShard);
  const bytes = archive.size;
  report({ stage: 'ready', doneBytes: bytes, totalBytes: bytes, detail: 'The archive is read.' });
  return shrinkImages(cut, size);
}

/** A site may have some of the shards alone; while they are prepared, all of them are on their way. */
export async function availableCifar10({
  source,
  archive,
  signal,
}: Pick<OpenOptions, 'source' | 'archive' | 'signal'>): Promise<number> {
  const manifest = archive ? undefined : await readManifest(cifar10, source, signal);
  if (manifest === undefined) return cifar10.trainingImages;
  const { imagesPerShard, trainShards, shipped } = manifest;
  return imagesPerShard * (shipped?.length ?? trainShards);
}

/** From where a run has its own images. */
export async function testCifar10({
  source,
  archive,
  size = cifar10.height,
  signal,
}: Pick<OpenOptions, 'source' | 'archive' | 'size' | 'signal'>): Promise<ImageSet> {
  if (!archive) return loadTestImagesAt(cifar10, source, size, signal);
  return shrinkImages(await readCifarTest(archive, signal === undefined ? {} : { signal }), size);
}

export const shownCifar10 = ({
  source,
  ...options
}: Pick<OpenOptions, 'source' | 'size' | 'signal'>): Promise<ImageSet> => loadShown(cifar10, source, options);
