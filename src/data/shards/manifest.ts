import {
  flag,
  list,
  number,
  object,
  oneOf,
  readWith,
  refined,
  text,
  WrongField,
  whole,
} from '../../base/fields.ts';
import type { Result } from '../../base/result.ts';
import { type DatasetInfo, imageBytes } from '../dataset.ts';
import { SHOWN_FILE, SHOWN_IMAGES, type ShownEntry } from '../shown.ts';

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
  /** Of the file beside it (sums.ts); absent in what older versions prepared. */
  readonly sums?: string;
  /** Where in its part of the data set each image stands, from 0; absent where that is known of the whole shard (smaller.ts). */
  readonly source?: readonly number[];
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
  /** The training shards of a place that has only some, rising: a run there chooses among these; absent: all. */
  readonly shipped?: readonly number[];
  /** Whether all shards are listed that the place is to have. */
  readonly complete: boolean;
  readonly measured?: MeasuredFacts;
  /** The six images that are shown: at full size, beside the whole shards. Absent in what older versions prepared. */
  readonly shown?: ShownEntry;
  /** Those that are finished: training before test, by rising index. */
  readonly shards: readonly ShardEntry[];
}

export const manifestFile = 'manifest.json';

export const shardName = (part: ShardPart, index: number): string =>
  `${part}-${String(index).padStart(2, '0')}.bin`;

/** Bytes of a shard file: a label and an image each. */
export const shardBytes = (info: DatasetInfo, images: number): number => images * (1 + imageBytes(info));

/** Checks every field of a parsed `manifest.json`; the failure names the field, what is there and what must be. */
export function readShardManifest(value: unknown, info: DatasetInfo): Result<ShardManifest, string> {
  return readWith(
    refined(manifestField(info), (manifest) => checkEntries(manifest, info)),
    value,
  );
}

function manifestField({ id, title, classes, height, width, channels, trainingImages }: DatasetInfo) {
  const share = list(number({ min: 0, max: 1 }), { min: channels, max: channels });
  const labels = refined(list(text()), (given) =>
    JSON.stringify(given) === JSON.stringify(classes)
      ? null
      : `the ${classes.length} classes of ${title} in their usual order`,
  );
  return object<ShardManifest>(
    {
      version: oneOf([1]),
      dataset: oneOf([id]),
      classes: labels,
      height: oneOf([height]),
      width: oneOf([width]),
      channels: oneOf([channels]),
      origin: object<ShardManifest['origin']>({ package: text(), integrity: text() }, [], ignoring),
      imagesPerShard: whole({ min: 1, max: trainingImages }),
      trainShards: whole({ min: 1, max: 1000 }),
      testShards: whole({ max: 1000 }),
      shipped: list(whole(), { min: 1 }),
      complete: flag(),
      measured: object<MeasuredFacts>({ mean: share, deviation: share }, [], ignoring),
      shown: object<ShownEntry>(
        {
          file: oneOf([SHOWN_FILE]),
          images: oneOf([SHOWN_IMAGES]),
          bytes: whole({ min: 1 }),
          sha256: digest,
        },
        [],
        ignoring,
      ),
      shards: list(entryField),
    },
    ['measured', 'shipped', 'shown'],
    ignoring,
  );
}

/** A later version may say more. */
const ignoring = { others: 'ignored' } as const;

const digest = text({ pattern: /^[0-9a-f]{64}$/, called: '64 hexadecimal digits' });

const entryField = object<ShardEntry>(
  {
    file: text(),
    part: oneOf(['train', 'test']),
    index: whole(),
    images: whole(),
    bytes: whole(),
    sha256: digest,
    sums: digest,
    source: list(whole()),
  },
  ['sums', 'source'],
  ignoring,
);

/** What one field says of another. */
function checkEntries(manifest: ShardManifest, info: DatasetInfo): null {
  const { imagesPerShard, trainShards, testShards, shipped, complete, shards } = manifest;
  if (shipped?.some((index, i) => index >= trainShards || index <= (shipped[i - 1] ?? -1)))
    throw new WrongField('shipped', shipped, `rising, 0 to ${trainShards - 1}`);
  const all = shards.length === (shipped?.length ?? trainShards) + testShards;
  if (complete !== all)
    throw new WrongField('complete', complete, `${all} with ${shards.length} shards listed`);
  const seen = new Set<string>();
  for (const [position, { file, part, index, images, bytes, source }] of shards.entries()) {
    const wrong = (field: keyof ShardEntry, value: unknown, must: string | number) =>
      new WrongField(`shards[${position}].${field}`, value, String(must));
    const count = part === 'train' ? trainShards : testShards;
    if (index >= count) throw wrong('index', index, count === 0 ? 'left out' : `0 to ${count - 1}`);
    if (part === 'train' && shipped?.includes(index) === false) throw wrong('index', index, shipped.join());
    const name = shardName(part, index);
    if (file !== name) throw wrong('file', file, name);
    if (seen.has(file)) throw wrong('file', file, 'listed only once');
    seen.add(file);
    if (images !== imagesPerShard) throw wrong('images', images, imagesPerShard);
    if (bytes !== shardBytes(info, images)) throw wrong('bytes', bytes, shardBytes(info, images));
    const last = count * imagesPerShard - 1;
    if (source === undefined) continue;
    if (new Set(source).size !== images || source.length !== images || source.some((at) => at > last)) {
      throw wrong('source', source, `${images} different positions up to ${last}`);
    }
  }
  return null;
}
