import { DataError, InputError, messageOf } from '../../base/errors.ts';
import type { ImageSet } from '../../data/dataset.ts';
import { datasetOf } from '../../data/datasets.ts';
import {
  DATASET_IDS,
  type DatasetId,
  datasetInfo,
  isDatasetId,
  STAND_IN,
  USUAL_DATASET,
} from '../../data/infos.ts';
import { tell } from '../bootstrap/folders.mjs';
import { folderOf, prepareDataset } from '../prepare/preparations.ts';
import { terminalReport } from '../text/terminalReport.ts';
import { folderSource } from './folderSource.ts';

/** Says why a data set cannot be had, and that another takes its place; throws where that one was asked for. */
function standIn(thrown: unknown, id: DatasetId, asked: boolean): DatasetId {
  if (!(thrown instanceof DataError) || asked) throw thrown;
  tell(`Warning: ${messageOf(thrown)}`);
  tell(
    `Going on with ${STAND_IN} images: their accuracies say nothing about ${datasetInfo(id).title}. --dataset ${id} fails instead.`,
  );
  return STAND_IN;
}

/**
 * Prepares a data set where it is missing, and answers it. Unless it was asked for, a machine that cannot get it gets
 * synthetic images and a warning, so that a first run never fails; results then say "synthetic".
 */
export async function prepareOrStandIn(id: DatasetId, asked: boolean): Promise<DatasetId> {
  try {
    await prepareDataset(id, { report: terminalReport(process.stderr) });
    return id;
  } catch (thrown) {
    return standIn(thrown, id, asked);
  }
}

/** The images of a command that trains children, at their size; where no set is named, those of the usual data set or what stands in. */
export async function commandImages(
  images: number,
  size: number,
  seed: number,
  wanted: string | undefined,
): Promise<ImageSet> {
  if (wanted !== undefined && !isDatasetId(wanted)) {
    throw new InputError(`--dataset ${wanted}: give ${DATASET_IDS.join(' or ')}.`);
  }
  const open = (id: DatasetId) =>
    datasetOf(id).open({
      ...{ images, size, seed },
      source: folderSource(folderOf(id)),
      report: () => {},
    });
  const asked = wanted !== undefined;
  const id = await prepareOrStandIn(wanted ?? USUAL_DATASET, asked);
  return open(id).catch((thrown: unknown) => open(standIn(thrown, id, asked || id === STAND_IN)));
}
