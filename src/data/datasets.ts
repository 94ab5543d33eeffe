import { availableCifar10, openCifar10, shownCifar10 } from './cifar10/open.ts';
import type { Dataset } from './dataset.ts';
import { DATASET_INFOS, type DatasetId } from './infos.ts';
import { openSynthetic } from './synthetic/open.ts';
import { shownSynthetic } from './synthetic/shown.ts';

/** What opens each data set of the list. */
export const DATASETS: { readonly [Id in DatasetId]: Dataset } = {
  cifar10: {
    info: DATASET_INFOS.cifar10,
    open: openCifar10,
    available: availableCifar10,
    shown: shownCifar10,
  },
  synthetic: {
    info: DATASET_INFOS.synthetic,
    open: openSynthetic,
    available: async () => DATASET_INFOS.synthetic.trainingImages,
    shown: async () => shownSynthetic(),
  },
};
