/** What follows from the list of data sets for settings, the page and the commands. */
import type { ArchivedInfo, DatasetInfo } from './dataset.ts';
import { DATASET_INFOS, type ListedId } from './list.ts';
import { isOwnId, type OwnId } from './own/id.ts';
import { OWN_SIZES, ownInfo } from './own/info.ts';

export { DATASET_INFOS, type ListedId } from './list.ts';
export { isOwnId, type OwnId } from './own/id.ts';

/** One of the list, or a person's own pictures. */
export type DatasetId = ListedId | OwnId;

/** A height and width in pixels that one of them can be had at. */
export type ImageSize = (typeof DATASET_INFOS)[ListedId]['sizes'][number] | (typeof OWN_SIZES)[number];

/** Of the list. */
export const DATASET_IDS = Object.keys(DATASET_INFOS) as readonly ListedId[];

/** Of all data sets, largest first. */
export const IMAGE_SIZES: readonly ImageSize[] = [
  ...new Set([...OWN_SIZES, ...DATASET_IDS.flatMap((id): readonly ImageSize[] => DATASET_INFOS[id].sizes)]),
].sort((a, b) => b - a);

/** What a run takes that names none. */
export const USUAL_DATASET = 'cifar10' satisfies DatasetId;

/** What takes its place where it cannot be had: it needs no preparation. */
export const STAND_IN: ListedId = 'synthetic';

export const datasetInfo = (id: DatasetId): DatasetInfo => (isListedId(id) ? DATASET_INFOS[id] : ownInfo(id));

export const isListedId = (value: unknown): value is ListedId =>
  (DATASET_IDS as readonly unknown[]).includes(value);

export const isDatasetId = (value: unknown): value is DatasetId => isListedId(value) || isOwnId(value);

/** Whether its images are made in code; false where there is no run that has any. */
export const isSynthetic = (id: DatasetId | undefined): boolean =>
  id !== undefined && datasetInfo(id).synthetic === true;

/** Within a sentence: one that is made in code has no proper name. */
export const nameInSentence = (id: DatasetId): string => {
  const { menuTitle } = datasetInfo(id);
  return isSynthetic(id) || isOwnId(id) ? menuTitle.toLowerCase() : menuTitle;
};

/** The data set that an archive given on the page is for: the usual one, where the chosen one has no archive. */
export function archivedInfo(id: DatasetId): ArchivedInfo {
  const info = datasetInfo(id);
  return hasArchive(info) ? info : DATASET_INFOS[USUAL_DATASET];
}

const hasArchive = (info: DatasetInfo): info is ArchivedInfo => info.archive !== undefined;
