import type { DatasetInfo } from '../dataset.ts';

/** A made-up data set of four classes and 8 x 8 pixels that tests put into the list: all else has to follow from it. */
export const tiny: DatasetInfo = {
  id: 'tiny',
  title: 'Tiny',
  menuTitle: 'Tiny',
  classes: ['a', 'b', 'c', 'd'],
  height: 8,
  width: 8,
  channels: 3,
  trainingImages: 80,
  testImages: 20,
  mean: [0.5, 0.5, 0.5],
  deviation: [0.2, 0.2, 0.2],
  sizes: [8],
  prepared: { imagesPerShard: 20 },
  archive: { file: 'tiny.tgz' },
};
