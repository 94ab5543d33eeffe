import { type DatasetId, datasetInfo, IMAGE_SIZES, USUAL_DATASET } from '../data/infos.ts';
import { AUXILIARY_WINDOW, auxiliaryMap } from '../network/auxiliary.ts';
import { comparableKey } from './comparableKey.ts';
import { PRESET_SETTINGS } from './presets.ts';
import { SETTING_NAMES, type Settings } from './table/table.ts';

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
  | { readonly field: 'retrainKnown'; readonly kind: 'retrained-with-halving' }
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
  | { readonly field: 'rewards'; readonly kind: 'not-as-tabulated' }
  | {
      readonly field: 'auxiliary';
      readonly kind: 'auxiliary-too-small';
      readonly imageSize: number;
      /** The smallest size that would do. */
      readonly least: number;
    };

/** Null where nothing is wrong. Settings may be missing: what is no value has a problem of its own. */
export type Rule = (settings: Partial<Settings>) => RuleProblem | null;

/** Whether an auxiliary head has room where images are of this size. */
export const hasAuxiliary = (imageSize: number): boolean => auxiliaryMap(imageSize) >= AUXILIARY_WINDOW;

/** What weighs or spares what is looked up: a table knows accuracies alone, after several budgets. */
const BESIDE_THE_TABLE = { reward: 'accuracy', halving: false } as const;

const asTabulated = (settings: Settings): string => comparableKey({ ...settings, ...BESIDE_THE_TABLE });

export const RULES: readonly Rule[] = [
  (settings) =>
    settings.rewards === 'table' &&
    SETTING_NAMES.every((name) => settings[name] !== undefined) &&
    asTabulated(settings as Settings) !== asTabulated(PRESET_SETTINGS.table.settings)
      ? { field: 'rewards', kind: 'not-as-tabulated' }
      : null,
  ({ sampleSize = 0, populationSize = Infinity }) =>
    sampleSize > populationSize
      ? { field: 'sampleSize', kind: 'sample-above-population', sampleSize, populationSize }
      : null,
  ({ halving, minimumEpochs = 0, epochs = Infinity }) =>
    halving && minimumEpochs > epochs
      ? { field: 'minimumEpochs', kind: 'minimum-above-epochs', minimumEpochs, epochs }
      : null,
  // A graph that is often born fills its rung, and is promoted as often, by its luckiest training.
  ({ strategy, retrainKnown, halving }) =>
    strategy === 'evolution' && retrainKnown && halving
      ? { field: 'retrainKnown', kind: 'retrained-with-halving' }
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
    auxiliary && imageSize !== undefined && !hasAuxiliary(imageSize)
      ? {
          field: 'auxiliary',
          kind: 'auxiliary-too-small',
          imageSize,
          least: Math.min(...IMAGE_SIZES.filter(hasAuxiliary)),
        }
      : null,
];
