import type { DatasetInfo } from '../dataset.ts';
import { shrinkImages } from '../shrink.ts';

/** The largest square in the middle of a picture, in its pixels. */
export function middleSquare(
  width: number,
  height: number,
): { readonly x: number; readonly y: number; readonly side: number } {
  const side = Math.min(width, height);
  return { x: Math.floor((width - side) / 2), y: Math.floor((height - side) / 2), side };
}

/**
 * A square of `side` x `side` RGBA pixels, all opaque, at `size` x `size` RGB pixels: each is the mean of the area that it
 * covers, rounded, a half up. Of our own, because browsers differ in how they scale and some skip pixels when they make a
 * photograph very small; pictures of half the size, or a quarter, are kept exactly, and shrink back to what they were.
 */
export function scaleSquare(rgba: ArrayLike<number>, side: number, size: number): Uint8Array<ArrayBuffer> {
  const spans = spansOf(side, size);
  const rows = new Float64Array(side * size * 3);
  for (let y = 0; y < side; y++)
    for (const [x, span] of spans.entries())
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (const [at, weight] of span) sum += weight * rgba[4 * (y * side + at) + channel]!;
        rows[3 * (y * size + x) + channel] = sum;
      }
  const scaled = new Uint8Array(size * size * 3);
  const row = 3 * size;
  for (const [y, span] of spans.entries())
    for (let i = 0; i < row; i++) {
      let sum = 0;
      for (const [at, weight] of span) sum += weight * rows[at * row + i]!;
      scaled[y * row + i] = Math.floor(sum + 0.5 + ROUNDING);
    }
  return scaled;
}

/**
 * The same square as an image of a data set, at one of its sizes: scaled to the set's own, then halved as its images are, so
 * that one of them which comes back as a picture has the very same pixels.
 */
export function squareLike(
  rgba: ArrayLike<number>,
  side: number,
  info: DatasetInfo,
  size: number,
): Uint8Array<ArrayBuffer> {
  const images = scaleSquare(rgba, side, info.height);
  return shrinkImages({ info, count: 1, images, labels: new Uint8Array(1) }, size).images;
}

/** Weights that sum to 1 only almost must not turn a half down. */
const ROUNDING = 1e-9;

/** Of each target pixel along one axis, the pixels that it covers and each one's share of it. */
function spansOf(
  side: number,
  size: number,
): readonly (readonly (readonly [at: number, weight: number])[])[] {
  const scale = side / size;
  return Array.from({ length: size }, (_, target) => {
    const [start, end] = [target * scale, (target + 1) * scale];
    const first = Math.floor(start);
    const last = Math.min(side, Math.ceil(end - ROUNDING));
    return Array.from({ length: Math.max(1, last - first) }, (_, i) => {
      const at = first + i;
      return [at, (Math.min(at + 1, end) - Math.max(at, start)) / scale] as const;
    });
  });
}
