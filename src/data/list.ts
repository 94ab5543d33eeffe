import { cifar10 } from './cifar10/info.ts';
import type { DatasetInfo } from './dataset.ts';
import { synthetic } from './synthetic/info.ts';

/**
 * The list of data sets, as plain data: what settings, the page and the commands may offer. To add one, write its folder
 * and append its info here; the compiler then asks for what opens it in `datasets.ts`, which the page never loads.
 */
export const DATASET_INFOS = { cifar10, synthetic } as const satisfies Readonly<Record<string, DatasetInfo>>;

export type ListedId = keyof typeof DATASET_INFOS;
