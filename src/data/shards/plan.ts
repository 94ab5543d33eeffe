import { DataError } from '../../base/errors.ts';
import { createRandom, shuffle } from '../../base/random.ts';
import { type ImageSet, imageBytes } from '../dataset.ts';
import type { ShardManifest, ShardPart } from './manifest.ts';

/** Which images a shard holds, known from the labels alone, before any pixel is decoded. */
export interface ShardPlan {
  readonly part: ShardPart;
  readonly index: number;
  /** Positions in the part, of the classes in turn. */
  readonly source: readonly number[];
}

/**
 * Shards in the order in which they can be finished: each takes the next `perClass` images of every class, and is
 * planned as soon as all of them have been seen. Depends on nothing but the labels.
 */
export function planShards(
  part: ShardPart,
  labels: Uint8Array,
  classes: number,
  perClass: number,
): ShardPlan[] {
  const waiting = Array.from({ length: classes }, () => [] as number[]);
  const plans: ShardPlan[] = [];
  for (const [position, label] of labels.entries()) {
    waiting[label]!.push(position);
    if (waiting[label]!.length < perClass || waiting.some((queue) => queue.length < perClass)) continue;
    const taken = waiting.map((queue) => queue.splice(0, perClass));
    const source = Array.from(
      { length: classes * perClass },
      (_, i) => taken[i % classes]![Math.floor(i / classes)]!,
    );
    plans.push({ part, index: plans.length, source });
  }
  const left = waiting.reduce((sum, queue) => sum + queue.length, 0);
  if (left > 0) throw new DataError(`${left} ${part} images fill no shard of ${perClass} a class.`);
  return plans;
}

/**
 * The training shards of a run: the first ceil(images / imagesPerShard) in an order that the seed alone decides, of those
 * that the place has. The test part is never among them.
 */
export function chooseShards(
  { imagesPerShard, trainShards, shipped }: Pick<ShardManifest, 'imagesPerShard' | 'trainShards' | 'shipped'>,
  images: number,
  seed: number,
  title: string,
): number[] {
  const available = imagesPerShard * (shipped?.length ?? trainShards);
  if (!Number.isInteger(images) || images < 1 || images > available) {
    throw new DataError(
      `${images} images were asked for, but the training part of ${title} here has ${available}. ` +
        'Choose fewer training or validation images.',
    );
  }
  const order = shuffle(
    Array.from({ length: trainShards }, (_, index) => index),
    createRandom(seed),
  );
  const here = shipped === undefined ? order : order.filter((index) => shipped.includes(index));
  return here.slice(0, Math.ceil(images / imagesPerShard));
}

/**
 * The images that a run loads as shards, in the same order, taken out of the whole training part in memory: with the
 * same seed, an archive and the shards give the same search.
 */
export function cutShards(whole: ImageSet, images: number, seed: number, imagesPerShard: number): ImageSet {
  const { info } = whole;
  const classes = info.classes.length;
  const plans = planShards('train', whole.labels, classes, imagesPerShard / classes);
  const shape = { imagesPerShard, trainShards: plans.length };
  const source = chooseShards(shape, images, seed, info.title).flatMap((index) => plans[index]!.source);
  const bytes = imageBytes(info);
  const set = {
    info,
    count: source.length,
    images: new Uint8Array(source.length * bytes),
    labels: Uint8Array.from(source, (at) => whole.labels[at]!),
  };
  for (const [slot, at] of source.entries()) {
    set.images.set(whole.images.subarray(at * bytes, (at + 1) * bytes), slot * bytes);
  }
  return set;
}
