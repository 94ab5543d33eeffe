import { cifar10 } from '../cifar10/info.ts';
import { type DatasetInfo, imageBytes } from '../dataset.ts';
import { sha256 } from '../sha256.ts';
import {
  manifestFile,
  type ShardEntry,
  type ShardManifest,
  type ShardPart,
  shardBytes,
  shardName,
} from '../shards/manifest.ts';
import { type PreparationProgress, progressFile } from '../shards/preparation.ts';
import type { ShardSource } from '../shards/source.ts';
import { sumsName, sumsOf } from '../shards/sums.ts';

/** A made set in memory: `trainShards` shards of 20 images whose pixels all hold the shard's index; of CIFAR-10's form unless told. */
export const shape = { imagesPerShard: 20, trainShards: 4, testShards: 1 };

export interface MadeShards {
  readonly info: DatasetInfo;
  readonly files: Map<string, unknown>;
  readonly source: ShardSource;
  readonly entries: readonly ShardEntry[];
  /** Lists these entries, as a preparation at work does. */
  publish(entries: readonly ShardEntry[]): void;
  progress(stage: PreparationProgress['stage'], beat: number, error?: string): void;
}

export async function madeShards(info: DatasetInfo = cifar10): Promise<MadeShards> {
  const files = new Map<string, unknown>();
  const entries: ShardEntry[] = [];
  for (const [part, count] of [
    ['train', shape.trainShards],
    ['test', shape.testShards],
  ] as const) {
    for (let index = 0; index < count; index++) entries.push(await makeEntry(info, files, part, index));
  }
  const read = async (file: string) => files.get(file);
  const publish = (listed: readonly ShardEntry[]) => {
    files.set(manifestFile, manifestOf(info, listed, listed.length === entries.length));
  };
  publish(entries);
  return {
    info,
    files,
    entries,
    publish,
    source: {
      place: 'the made folder',
      readJson: read,
      readBytes: async (file) => (await read(file)) as Uint8Array<ArrayBuffer> | undefined,
    },
    progress(stage, beat, error) {
      const sentence = `It is at ${stage}.`;
      const failure = error === undefined ? {} : { error };
      files.set(progressFile, { version: 1, stage, done: 0, total: 5, sentence, beat, ...failure });
    },
  };
}

async function makeEntry(
  info: DatasetInfo,
  files: Map<string, unknown>,
  part: ShardPart,
  index: number,
): Promise<ShardEntry> {
  const images = shape.imagesPerShard;
  const bytes = new Uint8Array(shardBytes(info, images)).fill(index, images);
  for (let i = 0; i < images; i++) bytes[i] = i % info.classes.length;
  const file = shardName(part, index);
  files.set(file, bytes);
  const sums = sumsOf(info, images, bytes);
  files.set(sumsName(file), sums);
  const source = Array.from({ length: images }, (_, i) => index * images + i);
  return {
    file,
    part,
    index,
    images,
    bytes: bytes.length,
    sha256: await sha256(bytes),
    sums: await sha256(sums),
    source,
  };
}

function manifestOf(info: DatasetInfo, shards: readonly ShardEntry[], complete: boolean): ShardManifest {
  const { id, classes, height, width, channels } = info;
  return {
    version: 1,
    dataset: id,
    classes,
    height,
    width,
    channels,
    origin: { package: 'made', integrity: 'none' },
    ...shape,
    complete,
    shards,
  };
}

/** The first pixel byte of an image of CIFAR-10's size. */
export const firstByte = (images: Uint8Array, index: number): number => images[index * imageBytes(cifar10)]!;
