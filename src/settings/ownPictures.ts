import { datasetInfo, isOwnId, type OwnId } from '../data/infos.ts';
import { presetFor } from './presets.ts';
import type { Settings } from './table/table.ts';

const MOST_EPOCHS = 30;

/** Of the images that may be searched with, those that judge a child at least; at most half do. */
const LEAST_JUDGING = 0.4;
/**
 * Few images make rewards noisy: the share grows until so many judge. With them the whisker of an accuracy of 50 % (95 %, images
 * alone: 1.96 √(0.25 / n)) is 10 points either way.
 */
const ENOUGH_JUDGING = 97;

/** How many of so many images judge: 40 % of a large set, 97 of a smaller one, half of a small one. */
const judging = (images: number): number =>
  Math.min(Math.floor(images / 2), Math.max(ENOUGH_JUDGING, Math.round(images * LEAST_JUDGING)));

/**
 * Mini's settings for a set of own pictures: smaller batches and more epochs, for about as many steps, up to MOST_EPOCHS. The
 * learning rate follows the batch in proportion (Goyal et al. 2017, arXiv:1706.02677).
 */
export function settingsForOwn(
  dataset: OwnId,
  { strategy, seed }: Pick<Settings, 'strategy' | 'seed'>,
): Settings {
  const mini = presetFor('mini', strategy);
  const { trainingImages } = datasetInfo(dataset);
  const trainImages = Math.min(mini.trainImages, trainingImages - judging(trainingImages));
  const validationImages = Math.min(mini.validationImages, trainingImages - trainImages);
  const batch = Math.min(mini.batch, Math.max(8, powerBelow(trainImages / 10)));
  const steps = mini.epochs * Math.floor(mini.trainImages / mini.batch);
  const epochs = Math.ceil(steps / Math.max(1, Math.floor(trainImages / batch)));
  return {
    ...mini,
    ...{ seed, dataset, trainImages, validationImages, batch },
    epochs: Math.min(MOST_EPOCHS, Math.max(mini.epochs, epochs)),
    learningRate: (mini.learningRate * batch) / mini.batch,
  };
}

/** The greatest power of two that is not above it, from 1 on. */
const powerBelow = (value: number): number => 1 << (31 - Math.clz32(Math.max(1, value)));

/** What changes with the images: own pictures bring the sizes that fit them, and leave none of these to other images. */
export function settingsWith(dataset: Settings['dataset'], settings: Settings): Partial<Settings> {
  if (dataset === settings.dataset) return {};
  if (isOwnId(dataset)) return settingsForOwn(dataset, settings);
  const { strategy, seed } = settings;
  return isOwnId(settings.dataset) ? { ...presetFor('mini', strategy), seed, dataset } : { dataset };
}
