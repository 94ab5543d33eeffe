import { DataError } from '../../base/errors.ts';
import { createRandom, shuffle } from '../../base/random.ts';
import { cifar10, cifarImageBytes } from '../cifar10/info.ts';
import type { ImageSet } from '../dataset.ts';
import { sha256 } from '../sha256.ts';
import {
  manifestFile,
  readShardManifest,
  type ShardEntry,
  type ShardManifest,
  shardBytes,
} from './manifest.ts';
import { type PreparationProgress, progressFile, readPreparation } from './preparation.ts';
import type { ShardSource } from './source.ts';

/** What loading is at, for a person; bytes count the shards that the run needs. */
export interface LoadProgress {
  readonly stage: 'waiting' | 'loading' | 'ready';
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly detail: string;
}

export interface LoadOptions {
  readonly source: ShardSource;
  /** How many training images a run needs, validation included. */
  readonly images: number;
  readonly seed: number;
  readonly report: (progress: LoadProgress) => void;
  readonly signal?: AbortSignal;
  /** How long nothing, or only a failed preparation, may be there; how long one at work may show no sign of life. */
  readonly patience?: { readonly absentMs: number; readonly silentMs: number; readonly pollMs: number };
}

const usualPatience = { absentMs: 5000, silentMs: 60_000, pollMs: 200 };
/** The published set, for totals before a manifest is there. */
const usualShape = { imagesPerShard: 1000, trainShards: 50 };
const remedy = 'Run "npm run prepare-data": it checks every file, makes the missing and damaged ones anew';

/**
 * The training shards of a run: the first ceil(images / imagesPerShard) in an order that the seed alone decides. The
 * test part is never among them.
 */
export function chooseShards(
  { imagesPerShard, trainShards }: Pick<ShardManifest, 'imagesPerShard' | 'trainShards'>,
  images: number,
  seed: number,
): number[] {
  const available = imagesPerShard * trainShards;
  if (!Number.isInteger(images) || images < 1 || images > available) {
    throw new DataError(
      `${images} images were asked for, but the training part of CIFAR-10 here has ${available}. ` +
        'Choose fewer training or validation images.',
    );
  }
  const order = shuffle(
    Array.from({ length: trainShards }, (_, index) => index),
    createRandom(seed),
  );
  return order.slice(0, Math.ceil(images / imagesPerShard));
}

/**
 * Loads a run's shards, waiting for those that are still being prepared, and checks each. The answer holds whole shards
 * in the seeded order: at least `images` images, as many of each class. Throws a DataError that names the file and the
 * remedy, and the signal's reason when aborted.
 */
export async function loadImages(options: LoadOptions): Promise<ImageSet> {
  const { source, images, seed, report, signal, patience = usualPatience } = options;
  let shape = usualShape;
  let set: ImageSet | undefined;
  const loaded = new Set<number>();
  const watch = watchPreparation(source, patience);
  for (let round = 0; ; round++) {
    signal?.throwIfAborted();
    const manifest = await readManifest(source, signal);
    if (manifest !== undefined) shape = manifest;
    const chosen = chooseShards(shape, images, seed);
    const totalBytes = chosen.length * shardBytes(shape.imagesPerShard);
    const tell = (stage: LoadProgress['stage'], detail: string) =>
      report({ stage, doneBytes: loaded.size * shardBytes(shape.imagesPerShard), totalBytes, detail });
    if (manifest !== undefined) {
      set ??= emptySet(chosen.length * shape.imagesPerShard);
      for (const [slot, index] of chosen.entries()) {
        const entry = manifest.shards.find((known) => known.part === 'train' && known.index === index);
        if (loaded.has(index) || entry === undefined) continue;
        tell('loading', `Loading ${entry.file}, ${loaded.size + 1} of ${chosen.length}.`);
        placeShard(set, slot, entry, await readShard(source, entry, signal));
        loaded.add(index);
        round = 0;
      }
      if (loaded.size === chosen.length) {
        tell('ready', `${set.count} images of CIFAR-10 are loaded.`);
        return set;
      }
    }
    const sentence = await watch(manifest, signal);
    tell(
      'waiting',
      `${chosen.length - loaded.size} of ${chosen.length} shards are still being made. ${sentence}`,
    );
    await pause(Math.min(patience.pollMs * 1.5 ** round, 5 * patience.pollMs), signal);
  }
}

async function readManifest(source: ShardSource, signal?: AbortSignal): Promise<ShardManifest | undefined> {
  const value = await source.readJson(manifestFile, signal);
  if (value === undefined) return undefined;
  const read = readShardManifest(value);
  if (read.ok) return read.value;
  throw new DataError(`${manifestFile} in ${source.place} cannot be used: ${read.error}. ${remedy}.`);
}

async function readShard(
  source: ShardSource,
  entry: ShardEntry,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await source.readBytes(entry.file, signal);
  const damaged = (why: string) =>
    new DataError(`${entry.file} in ${source.place} ${why}. ${remedy}; then start again.`);
  if (bytes === undefined) throw damaged('is missing, though the manifest lists it');
  if (bytes.length !== entry.bytes) throw damaged(`has ${bytes.length} bytes instead of ${entry.bytes}`);
  const digest = await sha256(bytes);
  if (digest !== entry.sha256) {
    throw damaged(
      `is damaged: its SHA-256 is ${digest.slice(0, 12)}…, expected ${entry.sha256.slice(0, 12)}…`,
    );
  }
  const wrong = bytes.subarray(0, entry.images).findIndex((label) => label >= cifar10.classes.length);
  if (wrong >= 0) throw damaged(`says that its image ${wrong} is of class ${bytes[wrong]}, expected 0 to 9`);
  return bytes;
}

function emptySet(count: number): ImageSet {
  return {
    info: cifar10,
    count,
    images: new Uint8Array(count * cifarImageBytes),
    labels: new Uint8Array(count),
  };
}

function placeShard(set: ImageSet, slot: number, entry: ShardEntry, bytes: Uint8Array): void {
  set.labels.set(bytes.subarray(0, entry.images), slot * entry.images);
  set.images.set(bytes.subarray(entry.images), slot * entry.images * cifarImageBytes);
}

/**
 * Follows `progress.json`: answers its sentence, and throws where a preparation failed, where none has begun, or where
 * it has shown no sign of life for too long. Only this machine's clock counts, by when something changed.
 */
function watchPreparation(source: ShardSource, patience: Required<LoadOptions>['patience']) {
  let seen: PreparationProgress | undefined;
  let since = performance.now();
  return async (manifest: ShardManifest | undefined, signal?: AbortSignal): Promise<string> => {
    const progress = readPreparation(await source.readJson(progressFile, signal));
    const waited = performance.now() - since;
    if (progress === undefined && seen === undefined) {
      if (waited <= patience.absentMs) return 'Waiting for the preparation to begin.';
      const what =
        manifest === undefined
          ? `There are no CIFAR-10 images in ${source.place}: neither ${manifestFile} nor ${progressFile} is there.`
          : `${manifestFile} in ${source.place} lists ${manifest.shards.length} shards, others are needed, and nobody is making them.`;
      throw new DataError(
        `${what} Run "npm run prepare-data" where the page is served from, or put the whole folder data/cifar10 ` +
          'there; or drop cifar-10-binary.tar.gz on the page.',
      );
    }
    if (progress?.stage === 'failed') {
      // One that had failed before we looked may be followed by another that is only just starting.
      if (seen === undefined && waited <= patience.absentMs) return 'The last preparation failed.';
      throw new DataError(progress.error ?? `The preparation of CIFAR-10 failed. ${remedy}.`);
    }
    if (progress !== undefined && progress.beat !== seen?.beat) {
      since = performance.now();
      seen = progress;
    } else if (waited > patience.silentMs) {
      throw new DataError(
        `The preparation of CIFAR-10 has been silent for ${Math.round(waited / 1000)} s; its last words: ` +
          `"${seen?.sentence}" Run "npm run prepare-data" to go on with it.`,
      );
    }
    return seen?.sentence ?? '';
  };
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
