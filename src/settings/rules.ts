import { datasetInfo, USUAL_DATASET } from '../data/infos.ts';
import type { SettingName, Settings } from './table/table.ts';
import { count, either } from './words.ts';

/** What several settings must be together. */
export interface Rule {
  /** Where the problem is shown. */
  readonly field: SettingName;
  /** A sentence that gives the values and the remedy; null where nothing is wrong. Settings may be missing. */
  problem(settings: Partial<Settings>): string | null;
}

/** False where either is missing: what is no number has a sentence of its own. */
const exceeds = (a: number | undefined, b: number | undefined): boolean =>
  a !== undefined && b !== undefined && a > b;

export const RULES: readonly Rule[] = [
  {
    field: 'sampleSize',
    problem: ({ sampleSize, populationSize }) =>
      exceeds(sampleSize, populationSize)
        ? `sampleSize is ${sampleSize}, but the population has only ${populationSize} children: draw at most as many.`
        : null,
  },
  {
    field: 'minimumEpochs',
    problem: ({ halving, minimumEpochs, epochs }) =>
      halving && exceeds(minimumEpochs, epochs)
        ? `minimumEpochs is ${minimumEpochs}, but a whole training has only ${epochs}: begin with at most as many.`
        : null,
  },
  {
    field: 'batch',
    problem: ({ batch, trainImages }) =>
      exceeds(batch, trainImages)
        ? `batch is ${batch}, but there are only ${trainImages} training images: take at most as many.`
        : null,
  },
  {
    field: 'imageSize',
    problem: ({ imageSize, dataset }) => {
      if (imageSize === undefined || dataset === undefined) return null;
      const { sizes, title } = datasetInfo(dataset);
      return sizes.includes(imageSize)
        ? null
        : `imageSize must be ${either(sizes)} for ${title}, not ${imageSize}.`;
    },
  },
  {
    field: 'trainImages',
    problem: ({ trainImages = 0, validationImages = 0, dataset = USUAL_DATASET }) => {
      const { trainingImages } = datasetInfo(dataset);
      return trainImages + validationImages > trainingImages
        ? `${count(trainImages)} training and ${count(validationImages)} validation images are more than the ` +
            `${count(trainingImages)} there are: take fewer of either.`
        : null;
    },
  },
  {
    field: 'auxiliary',
    problem: ({ auxiliary, imageSize }) =>
      auxiliary && imageSize === 8
        ? 'auxiliary needs images of at least 16 pixels: with 8 its map would be 4 x 4.'
        : null,
  },
];
