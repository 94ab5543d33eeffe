import { DataError } from '../../base/errors.ts';
import { type Dataset, type ImageSet, imageBytes } from '../dataset.ts';
import { shownOf } from '../shown.ts';
import { shrinkImages } from '../shrink.ts';
import type { OwnSet } from './build.ts';
import type { OwnId } from './id.ts';
import { knowOwnSet, ownInfo } from './info.ts';

/** Reads a kept set; null where there is none by this id. */
export type LoadOwnSet = (id: OwnId) => Promise<OwnSet | null>;

/** Where nothing is kept: a command, another machine. */
export const noOwnSets: LoadOwnSet = async () => null;

const NO_TEST = 'None of these pictures were held out: a set of fewer than 25 has no test images';

/** A set of own pictures as any data set; the images that are held out are never among those that are opened. */
export function ownDataset(id: OwnId, load: LoadOwnSet): Dataset {
  const loaded = async (): Promise<OwnSet> => {
    const set = await load(id);
    if (set === null)
      throw new DataError(
        'These pictures are not kept here: they are in the browser that put them together, unless they were removed there.',
      );
    knowOwnSet(set);
    return set;
  };
  return {
    info: ownInfo(id),
    async open({ size = ownInfo(id).height, report }) {
      const set = await loaded();
      const training = part(set, 0, set.trainingImages);
      const bytes = training.images.length + training.labels.length;
      const detail = `${training.count} of your own pictures are read.`;
      report({ stage: 'ready', doneBytes: bytes, totalBytes: bytes, detail });
      return shrinkImages(training, size);
    },
    available: async () => (await loaded()).trainingImages,
    async test({ size = ownInfo(id).height }) {
      const set = await loaded();
      if (set.testImages === 0) throw new DataError(`${NO_TEST}.`);
      return shrinkImages(part(set, set.trainingImages, set.trainingImages + set.testImages), size);
    },
    async shown() {
      const set = await loaded();
      if (set.testImages === 0) throw new DataError(`${NO_TEST}, so that there are none to show.`);
      return shownOf(part(set, set.trainingImages, set.trainingImages + set.testImages));
    },
  };
}

function part({ id, images, labels }: OwnSet, from: number, to: number): ImageSet {
  const info = ownInfo(id);
  const bytes = imageBytes(info);
  return {
    info,
    count: to - from,
    images: images.slice(from * bytes, to * bytes),
    labels: labels.slice(from, to),
  };
}
