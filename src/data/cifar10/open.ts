import type { ImageSet, OpenOptions } from '../dataset.ts';
import { cutShards } from '../shards/plan.ts';
import { loadImagesAt } from '../shards/smaller.ts';
import { shrinkImages } from '../shrink.ts';
import { readCifarArchive } from './archive.ts';
import { cifar10 } from './info.ts';

/** From the archive that a person dropped, else from prepared shards: with the same seed the same images. */
export async function openCifar10(options: OpenOptions): Promise<ImageSet> {
  const { images, size = cifar10.height, seed, source, archive, report, signal, wanted } = options;
  const stopping = signal === undefined ? {} : { signal };
  const choosing = wanted === undefined ? {} : { wanted };
  if (!archive)
    return loadImagesAt({ info: cifar10, source, images, seed, report, ...choosing, ...stopping }, size);
  const set = await readCifarArchive(archive, {
    report: (doneBytes, totalBytes) =>
      report({
        stage: 'loading',
        doneBytes,
        totalBytes,
        detail: 'Reading the archive that was dropped on the page.',
      }),
    ...stopping,
  });
  const cut = cutShards(set, images, seed, cifar10.prepared.imagesPerShard);
  const bytes = archive.size;
  report({ stage: 'ready', doneBytes: bytes, totalBytes: bytes, detail: 'The archive is read.' });
  return shrinkImages(cut, size);
}
