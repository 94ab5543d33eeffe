import path from 'node:path';
import type { DatasetId } from '../../data/infos.ts';
import { dataFolder } from '../site/page.ts';
import { prepareCifar10 } from './cifar10/prepareCifar10.ts';
import type { Prepared, PrepareOptions } from './prepareShards.ts';

/** What makes the shards of the data sets whose info says that they are prepared. */
const PREPARATIONS: Readonly<Partial<Record<DatasetId, (options: PrepareOptions) => Promise<Prepared>>>> = {
  cifar10: prepareCifar10,
};

export const PREPARED_DATASETS = Object.keys(PREPARATIONS) as readonly DatasetId[];

/** Where its shards are served from, and read by the commands. */
export const folderOf = (id: DatasetId): string => path.join(dataFolder, id);

/**
 * Makes what is not there yet of a data set; answers null where it needs no preparation. Can be killed at any time and
 * goes on from the finished shards. Throws a DataError with what, why and remedy.
 */
export async function prepareDataset(
  id: DatasetId,
  { folder = folderOf(id), ...options }: Omit<PrepareOptions, 'folder'> & { readonly folder?: string },
): Promise<Prepared | null> {
  return (await PREPARATIONS[id]?.({ folder, ...options })) ?? null;
}
