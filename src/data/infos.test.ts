import { expect, test } from 'vitest';
import { DATASETS } from './datasets.ts';
import { DATASET_IDS, datasetInfo, IMAGE_SIZES, isDatasetId, STAND_IN, USUAL_DATASET } from './infos.ts';

test.each(DATASET_IDS)('what is told of %s fits together', (id) => {
  const info = datasetInfo(id);
  const { classes, channels, mean, deviation, height, width, sizes, trainingImages, prepared } = info;
  expect(info.id).toBe(id);
  expect(DATASETS[id].info).toBe(info);
  expect(new Set(classes).size).toBe(classes.length);
  expect([mean.length, deviation.length]).toEqual([channels, channels]);
  // Images are square, and shrunk by halving.
  expect(sizes).toEqual(sizes.map((_, i) => height / 2 ** i));
  expect(width).toBe(height);
  expect(sizes.every((size) => (IMAGE_SIZES as readonly number[]).includes(size))).toBe(true);
  expect(trainingImages % classes.length).toBe(0);
  if (prepared === undefined) return;
  expect(prepared.imagesPerShard % classes.length).toBe(0);
  expect(trainingImages % prepared.imagesPerShard).toBe(0);
});

test('the usual set is prepared, and what stands in for it needs no preparation', () => {
  expect(datasetInfo(USUAL_DATASET).prepared).toBeDefined();
  expect(datasetInfo(STAND_IN).prepared).toBeUndefined();
  expect(['mnist', 'toString', null].map(isDatasetId)).toEqual([false, false, false]);
});
