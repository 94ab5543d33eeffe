/**
 * The list of data sets, as plain data: what settings, the page and the commands may offer. To add one, write its folder
 * and append its info here; the compiler then asks for what opens it in `datasets.ts`, which the page never loads.
 */
import { cifar10 } from './cifar10/info.ts';
import type { DatasetInfo } from './dataset.ts';
import { synthetic } from './synthetic/info.ts';

export const DATASET_INFOS = { cifar10, synthetic } as const satisfies Readonly<Record<string, DatasetInfo>>;

export type DatasetId = keyof typeof DATASET_INFOS;

/** A height and width in pixels that one of them can be had at. */
export type ImageSize = (typeof DATASET_INFOS)[DatasetId]['sizes'][number];

export const DATASET_IDS = Object.keys(DATASET_INFOS) as readonly DatasetId[];

/** Of all data sets, largest first. */
export const IMAGE_SIZES: readonly ImageSize[] = [
  ...new Set(DATASET_IDS.flatMap((id): readonly ImageSize[] => DATASET_INFOS[id].sizes)),
].sort((a, b) => b - a);

/** What a run takes that names none. */
export const USUAL_DATASET: DatasetId = 'cifar10';

/** What takes its place where it cannot be had: it needs no preparation. */
export const STAND_IN: DatasetId = 'synthetic';

export const datasetInfo = (id: DatasetId): DatasetInfo => DATASET_INFOS[id];

export const isDatasetId = (value: unknown): value is DatasetId =>
  (DATASET_IDS as readonly unknown[]).includes(value);
