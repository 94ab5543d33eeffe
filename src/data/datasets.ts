import { availableCifar10, openCifar10, shownCifar10, testCifar10 } from './cifar10/open.ts';
import type { Dataset } from './dataset.ts';
import { DATASET_INFOS, type DatasetId, type ListedId } from './infos.ts';
import { isOwnId } from './own/id.ts';
import { type LoadOwnSet, noOwnSets, ownDataset } from './own/open.ts';
import { openSynthetic, testSynthetic } from './synthetic/open.ts';
import { shownSynthetic } from './synthetic/shown.ts';

/** What opens each data set of the list. */
export const DATASETS: { readonly [Id in ListedId]: Dataset } = {
  cifar10: {
    info: DATASET_INFOS.cifar10,
    open: openCifar10,
    available: availableCifar10,
    test: testCifar10,
    shown: shownCifar10,
  },
  synthetic: {
    info: DATASET_INFOS.synthetic,
    open: openSynthetic,
    available: async () => DATASET_INFOS.synthetic.trainingImages,
    test: async (options) => testSynthetic(options),
    shown: async () => shownSynthetic(),
  },
};

/** Of the list, or a person's own, which `loadOwn` reads where they are kept. */
export const datasetOf = (id: DatasetId, loadOwn: LoadOwnSet = noOwnSets): Dataset =>
  isOwnId(id) ? ownDataset(id, loadOwn) : DATASETS[id];
