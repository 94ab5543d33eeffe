import type { Size } from './plot/plot.ts';

export interface TooltipPlace {
  /** Exactly one of the two is given: distance from the left or from the right edge. */
  readonly left?: number;
  readonly right?: number;
  readonly top: number;
}

const GAP = 14;

/** Beside the point and never over it: on the side with more room, inside the chart where it is tall enough. */
export function placeTooltip(
  point: { readonly x: number; readonly y: number },
  chart: Size,
  height: number,
): TooltipPlace {
  const top = Math.round(Math.max(0, Math.min(point.y - height / 2, chart.height - height)));
  return point.x < chart.width / 2
    ? { left: Math.round(point.x + GAP), top }
    : { right: Math.round(chart.width - point.x + GAP), top };
}

/** The dot nearest to the pointer within `reach` px; null where none is. */
export function nearestDot<Dot extends { readonly x: number; readonly y: number }>(
  dots: readonly Dot[],
  pointer: { readonly x: number; readonly y: number },
  reach: number,
): Dot | null {
  let nearest: Dot | null = null;
  let least = reach;
  for (const dot of dots) {
    const distance = Math.hypot(dot.x - pointer.x, dot.y - pointer.y);
    if (distance <= least) {
      least = distance;
      nearest = dot;
    }
  }
  return nearest;
}
