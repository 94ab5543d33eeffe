import { DataError } from '../../base/errors.ts';
import type { DatasetInfo, ImageSet } from '../dataset.ts';
import { emptySet, placeShard, readManifest, readShard } from './load.ts';
import type { ShardSource } from './source.ts';
import { REMEDY } from './watch.ts';

/**
 * The test images, whole shards in their order, each checked: no search sees them, so they are read apart from a run's.
 * Throws a DataError where they are not all prepared, or damaged, and the signal's reason when aborted.
 */
export async function loadTestImages(
  info: DatasetInfo,
  source: ShardSource,
  signal?: AbortSignal,
): Promise<ImageSet> {
  const manifest = await readManifest(info, source, signal);
  const shards = manifest?.shards.filter(({ part }) => part === 'test') ?? [];
  if (manifest === undefined || shards.length < manifest.testShards || shards.length === 0) {
    throw new DataError(
      `The test images of ${info.title} are not all in ${source.place}. ${REMEDY}; then start again.`,
    );
  }
  const set = emptySet(
    info,
    shards.reduce((sum, { images }) => sum + images, 0),
  );
  for (const [slot, entry] of shards.entries())
    placeShard(set, slot, entry, await readShard(info, source, entry, signal));
  return set;
}
