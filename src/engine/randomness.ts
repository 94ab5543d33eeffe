/**
 * The randomness of a training step. Every draw is a hash of integers,
 *
 *     h = hash32(seed, step, position in the batch, purpose, …)       (base/hash.ts)
 *
 * and becomes a decision by integer arithmetic alone, so that WGSL (u32, wrapping) computes the same bits:
 *
 *     below(h, n)      = ((h >> 16) * n) >> 16                          0 … n - 1, for n up to 65,535
 *     flip             = h >> 31
 *     dropped          = (h >> 8) < threshold(q), threshold(q) = round(q * 2^24), made on the host
 *
 *     crop row         = below(hash32(seed, step, i, 0), 2 p + 1)       p: padding; crop column with purpose 1
 *     flip             = hash32(seed, step, i, 2) >> 31
 *     cutout row       = below(hash32(seed, step, i, 3), height)        the square's centre; column: 4, width;
 *                                                                       rows centre - floor(side / 2) and on
 *     drop path        = hash32(seed, step, i, 5, path)                 path: `position` of the dropPath layer
 *     dropout          = hash32(seed, step, i, 6, layer, channel)
 */
import { hash32 } from '../base/hash.ts';
import type { Augmentation, Step } from './executor.ts';

/** What a draw is for; part of what is hashed. */
export const Purpose = {
  cropRow: 0,
  cropColumn: 1,
  flip: 2,
  cutoutRow: 3,
  cutoutColumn: 4,
  dropPath: 5,
  dropout: 6,
} as const;

type Seed = Pick<Step, 'seed' | 'step'>;

/** A whole number in 0 … bound - 1 from the hash's upper half; `bound` at most 65,535. */
export function below(hash: number, bound: number): number {
  return ((hash >>> 16) * bound) >>> 16;
}

/** What is compared with the upper 24 bits of a hash to decide with probability q. */
export function threshold(probability: number): number {
  return Math.round(probability * 0x1000000);
}

export interface ImageDraw {
  /** Offsets of the crop into the padded image, 0 … 2 x padding. */
  readonly cropRow: number;
  readonly cropColumn: number;
  readonly flip: boolean;
  /** The cutout's centre in the finished (cropped, flipped) image. */
  readonly cutoutRow: number;
  readonly cutoutColumn: number;
}

/** How the image at `position` of the batch is augmented. Without an augmentation its draw is the neutral one. */
export function drawImage(
  { seed, step }: Seed,
  position: number,
  augmentation: Augmentation,
  height: number,
  width: number,
): ImageDraw {
  const draw = (purpose: number): number => hash32(seed, step, position, purpose);
  const offsets = 2 * augmentation.cropPadding + 1;
  return {
    cropRow: below(draw(Purpose.cropRow), offsets),
    cropColumn: below(draw(Purpose.cropColumn), offsets),
    flip: augmentation.flip && draw(Purpose.flip) >>> 31 === 1,
    cutoutRow: below(draw(Purpose.cutoutRow), height),
    cutoutColumn: below(draw(Purpose.cutoutColumn), width),
  };
}

/** Factor of every example of a batch at a dropPath layer: 0 where dropped, else 1 / (1 - q). */
export function dropPathFactors(
  { seed, step }: Seed,
  path: number,
  batch: number,
  q: number,
): Float32Array<ArrayBuffer> {
  const limit = threshold(q);
  return Float32Array.from({ length: batch }, (_, i) =>
    hash32(seed, step, i, Purpose.dropPath, path) >>> 8 < limit ? 0 : 1 / (1 - q),
  );
}

/** Factors of a dropout layer, batch x channels. */
export function dropoutFactors(
  { seed, step }: Seed,
  layer: number,
  batch: number,
  channels: number,
  rate: number,
): Float32Array<ArrayBuffer> {
  const limit = threshold(rate);
  const factors = new Float32Array(batch * channels);
  for (let i = 0; i < batch; i++) {
    for (let c = 0; c < channels; c++) {
      const dropped = hash32(seed, step, i, Purpose.dropout, layer, c) >>> 8 < limit;
      factors[i * channels + c] = dropped ? 0 : 1 / (1 - rate);
    }
  }
  return factors;
}
