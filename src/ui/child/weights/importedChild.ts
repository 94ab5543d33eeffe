import { fail, ok, type Result } from '../../../base/result.ts';
import { DATASET_IDS, type DatasetId, datasetInfo, isListedId, isOwnId } from '../../../data/infos.ts';
import type { OwnHead } from '../../../data/own/info.ts';
import { settingsForOwn } from '../../../settings/ownPictures.ts';
import { presetFor, type Settings, validateSettings } from '../../../settings/settings.ts';
import type { ImportedChild } from '../../../store/shown/imported.ts';
import { weightsTexts } from '../../texts/notices/weights.ts';
import { settingsTexts } from '../../texts/search/settings.ts';
import type { ReadWeights } from './readWeights.ts';

interface AroundImport {
  readonly settings: Settings;
  readonly ownSets: readonly OwnHead[];
}

/** What a file tells, with settings by which this page builds that network and opens its images. Fails with a sentence. */
export function importedChild(
  read: ReadWeights,
  file: string,
  around: AroundImport,
): Result<ImportedChild, string> {
  const { network, images, architecture, weights, origin } = read;
  if (network.setting === 'imagenet') return fail(weightsTexts.imagenet);
  const here = datasetsHere(around).filter((id) => datasetInfo(id).classes.length === network.classes);
  const told = read.split && here.find((id) => id === read.split?.dataset);
  const dataset = told ?? here.find((id) => isSameImages(datasetInfo(id), images));
  if (dataset === undefined) return fail(weightsTexts.noImages(network.classes));
  const { strategy, seed } = around.settings;
  const { cellsPerStage, filters, size, auxiliary } = network;
  const usual = isOwnId(dataset) ? settingsForOwn(dataset, { strategy, seed }) : presetFor('mini', strategy);
  const parts = (told && read.split) || { ...usual, dataset, seed };
  const { trainImages, validationImages } = parts;
  const valid = validateSettings({
    ...{ ...usual, dataset, seed: parts.seed, trainImages, validationImages },
    ...{ cellsPerStage, filters, imageSize: size, auxiliary },
    // It trains nothing: the batch is only how many images are looked at at a time.
    batch: Math.min(usual.batch, trainImages),
  });
  if (!valid.ok) return fail(valid.error.map((one) => settingsTexts.problem(one)).join(' '));
  return ok({
    ...{ file, architecture, weights, origin, settings: valid.value },
    split: told ? read.split : null,
  });
}

/** The chosen one first: several may be normalised alike. */
function datasetsHere({ settings, ownSets }: AroundImport): readonly DatasetId[] {
  const all: readonly DatasetId[] = [...DATASET_IDS, ...ownSets.map(({ id }) => id)];
  const { dataset } = settings;
  return isListedId(dataset) || all.includes(dataset) ? [dataset, ...all] : all;
}

type Normalised = Pick<ReadWeights['images'], 'mean' | 'deviation'>;

const isSameImages = (a: Normalised, b: Normalised): boolean =>
  isNear(a.mean, b.mean) && isNear(a.deviation, b.deviation);

const isNear = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, index) => Math.abs(value - (b[index] ?? 0)) < 1e-6);
