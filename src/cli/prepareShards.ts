import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '../base/errors.ts';
import { cifarImageBytes } from '../data/cifar10.ts';
import { type ShardEntry, type ShardPart, shardBytes, shardName } from '../data/manifest.ts';
import type { SheetPart } from './prepareSheets.ts';

/** Which images a shard will hold, known from the labels alone, before any pixel is decoded. */
export interface ShardPlan {
  readonly part: ShardPart;
  readonly index: number;
  /** Positions in the part, of the ten classes in turn. */
  readonly source: readonly number[];
}

/**
 * Shards in the order in which they can be finished: each takes the next `perClass` images of every class, and is
 * planned as soon as all of them have been seen. Depends on nothing but the labels.
 */
export function planShards(part: ShardPart, labels: Uint8Array, perClass: number): ShardPlan[] {
  const waiting = Array.from({ length: 10 }, () => [] as number[]);
  const plans: ShardPlan[] = [];
  for (const [position, label] of labels.entries()) {
    waiting[label]!.push(position);
    if (waiting[label]!.length < perClass || waiting.some((queue) => queue.length < perClass)) continue;
    const taken = waiting.map((queue) => queue.splice(0, perClass));
    const source = Array.from({ length: 10 * perClass }, (_, i) => taken[i % 10]![Math.floor(i / 10)]!);
    plans.push({ part, index: plans.length, source });
  }
  const left = waiting.reduce((sum, queue) => sum + queue.length, 0);
  if (left > 0) throw new DataError(`${left} ${part} images fill no shard of ${perClass} a class.`);
  return plans;
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Makes the planned shards of one part, one sheet at a time, and hands out each as soon as its last image is decoded.
 * Sheets that none of them needs are not decoded.
 */
export async function* makeShards(
  part: SheetPart,
  plans: readonly ShardPlan[],
): AsyncGenerator<{ entry: ShardEntry; bytes: Uint8Array }> {
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
      const bytes = open.get(plan) ?? new Uint8Array(shardBytes(count));
      open.set(plan, bytes);
      for (const [slot, position] of plan.source.entries()) {
        if (position < start || position >= end) continue;
        bytes[slot] = part.labels[position]!;
        const from = (position - start) * cifarImageBytes;
        bytes.set(pixels.subarray(from, from + cifarImageBytes), count + slot * cifarImageBytes);
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

/** Whether all files are there with their sizes: a matter of milliseconds. */
export async function haveSizes(folder: string, entries: readonly ShardEntry[]): Promise<boolean> {
  const sizes = await Promise.all(
    entries.map(({ file }) =>
      stat(join(folder, file)).then(
        (found) => found.size,
        () => -1,
      ),
    ),
  );
  return entries.every(({ bytes }, i) => sizes[i] === bytes);
}
