import { DataError } from '../../base/errors.ts';
import { pow } from '../../base/exactMath/pow.ts';
import { type DatasetInfo, type ImageSet, imageBytes, type LoadProgress } from '../dataset.ts';
import { sha256 } from '../sha256.ts';
import {
  manifestFile,
  readShardManifest,
  type ShardEntry,
  type ShardManifest,
  shardBytes,
} from './manifest.ts';
import { chooseShards } from './plan.ts';
import type { ShardSource } from './source.ts';
import { type Patience, pause, REMEDY, watchPreparation } from './watch.ts';

export interface LoadOptions {
  readonly info: DatasetInfo;
  readonly source: ShardSource;
  /** How many training images a run needs, validation included. */
  readonly images: number;
  readonly seed: number;
  readonly report: (progress: LoadProgress) => void;
  readonly signal?: AbortSignal;
  readonly patience?: Patience;
}

const usualPatience: Patience = { absentMs: 5000, silentMs: 60_000, pollMs: 200 };

/**
 * Loads a run's shards, waiting for those that are still being prepared, and checks each. The answer holds whole shards
 * in the seeded order: at least `images` images, as many of each class. Throws a DataError that names the file and the
 * remedy, and the signal's reason when aborted.
 */
export async function loadImages(options: LoadOptions): Promise<ImageSet> {
  const { info, source, images, seed, report, signal, patience = usualPatience } = options;
  let shape = expectedShape(info);
  let set: ImageSet | undefined;
  const loaded = new Set<number>();
  const watch = watchPreparation(info, source, patience);
  for (let round = 0; ; round++) {
    signal?.throwIfAborted();
    const manifest = await readManifest(info, source, signal);
    if (manifest !== undefined) shape = manifest;
    const chosen = chooseShards(shape, images, seed, info.title);
    const bytes = shardBytes(info, shape.imagesPerShard);
    const totalBytes = chosen.length * bytes;
    const tell = (stage: LoadProgress['stage'], detail: string) =>
      report({ stage, doneBytes: loaded.size * bytes, totalBytes, detail });
    if (manifest !== undefined) {
      set ??= emptySet(info, chosen.length * shape.imagesPerShard);
      for (const [slot, index] of chosen.entries()) {
        const entry = manifest.shards.find((known) => known.part === 'train' && known.index === index);
        if (loaded.has(index) || entry === undefined) continue;
        tell('loading', `Loading ${entry.file}, ${loaded.size + 1} of ${chosen.length}.`);
        placeShard(set, slot, entry, await readShard(info, source, entry, signal));
        loaded.add(index);
        round = 0;
      }
      if (loaded.size === chosen.length) {
        tell('ready', `${set.count} images of ${info.title} are loaded.`);
        return set;
      }
    }
    const sentence = await watch(manifest, signal);
    tell(
      'waiting',
      `${chosen.length - loaded.size} of ${chosen.length} shards are still being made. ${sentence}`,
    );
    await pause(Math.min(patience.pollMs * pow(1.5, round), 5 * patience.pollMs), signal);
  }
}

/** The published set, for totals before a manifest is there. */
function expectedShape({ prepared, trainingImages, title }: DatasetInfo) {
  if (prepared === undefined) throw new DataError(`${title} is not read from shards.`);
  const { imagesPerShard } = prepared;
  return { imagesPerShard, trainShards: Math.ceil(trainingImages / imagesPerShard) };
}

async function readManifest(
  info: DatasetInfo,
  source: ShardSource,
  signal?: AbortSignal,
): Promise<ShardManifest | undefined> {
  const value = await source.readJson(manifestFile, signal);
  if (value === undefined) return undefined;
  const read = readShardManifest(value, info);
  if (read.ok) return read.value;
  throw new DataError(`${manifestFile} in ${source.place} cannot be used: ${read.error}. ${REMEDY}.`);
}

async function readShard(
  { classes }: DatasetInfo,
  source: ShardSource,
  entry: ShardEntry,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await source.readBytes(entry.file, signal);
  const damaged = (why: string) =>
    new DataError(`${entry.file} in ${source.place} ${why}. ${REMEDY}; then start again.`);
  if (bytes === undefined) throw damaged('is missing, though the manifest lists it');
  if (bytes.length !== entry.bytes) throw damaged(`has ${bytes.length} bytes instead of ${entry.bytes}`);
  const digest = await sha256(bytes);
  if (digest !== entry.sha256) {
    throw damaged(
      `is damaged: its SHA-256 is ${digest.slice(0, 12)}…, expected ${entry.sha256.slice(0, 12)}…`,
    );
  }
  const wrong = bytes.subarray(0, entry.images).findIndex((label) => label >= classes.length);
  if (wrong >= 0) {
    const last = classes.length - 1;
    throw damaged(`says that its image ${wrong} is of class ${bytes[wrong]}, expected 0 to ${last}`);
  }
  return bytes;
}

function emptySet(info: DatasetInfo, count: number): ImageSet {
  return {
    info,
    count,
    images: new Uint8Array(count * imageBytes(info)),
    labels: new Uint8Array(count),
  };
}

function placeShard(set: ImageSet, slot: number, entry: ShardEntry, bytes: Uint8Array): void {
  set.labels.set(bytes.subarray(0, entry.images), slot * entry.images);
  set.images.set(bytes.subarray(entry.images), slot * entry.images * imageBytes(set.info));
}
