import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type DatasetInfo, type ImageSet, imageBytes } from '../../data/dataset.ts';
import type { ShardEntry, ShardManifest } from '../../data/shards/manifest.ts';
import {
  encodeShown,
  hasShown,
  SHOWN_FILE,
  SHOWN_IMAGES,
  type ShownEntry,
  ShownImages,
  shownBytes,
  shownOf,
} from '../../data/shown.ts';
import { writeWhole } from './folder.ts';
import { digest, type SheetPart } from './shards.ts';

/** Of the test images as their origin has them; sheets without one of the six are not decoded. */
export function shownOfSheets(
  info: DatasetInfo,
  { labels, imagesPerSheet, decode }: SheetPart,
): ImageSet | null {
  const shown = new ShownImages(info);
  const size = imageBytes(info);
  let decoded = -1;
  let pixels: Uint8Array = new Uint8Array();
  for (let position = 0; position < labels.length && shown.set === null; position++) {
    const place = shown.place(labels[position]!);
    if (place === null) continue;
    const sheet = Math.floor(position / imagesPerSheet);
    if (decoded !== sheet) pixels = decode(sheet);
    decoded = sheet;
    const from = (position - sheet * imagesPerSheet) * size;
    place.set(pixels.subarray(from, from + size));
  }
  return shown.set;
}

/** Of the first test shard, which begins with the first image of each class. */
export function shownOfShard(info: DatasetInfo, { images }: ShardEntry, shard: Uint8Array): ImageSet {
  return shownOf({ info, count: images, labels: shard.slice(0, images), images: shard.slice(images) });
}

/** Its entry; what is there already, and right, is not written again. */
export async function keepShown(folder: string, set: ImageSet): Promise<ShownEntry> {
  const bytes = encodeShown(set);
  const found = await readFile(join(folder, SHOWN_FILE)).catch(() => undefined);
  if (found === undefined || !found.equals(bytes)) await writeWhole(folder, SHOWN_FILE, bytes);
  return { file: SHOWN_FILE, images: SHOWN_IMAGES, bytes: bytes.length, sha256: digest(bytes) };
}

/** Whether what a complete manifest has to list is there, with its size. */
export async function haveShown(
  info: DatasetInfo,
  folder: string,
  { shown }: ShardManifest,
): Promise<boolean> {
  if (!hasShown(info)) return true;
  const size = await stat(join(folder, SHOWN_FILE)).then(
    (found) => found.size,
    () => -1,
  );
  return shown !== undefined && size === shownBytes(info);
}
