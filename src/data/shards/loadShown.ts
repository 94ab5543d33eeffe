import { DataError } from '../../base/errors.ts';
import type { DatasetInfo, ImageSet } from '../dataset.ts';
import { sha256 } from '../sha256.ts';
import { decodeShown } from '../shown.ts';
import { readManifest } from './load.ts';
import { smallerPlace } from './smaller.ts';
import type { ShardSource } from './source.ts';
import { REMEDY } from './watch.ts';

/**
 * The six images that are shown, at full size, checked as a shard is. A run of smaller images finds them by the manifest of those,
 * which is far smaller. Throws a DataError where they are not prepared, or damaged.
 */
export async function loadShown(
  info: DatasetInfo,
  source: ShardSource,
  { size = info.height, signal }: { readonly size?: number; readonly signal?: AbortSignal } = {},
): Promise<ImageSet> {
  const place = smallerPlace({ info, source }, size);
  const smaller = place && (await readManifest(place.info, place.source, signal));
  const entry = (smaller ?? (await readManifest(info, source, signal)))?.shown;
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
