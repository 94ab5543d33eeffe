import { path } from 'd3';
import type { Line } from './layout/geometry.ts';

/** A line as an svg path, open where another state's line passes over it. */
export function linePath({ from, to, bend }: Line): string {
  const pen = path();
  pen.moveTo(from.x, from.y);
  if (!bend) {
    pen.lineTo(to.x, to.y);
    return pen.toString();
  }
  const toward = Math.sign(to.x - from.x);
  const [low, high] = bend.radii;
  pen.lineTo(from.x, bend.y + low);
  pen.quadraticCurveTo(from.x, bend.y, from.x + toward * low, bend.y);
  const cuts = toward > 0 ? bend.cuts : bend.cuts.map(([a, b]) => [b, a] as const).reverse();
  for (const [start, end] of cuts) {
    pen.lineTo(start, bend.y);
    pen.moveTo(end, bend.y);
  }
  pen.lineTo(to.x - toward * high, bend.y);
  pen.quadraticCurveTo(to.x, bend.y, to.x, bend.y - high);
  pen.lineTo(to.x, to.y);
  return pen.toString();
}
