import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type DatasetInfo, imageBytes } from '../../data/dataset.ts';
import { type ShardEntry, shardBytes, shardName } from '../../data/shards/manifest.ts';
import type { ShardPlan } from '../../data/shards/plan.ts';
import { sumsBytes, sumsName, sumsOf } from '../../data/shards/sums.ts';
import { writeWhole } from './folder.ts';

/** One part of a data set as its origin has it: many images in one compressed sheet. */
export interface SheetPart {
  /** One class index an image, over all sheets of the part. */
  readonly labels: Uint8Array;
  readonly sheets: number;
  readonly imagesPerSheet: number;
  /** The pixels of one sheet: imagesPerSheet x height x width x channels bytes, NHWC. */
  decode(sheet: number): Uint8Array;
}

/** Of a file, as a manifest has it. */
export const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Makes the planned shards of one part, one sheet at a time, and hands out each as soon as its last image is decoded.
 * Sheets that none of them needs are not decoded.
 */
export async function* makeShards(
  info: DatasetInfo,
  part: SheetPart,
  plans: readonly ShardPlan[],
): AsyncGenerator<{ entry: ShardEntry; bytes: Uint8Array }> {
  const size = imageBytes(info);
  const open = new Map<ShardPlan, Uint8Array>();
  const left = new Set(plans);
  for (let sheet = 0; sheet < part.sheets && left.size > 0; sheet++) {
    const start = sheet * part.imagesPerSheet;
    const end = start + part.imagesPerSheet;
    const touched = [...left].filter(({ source }) => source.some((at) => at >= start && at < end));
    if (touched.length === 0) continue;
    const pixels = part.decode(sheet);
    for (const plan of touched) {
      const count = plan.source.length;
      const bytes = open.get(plan) ?? new Uint8Array(shardBytes(info, count));
      open.set(plan, bytes);
      for (const [slot, position] of plan.source.entries()) {
        if (position < start || position >= end) continue;
        bytes[slot] = part.labels[position]!;
        const from = (position - start) * size;
        bytes.set(pixels.subarray(from, from + size), count + slot * size);
      }
      if (plan.source.some((at) => at >= end)) continue;
      open.delete(plan);
      left.delete(plan);
      yield { entry: entryOf(plan, bytes), bytes };
    }
  }
}

function entryOf(plan: ShardPlan, bytes: Uint8Array): ShardEntry {
  return {
    file: shardName(plan.part, plan.index),
    part: plan.part,
    index: plan.index,
    images: plan.source.length,
    bytes: bytes.length,
    sha256: digest(bytes),
    source: plan.source,
  };
}

/** The bytes of a shard that is whole, else nothing. */
export async function readWholeShard(folder: string, entry: ShardEntry): Promise<Uint8Array | undefined> {
  const bytes = await readFile(join(folder, entry.file)).catch(() => undefined);
  return bytes?.length === entry.bytes && digest(bytes) === entry.sha256 ? bytes : undefined;
}

/** The entry of a shard that is whole, with what lies beside it: that is made anew where it is missing or damaged. */
export async function withSums(
  info: DatasetInfo,
  folder: string,
  entry: ShardEntry,
  shard: Uint8Array,
): Promise<ShardEntry> {
  const file = sumsName(entry.file);
  const sums = sumsOf(info, entry.images, shard);
  const found = await readFile(join(folder, file)).catch(() => undefined);
  if (found === undefined || !found.equals(sums)) await writeWhole(folder, file, sums);
  return { ...entry, sums: digest(sums) };
}

/** Whether all files are there with their sizes: a matter of milliseconds. */
export async function haveSizes(folder: string, entries: readonly ShardEntry[]): Promise<boolean> {
  const sizeOf = (file: string): Promise<number> =>
    stat(join(folder, file)).then(
      (found) => found.size,
      () => -1,
    );
  const right = await Promise.all(
    entries.map(
      async ({ file, bytes, images, sums }) =>
        sums !== undefined &&
        (await sizeOf(file)) === bytes &&
        (await sizeOf(sumsName(file))) === sumsBytes(images),
    ),
  );
  return !right.includes(false);
}
