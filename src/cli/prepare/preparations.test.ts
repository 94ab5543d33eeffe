import { expect, test } from 'vitest';
import { DATASET_IDS, datasetInfo } from '../../data/infos.ts';
import { PREPARED_DATASETS } from './preparations.ts';

test('there is a preparation for the data sets that want one, and for no others', () => {
  const wanting = DATASET_IDS.filter((id) => datasetInfo(id).prepared !== undefined);
  expect([...PREPARED_DATASETS].sort()).toEqual([...wanting].sort());
});
