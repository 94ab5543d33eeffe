/** What an export has to equal: the reference engine's scores, on tfjs's cpu backend. */
import type { ImageSet } from '../../data/dataset.ts';
import { openBackend } from '../../engine/backend.ts';
import { createReferenceExecutor } from '../../engine/reference/executor.ts';
import { colouredNoise } from '../../engine/testing/images.ts';
import type { ExportedChild } from '../exported.ts';

/** Random images for a child, normalised as it expects them: [count, height, width, channels]. */
export interface Batch {
  readonly count: number;
  readonly nhwc: Float32Array<ArrayBuffer>;
  readonly set: ImageSet;
}

export function randomBatch({ graph, images }: ExportedChild, count: number, seed: number): Batch {
  const noise = colouredNoise(count, graph.input, graph.classes, seed);
  const set = { ...noise, info: { ...noise.info, ...images } };
  const { mean, deviation } = images;
  const channels = graph.input[2];
  const nhwc = Float32Array.from(
    set.images,
    (byte, i) => (byte / 255 - mean[i % channels]!) / deviation[i % channels]!,
  );
  return { count, nhwc, set };
}

/** The same images channel by channel: [count, channels, height, width]. */
export function toNchw(
  { count, nhwc }: Pick<Batch, 'count' | 'nhwc'>,
  [height, width, channels]: readonly number[],
): Float32Array {
  const pixels = height! * width!;
  const nchw = new Float32Array(nhwc.length);
  for (let image = 0; image < count; image++)
    for (let pixel = 0; pixel < pixels; pixel++)
      for (let channel = 0; channel < channels!; channel++) {
        const from = (image * pixels + pixel) * channels! + channel;
        nchw[(image * channels! + channel) * pixels + pixel] = nhwc[from]!;
      }
  return nchw;
}

/** [count, classes], by running statistics, before softmax. */
export async function referenceScores(
  { graph, weights }: ExportedChild,
  { count, set }: Batch,
): Promise<Float32Array> {
  const opened = await openBackend({ order: ['cpu'] });
  const executor = createReferenceExecutor(opened);
  const images = await executor.upload(set);
  const inspection = await executor.inspect(graph, weights, graph.logits, count);
  try {
    return await inspection.read(
      images,
      Uint32Array.from({ length: count }, (_, i) => i),
    );
  } finally {
    inspection.dispose();
    images.dispose();
    executor.dispose();
  }
}

/** The greatest difference of two exports' scores, relative to the greatest score; NaN where one is. */
export function deviation(scores: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (scores.length !== expected.length)
    throw new RangeError(`${scores.length} scores where there are ${expected.length}`);
  let difference = 0;
  let greatest = 0;
  for (let i = 0; i < expected.length; i++) {
    difference = Math.max(difference, Math.abs(scores[i]! - expected[i]!));
    greatest = Math.max(greatest, Math.abs(expected[i]!));
  }
  return difference / greatest;
}

/** What every export has to keep to. */
export const MOST_DEVIATION = 1e-4;
