import { DATASET_IDS, datasetInfo } from '../../data/infos.ts';

/** The data sets that are prepared, within a sentence: "CIFAR-10", "A and B" or "A or B". */
export const preparedNames = (joined: 'and' | 'or'): string =>
  new Intl.ListFormat('en', { type: joined === 'and' ? 'conjunction' : 'disjunction' }).format(
    DATASET_IDS.map(datasetInfo).flatMap(({ prepared, title }) => (prepared === undefined ? [] : [title])),
  );
