import { fail, ok, type Result } from '../../base/result.ts';
import { type DatasetInfo, imageBytes } from '../dataset.ts';

/**
 * The index of a data set's byte shards. It is rewritten whole each time another shard is finished, so a reader can
 * use what is there while the rest is being made.
 */
export type ShardPart = 'train' | 'test';

export interface ShardEntry {
  /** `train-07.bin`: the labels of all its images, one byte each, then their pixels, NHWC bytes. */
  readonly file: string;
  readonly part: ShardPart;
  readonly index: number;
  /** As many of each class, the classes in turn: with C classes any first k C of them are balanced. */
  readonly images: number;
  readonly bytes: number;
  /** Of the whole file, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Where in its part of the data set each image stands, from 0. */
  readonly source: readonly number[];
}

/** Measured over the training images when all shards were made. */
export interface MeasuredFacts {
  /** Of x / 255. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

export interface ShardManifest {
  readonly version: 1;
  /** The data set's id. */
  readonly dataset: string;
  readonly classes: readonly string[];
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** The package that the images came from, and its published integrity. */
  readonly origin: { readonly package: string; readonly integrity: string };
  readonly imagesPerShard: number;
  readonly trainShards: number;
  readonly testShards: number;
  /** Whether all shards are listed. */
  readonly complete: boolean;
  readonly measured?: MeasuredFacts;
  /** Those that are finished: training before test, by rising index. */
  readonly shards: readonly ShardEntry[];
}

export const manifestFile = 'manifest.json';

export const shardName = (part: ShardPart, index: number): string =>
  `${part}-${String(index).padStart(2, '0')}.bin`;

/** Bytes of a shard file: a label and an image each. */
export const shardBytes = (info: DatasetInfo, images: number): number => images * (1 + imageBytes(info));

type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isWhole = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

/** Checks every field of a parsed `manifest.json`; the failure names the field, its value and what was expected. */
export function readShardManifest(value: unknown, info: DatasetInfo): Result<ShardManifest, string> {
  const { id, title, classes, height, width, channels } = info;
  const wrong = (field: string, found: unknown, expected: string) =>
    fail(`"${field}" is ${shown(found)}, expected ${expected}`);
  if (!isRecord(value)) return fail(`it holds ${shown(value)}, expected an object`);
  const { origin, imagesPerShard, trainShards, testShards, complete, measured, shards } = value;
  const constants = { version: 1, dataset: id, height, width, channels } as const;
  for (const [field, expected] of Object.entries(constants)) {
    if (value[field] !== expected) return wrong(field, value[field], shown(expected));
  }
  if (JSON.stringify(value.classes) !== JSON.stringify(classes)) {
    return wrong('classes', value.classes, `the ${classes.length} classes of ${title} in their usual order`);
  }
  if (!isRecord(origin) || typeof origin.package !== 'string' || typeof origin.integrity !== 'string') {
    return wrong('origin', origin, 'a package and its integrity');
  }
  if (!isWhole(imagesPerShard, 1, info.trainingImages)) {
    return wrong('imagesPerShard', imagesPerShard, `1 to ${info.trainingImages}`);
  }
  if (!isWhole(trainShards, 1, 1000)) return wrong('trainShards', trainShards, '1 to 1000');
  if (!isWhole(testShards, 0, 1000)) return wrong('testShards', testShards, '0 to 1000');
  if (!Array.isArray(shards)) return wrong('shards', shards, 'a list');
  if (complete !== (shards.length === trainShards + testShards)) {
    return wrong('complete', complete, `${!complete} with ${shards.length} shards listed`);
  }
  if (measured !== undefined && !isMeasured(measured, channels)) {
    return wrong('measured', measured, `means and deviations of ${channels} channels`);
  }
  const shape = { imagesPerShard, trainShards, testShards };
  const seen = new Set<string>();
  const entries: ShardEntry[] = [];
  for (const [position, entry] of shards.entries()) {
    const read = readEntry(entry, shape, info);
    if (!read.ok) return fail(`shard ${position} of the list: ${read.error}`);
    if (seen.has(read.value.file))
      return fail(`shard ${position} of the list: ${read.value.file} is listed twice`);
    seen.add(read.value.file);
    entries.push(read.value);
  }
  return ok({
    version: 1,
    dataset: id,
    classes,
    height,
    width,
    channels,
    origin: { package: origin.package, integrity: origin.integrity },
    ...shape,
    complete: shards.length === trainShards + testShards,
    ...(measured === undefined ? {} : { measured }),
    shards: entries,
  });
}

function isMeasured(value: unknown, channels: number): value is MeasuredFacts {
  const fits = (list: unknown) =>
    Array.isArray(list) &&
    list.length === channels &&
    list.every((x) => typeof x === 'number' && x >= 0 && x <= 1);
  return isRecord(value) && fits(value.mean) && fits(value.deviation);
}

function readEntry(
  value: unknown,
  shape: { imagesPerShard: number; trainShards: number; testShards: number },
  info: DatasetInfo,
): Result<ShardEntry, string> {
  if (!isRecord(value)) return fail(`it is ${shown(value)}, expected an object`);
  const { file, part, index, images, bytes, sha256, source } = value;
  if (part !== 'train' && part !== 'test') return fail(`"part" is ${shown(part)}, expected train or test`);
  const count = part === 'train' ? shape.trainShards : shape.testShards;
  if (!isWhole(index, 0, count - 1)) return fail(`"index" is ${shown(index)}, expected 0 to ${count - 1}`);
  const name = shardName(part, index);
  if (file !== name) return fail(`"file" is ${shown(file)}, expected ${name}`);
  if (images !== shape.imagesPerShard) {
    return fail(`"images" of ${name} is ${shown(images)}, expected ${shape.imagesPerShard}`);
  }
  if (bytes !== shardBytes(info, images)) {
    return fail(`"bytes" of ${name} is ${shown(bytes)}, expected ${shardBytes(info, images)}`);
  }
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) {
    return fail(`"sha256" of ${name} is ${shown(sha256)}, expected 64 hexadecimal digits`);
  }
  const most = count * shape.imagesPerShard - 1;
  const places =
    Array.isArray(source) && source.every((x) => isWhole(x, 0, most)) ? new Set(source) : undefined;
  if (!Array.isArray(source) || source.length !== images || places?.size !== images) {
    return fail(
      `"source" of ${name} is ${shown(source)}, expected ${images} different positions up to ${most}`,
    );
  }
  return ok({ file: name, part, index, images, bytes, sha256, source });
}
