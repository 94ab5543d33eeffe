import { DataError } from '../../base/errors.ts';
import { pow } from '../../base/exactMath/pow.ts';
import {
  type DatasetInfo,
  type ImageSet,
  imageBytes,
  type LoadProgress,
  type OpenOptions,
} from '../dataset.ts';
import { sha256 } from '../sha256.ts';
import {
  manifestFile,
  readShardManifest,
  type ShardEntry,
  type ShardManifest,
  shardBytes,
} from './manifest.ts';
import { coveringSpans, findSpan } from './parts.ts';
import { chooseShards } from './plan.ts';
import type { ShardSource } from './source.ts';
import { readSums, type ShardSums, sumsName } from './sums.ts';
import { type Patience, pause, REMEDY, watchPreparation } from './watch.ts';

export interface LoadOptions {
  readonly info: DatasetInfo;
  readonly source: ShardSource;
  /** How many training images a run needs, validation included. */
  readonly images: number;
  readonly seed: number;
  readonly report: (progress: LoadProgress) => void;
  readonly wanted?: OpenOptions['wanted'];
  readonly looked?: number;
  readonly signal?: AbortSignal;
  readonly patience?: Patience;
}

const usualPatience: Patience = { absentMs: 5000, silentMs: 60_000, pollMs: 200 };

/**
 * Loads a run's shards, waiting for those that are still being prepared, and checks each. The answer holds whole shards
 * in the seeded order: at least `images` images, as many of each class. Throws a DataError that names the file and the
 * remedy, and the signal's reason when aborted. Of images that are not `wanted`, where that is said, nothing may be read.
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
    const some = manifest && (await loadWanted(options, manifest, chosen));
    if (some) return some;
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

/** Some servers answer more than 200 with the whole file; each costs about 120 bytes. */
const MOST_SPANS = 190;

/**
 * The wanted images alone, where they are few; null where they are not, or where the shards are not all there. What does not
 * come as it was asked for, or is damaged, is read again with its whole shard, which says what is wrong.
 */
async function loadWanted(
  { info, source, images, wanted, looked: count = images, report, signal }: LoadOptions,
  manifest: ShardManifest,
  chosen: readonly number[],
): Promise<ImageSet | null> {
  const entries = chosen.flatMap(
    (index) => manifest.shards.find((known) => known.part === 'train' && known.index === index) ?? [],
  );
  const { imagesPerShard } = manifest;
  const few = 2 * count <= chosen.length * imagesPerShard;
  if (!few || wanted === undefined || source.readParts === undefined) return null;
  if (entries.length < chosen.length) return null;
  const set = emptySet(info, entries.length * imagesPerShard);
  const sums: ShardSums[] = [];
  for (const [slot, entry] of entries.entries()) {
    const read = await loadSums(info, source, entry, signal);
    if (read === null) return null;
    sums.push(read);
    set.labels.set(read.labels, slot * imagesPerShard);
  }
  const looked = [...new Set(wanted(set).flatMap((some) => [...some]))].sort((a, b) => a - b);
  const size = imageBytes(info);
  let done = 0;
  const tell = (stage: LoadProgress['stage'], detail: string) =>
    report({ stage, doneBytes: done * size, totalBytes: looked.length * size, detail });
  for (const [slot, entry] of entries.entries()) {
    const first = slot * imagesPerShard;
    const here = looked.filter((image) => image >= first && image < first + imagesPerShard);
    if (here.length === 0) continue;
    tell('loading', `Loading ${here.length} images of ${entry.file}, ${slot + 1} of ${entries.length}.`);
    const spans = here.map((image) => {
      const start = imagesPerShard + (image - first) * size;
      return [start, start + size] as const;
    });
    const parts = await source.readParts(entry.file, coveringSpans(spans, MOST_SPANS), signal);
    const found = spans.map((span, index) => {
      const bytes = findSpan(parts, span);
      return bytes && sums[slot]?.fits((here[index] as number) - first, bytes) ? bytes : undefined;
    });
    if (found.includes(undefined)) placeShard(set, slot, entry, await readShard(info, source, entry, signal));
    else
      for (const [index, bytes] of found.entries())
        set.images.set(bytes ?? [], (here[index] as number) * size);
    done += here.length;
  }
  tell('ready', `${looked.length} images of ${info.title} are loaded.`);
  return set;
}

async function loadSums(
  info: DatasetInfo,
  source: ShardSource,
  { file, images, sums }: ShardEntry,
  signal?: AbortSignal,
): Promise<ShardSums | null> {
  const bytes = sums === undefined ? undefined : await source.readBytes(sumsName(file), signal);
  return bytes !== undefined && (await sha256(bytes)) === sums ? readSums(info, images, bytes) : null;
}

/** The published set, for totals before a manifest is there. */
function expectedShape({ prepared, trainingImages, title }: DatasetInfo) {
  if (prepared === undefined) throw new DataError(`${title} is not read from shards.`);
  const { imagesPerShard } = prepared;
  return { imagesPerShard, trainShards: Math.ceil(trainingImages / imagesPerShard) };
}

export async function readManifest(
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

export async function readShard(
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

export function emptySet(info: DatasetInfo, count: number): ImageSet {
  return {
    info,
    count,
    images: new Uint8Array(count * imageBytes(info)),
    labels: new Uint8Array(count),
  };
}

export function placeShard(set: ImageSet, slot: number, entry: ShardEntry, bytes: Uint8Array): void {
  set.labels.set(bytes.subarray(0, entry.images), slot * entry.images);
  set.images.set(bytes.subarray(entry.images), slot * entry.images * imageBytes(set.info));
}
