import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DataError } from '../../base/errors.ts';
import type { DatasetInfo } from '../../data/dataset.ts';
import { countOutside } from '../../data/outside.ts';
import { manifestFile, readShardManifest, type ShardManifest } from '../../data/shards/manifest.ts';
import { chooseShards } from '../../data/shards/plan.ts';
import { smallerFolder, smallerInfos } from '../../data/shards/smaller.ts';
import { sumsName } from '../../data/shards/sums.ts';
import { LADDER } from '../../settings/ladder.ts';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import { readJson } from '../prepare/folder.ts';

/**
 * Copies the training images of a prepared data set into a site: all, or so many, up to whole shards, those first that the
 * usual seed takes, so that with it a small site gives the same search as a whole one. Test images, which a full training is
 * measured by, come with all training images alone, but for the six that are shown. Of few images the smaller sizes have what a recipe of the ladder takes, at the
 * Demo's size also what judges its winner; a run that takes more shrinks the whole ones. Answers the bytes. Throws a
 * DataError where the set is not prepared.
 */
export async function shipImages(
  info: DatasetInfo,
  from: string,
  to: string,
  images = Number.POSITIVE_INFINITY,
): Promise<number> {
  const { seed } = PRESET_SETTINGS.demo.settings;
  const whole = await preparedAt(info, from);
  const order = chooseShards(
    whole,
    Math.min(images, whole.imagesPerShard * whole.trainShards),
    seed,
    info.title,
  );
  const all = order.length === whole.trainShards;
  const shipped = all ? {} : { shipped: [...order].sort((a, b) => a - b) };
  let bytes = await copyShards(whole, new Set(order), shipped, from, to);
  const { shown } = whole;
  if (shown) await copyFile(path.join(from, shown.file), path.join(to, shown.file));
  bytes += shown?.bytes ?? 0;
  for (const smaller of smallerInfos(info)) {
    const most = all ? images : shippedAt(info, smaller.height);
    const taken = order.slice(0, Math.ceil(most / whole.imagesPerShard));
    const folder = smallerFolder(smaller);
    const [source, target] = [path.join(from, folder), path.join(to, folder)];
    bytes += await copyShards(await preparedAt(smaller, source), new Set(taken), shipped, source, target);
  }
  return bytes;
}

/** Most images that a recipe of the ladder takes at that size; of the Demo also those that judge its winner. */
export function shippedAt(info: DatasetInfo, size: number): number {
  const taken = LADDER.map(({ id, settings: { dataset, imageSize, trainImages, validationImages } }) => {
    if (dataset !== info.id || imageSize !== size) return 0;
    const used = trainImages + validationImages;
    return id === 'demo' ? used + countOutside(info, used) : used;
  });
  return Math.max(0, ...taken);
}

async function preparedAt(info: DatasetInfo, folder: string): Promise<ShardManifest> {
  const read = readShardManifest(await readJson(folder, manifestFile), info);
  if (read.ok && read.value.complete) return read.value;
  const why = read.ok ? 'not all shards are there' : read.error;
  throw new DataError(`${info.title} in ${folder} cannot be shipped: ${why}. Run "npm run prepare-data".`);
}

/** Answers the bytes. */
async function copyShards(
  { measured: _, ...manifest }: ShardManifest,
  taken: ReadonlySet<number>,
  shipped: Pick<ShardManifest, 'shipped'>,
  from: string,
  to: string,
): Promise<number> {
  await mkdir(to, { recursive: true });
  const isWhole = shipped.shipped === undefined;
  const testShards = isWhole ? manifest.testShards : 0;
  const shards = manifest.shards
    .filter(({ part, index }) => (part === 'train' ? taken.has(index) : isWhole))
    .map(({ source: __, ...entry }) => entry);
  let bytes = 0;
  for (const { file, bytes: size, images } of shards) {
    for (const name of [file, sumsName(file)]) await copyFile(path.join(from, name), path.join(to, name));
    bytes += size + 5 * images;
  }
  const complete = shards.length === (shipped.shipped?.length ?? manifest.trainShards) + testShards;
  const text = JSON.stringify({
    ...manifest,
    ...shipped,
    testShards,
    complete,
    shards,
  } satisfies ShardManifest);
  await writeFile(path.join(to, manifestFile), text);
  return bytes + text.length;
}
