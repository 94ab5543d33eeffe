import { mix32 } from '../../base/hash.ts';
import type { ImageSet, OpenOptions } from '../dataset.ts';
import { shrinkImages } from '../shrink.ts';
import { synthetic } from './info.ts';
import { makeSynthetic } from './synthetic.ts';

/** Of no run, as those that are shown (shown.ts) are. */
const TEST_SEED = 0x7e57_5e7;

export const testSynthetic = ({ size = synthetic.height }: Pick<OpenOptions, 'size'>): ImageSet =>
  shrinkImages(makeSynthetic(synthetic.testImages, TEST_SEED), size);

export async function openSynthetic({
  images,
  size = synthetic.height,
  seed,
  report,
}: OpenOptions): Promise<ImageSet> {
  // As many of each class, since the split gives what does not divide by their number to random ones.
  const classes = synthetic.classes.length;
  const set = makeSynthetic(classes * Math.ceil(images / classes), mix32(seed));
  const bytes = set.images.length + set.labels.length;
  const detail = `${set.count} synthetic images are made.`;
  report({ stage: 'ready', doneBytes: bytes, totalBytes: bytes, detail });
  return shrinkImages(set, size);
}
