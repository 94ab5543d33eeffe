import { cifar10, cifarImageBytes } from '../cifar10/info.ts';
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

/** A made set in memory: `trainShards` shards of 20 images whose pixels all hold the shard's index. */
export const shape = { imagesPerShard: 20, trainShards: 4, testShards: 1 };

export interface MadeShards {
  readonly files: Map<string, unknown>;
  readonly source: ShardSource;
  readonly entries: readonly ShardEntry[];
  /** Lists these entries, as a preparation at work does. */
  publish(entries: readonly ShardEntry[]): void;
  progress(stage: PreparationProgress['stage'], beat: number, error?: string): void;
}

export async function madeShards(): Promise<MadeShards> {
  const files = new Map<string, unknown>();
  const entries: ShardEntry[] = [];
  for (const [part, count] of [
    ['train', shape.trainShards],
    ['test', shape.testShards],
  ] as const) {
    for (let index = 0; index < count; index++) entries.push(await makeEntry(files, part, index));
  }
  const read = async (file: string) => files.get(file);
  const publish = (listed: readonly ShardEntry[]) => {
    files.set(manifestFile, manifestOf(listed, listed.length === entries.length));
  };
  publish(entries);
  return {
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

async function makeEntry(files: Map<string, unknown>, part: ShardPart, index: number): Promise<ShardEntry> {
  const images = shape.imagesPerShard;
  const bytes = new Uint8Array(shardBytes(images)).fill(index, images);
  for (let i = 0; i < images; i++) bytes[i] = i % 10;
  const file = shardName(part, index);
  files.set(file, bytes);
  const source = Array.from({ length: images }, (_, i) => index * images + i);
  return { file, part, index, images, bytes: bytes.length, sha256: await sha256(bytes), source };
}

function manifestOf(shards: readonly ShardEntry[], complete: boolean): ShardManifest {
  return {
    version: 1,
    dataset: 'cifar10',
    classes: cifar10.classes,
    height: 32,
    width: 32,
    channels: 3,
    origin: { package: 'made', integrity: 'none' },
    ...shape,
    complete,
    shards,
  };
}

/** The first pixel byte of an image. */
export const firstByte = (images: Uint8Array, index: number): number => images[index * cifarImageBytes]!;
