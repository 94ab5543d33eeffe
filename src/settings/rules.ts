import { type DatasetId, datasetInfo, USUAL_DATASET } from '../data/infos.ts';
import type { Settings } from './table/table.ts';

/** What several settings must be together; `field` is where the problem is shown. */
export type RuleProblem =
  | {
      readonly field: 'sampleSize';
      readonly kind: 'sample-above-population';
      readonly sampleSize: number;
      readonly populationSize: number;
    }
  | {
      readonly field: 'minimumEpochs';
      readonly kind: 'minimum-above-epochs';
      readonly minimumEpochs: number;
      readonly epochs: number;
    }
  | {
      readonly field: 'batch';
      readonly kind: 'batch-above-images';
      readonly batch: number;
      readonly trainImages: number;
    }
  | {
      readonly field: 'imageSize';
      readonly kind: 'no-such-size';
      readonly imageSize: number;
      readonly dataset: DatasetId;
    }
  | {
      readonly field: 'trainImages';
      readonly kind: 'too-many-images';
      readonly trainImages: number;
      readonly validationImages: number;
      readonly dataset: DatasetId;
    }
  | { readonly field: 'auxiliary'; readonly kind: 'auxiliary-too-small' };

/** Null where nothing is wrong. Settings may be missing: what is no value has a problem of its own. */
export type Rule = (settings: Partial<Settings>) => RuleProblem | null;

export const RULES: readonly Rule[] = [
  ({ sampleSize = 0, populationSize = Infinity }) =>
    sampleSize > populationSize
      ? { field: 'sampleSize', kind: 'sample-above-population', sampleSize, populationSize }
      : null,
  ({ halving, minimumEpochs = 0, epochs = Infinity }) =>
    halving && minimumEpochs > epochs
      ? { field: 'minimumEpochs', kind: 'minimum-above-epochs', minimumEpochs, epochs }
      : null,
  ({ batch = 0, trainImages = Infinity }) =>
    batch > trainImages ? { field: 'batch', kind: 'batch-above-images', batch, trainImages } : null,
  ({ imageSize, dataset }) =>
    imageSize !== undefined && dataset !== undefined && !datasetInfo(dataset).sizes.includes(imageSize)
      ? { field: 'imageSize', kind: 'no-such-size', imageSize, dataset }
      : null,
  ({ trainImages = 0, validationImages = 0, dataset = USUAL_DATASET }) =>
    trainImages + validationImages > datasetInfo(dataset).trainingImages
      ? { field: 'trainImages', kind: 'too-many-images', trainImages, validationImages, dataset }
      : null,
  ({ auxiliary, imageSize }) =>
    auxiliary && imageSize === 8 ? { field: 'auxiliary', kind: 'auxiliary-too-small' } : null,
];
