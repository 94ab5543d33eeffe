import type { ContestantResult } from './compare.ts';
import type { Figures, ProgressPoint } from './figures.ts';
import { bootstrapMean, type Interval } from './statistics.ts';

export interface CurvePoint extends Interval {
  /** Children trained, or seconds of training. */
  readonly at: number;
}

/**
 * A figure over the course of the searches, mean and interval over the seeds at each of `places`. A search that ended
 * before a place stands there with its last figure; a place before the first child of any search has no point.
 */
export function curveOf(
  { progress }: ContestantResult,
  figure: keyof Figures,
  axis: 'children' | 'seconds',
  places: readonly number[],
): CurvePoint[] {
  return places.flatMap((at): CurvePoint[] => {
    const reached = progress.map((points) => lastBy(points, axis, at)?.[figure]);
    if (reached.some((value) => value === undefined)) return [];
    return [{ at, ...bootstrapMean(reached as number[]) }];
  });
}

/** The latest point at or before a place. */
function lastBy(
  points: readonly ProgressPoint[],
  axis: 'children' | 'seconds',
  at: number,
): ProgressPoint | undefined {
  return points.findLast((point) => point[axis] <= at);
}
