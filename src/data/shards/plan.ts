import { DataError } from '../../base/errors.ts';
import { cifarImageBytes } from '../cifar10/info.ts';
import type { ImageSet } from '../dataset.ts';
import { chooseShards } from './load.ts';
import type { ShardPart } from './manifest.ts';

/** Which images a shard holds, known from the labels alone, before any pixel is decoded. */
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

/** Images of each class in a published shard. */
const usualPerClass = 100;

/**
 * The images that a run loads as shards, in the same order, taken out of the whole training part in memory: with the
 * same seed, an archive and the shards give the same search.
 */
export function cutShards(whole: ImageSet, images: number, seed: number, perClass = usualPerClass): ImageSet {
  const plans = planShards('train', whole.labels, perClass);
  const shape = { imagesPerShard: 10 * perClass, trainShards: plans.length };
  const source = chooseShards(shape, images, seed).flatMap((index) => plans[index]!.source);
  const set = {
    info: whole.info,
    count: source.length,
    images: new Uint8Array(source.length * cifarImageBytes),
    labels: Uint8Array.from(source, (at) => whole.labels[at]!),
  };
  for (const [slot, at] of source.entries()) {
    set.images.set(
      whole.images.subarray(at * cifarImageBytes, (at + 1) * cifarImageBytes),
      slot * cifarImageBytes,
    );
  }
  return set;
}
