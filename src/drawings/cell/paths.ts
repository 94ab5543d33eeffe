import type { Line } from './layout/geometry.ts';

/** A line as an svg path, open where another state's line passes over it. */
export function linePath({ from, to, bend }: Line): string {
  const start = `M${from.x},${from.y}`;
  const end = `L${to.x},${to.y}`;
  if (!bend) return start + end;
  const toward = Math.sign(to.x - from.x);
  const [low, high] = bend.radii;
  const cuts = toward > 0 ? bend.cuts : bend.cuts.map(([a, b]) => [b, a] as const).reverse();
  return [
    start,
    `L${from.x},${bend.y + low}Q${from.x},${bend.y},${from.x + toward * low},${bend.y}`,
    ...cuts.map(([open, closed]) => `L${open},${bend.y}M${closed},${bend.y}`),
    `L${to.x - toward * high},${bend.y}Q${to.x},${bend.y},${to.x},${bend.y - high}`,
    end,
  ].join('');
}
