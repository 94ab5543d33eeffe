import { DataError } from '../../base/errors.ts';
import type { DatasetInfo, ImageSet } from '../dataset.ts';
import { sha256 } from '../sha256.ts';
import { decodeShown } from '../shown.ts';
import { readManifest } from './load.ts';
import type { ShardSource } from './source.ts';
import { REMEDY } from './watch.ts';

/** The six images that are shown, checked as a shard is. Throws a DataError where they are not prepared, or damaged. */
export async function loadShown(
  info: DatasetInfo,
  source: ShardSource,
  signal?: AbortSignal,
): Promise<ImageSet> {
  const entry = (await readManifest(info, source, signal))?.shown;
  if (entry === undefined)
    throw new DataError(`${source.place} has none: an older version prepared it. ${REMEDY}.`);
  const bytes = await source.readBytes(entry.file, signal);
  if (bytes === undefined)
    throw new DataError(
      `${entry.file} is missing in ${source.place}, though the manifest lists it. ${REMEDY}.`,
    );
  const read = decodeShown(info, bytes);
  if (!read.ok) throw new DataError(`${read.error} ${REMEDY}.`);
  if ((await sha256(bytes)) !== entry.sha256)
    throw new DataError(
      `${entry.file} in ${source.place} is damaged: its SHA-256 is another one. ${REMEDY}.`,
    );
  return read.value;
}
