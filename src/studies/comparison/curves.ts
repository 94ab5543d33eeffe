import type { Comparison, ContestantResult } from './compare.ts';
import { FIGURE_NAMES, type Figures, type ProgressPoint } from './figures.ts';
import { bootstrapMeans, type Interval } from './statistics.ts';

export interface CoursePoint extends Interval {
  /** Children trained, seconds of training, or trials. */
  readonly at: number;
}

export const COURSE_AXES = ['children', 'seconds'] as const;
export type CourseAxis = (typeof COURSE_AXES)[number];

/** One strategy's curve. */
export interface Course {
  readonly id: string;
  readonly points: readonly CoursePoint[];
  /** Where the last of its searches ended: children trained, seconds of training, or trials. */
  readonly end: number;
}

/** Every figure's curves on both axes; all curves of one axis stand at the same places. */
export type Courses = Readonly<Record<CourseAxis, Readonly<Record<keyof Figures, readonly Course[]>>>>;

/** Curves of a comparison at up to `count` evenly spread places, the last where the longest search ended. */
export function coursesOf({ contestants }: Comparison, count = 50): Courses {
  const byAxis = COURSE_AXES.map((axis) => {
    const ends = contestants.map(({ progress }) =>
      Math.max(0, ...progress.map((points) => points.at(-1)?.[axis] ?? 0)),
    );
    const places = placesUpTo(Math.max(0, ...ends), count, axis === 'children');
    const curves = FIGURE_NAMES.map((figure) => [
      figure,
      contestants.map((one, index) => ({
        id: one.id,
        points: curveOf(one, figure, axis, places),
        end: ends[index] as number,
      })),
    ]);
    return [axis, Object.fromEntries(curves)];
  });
  return Object.fromEntries(byAxis) as Courses;
}

/** Regret against trials, likewise: the best possible worth less that of the graph found best by then. */
export function regretCourses({ contestants, trials }: Comparison, count = 50): Course[] {
  const places = placesUpTo(trials, count, true);
  return contestants.map(({ id, regrets }) => {
    const after = places.map((at) => regrets.map((own) => own[at - 1] ?? own.at(-1) ?? 0));
    const points = bootstrapMeans(after).map((interval, index) => ({
      at: places[index] as number,
      ...interval,
    }));
    return { id, points, end: trials };
  });
}

function placesUpTo(end: number, count: number, whole: boolean): number[] {
  // The last is the end itself, not what rounding makes of it.
  const places = Array.from({ length: count }, (_, index) =>
    index + 1 === count ? end : ((index + 1) * end) / count,
  );
  return whole ? [...new Set(places.map(Math.ceil))] : places;
}

/**
 * A figure over the course of the searches, mean and interval over the seeds at each of `places`. A search that ended
 * before a place stands there with its last figure; a place before the first child of any search has no point.
 */
export function curveOf(
  { progress }: ContestantResult,
  figure: keyof Figures,
  axis: CourseAxis,
  places: readonly number[],
): CoursePoint[] {
  const reached = places.flatMap((at) => {
    const values = progress.map((points) => lastBy(points, axis, at)?.[figure]);
    return values.some((value) => value === undefined) ? [] : [{ at, values: values as number[] }];
  });
  const intervals = bootstrapMeans(reached.map(({ values }) => values));
  return reached.map(({ at }, index) => ({ at, ...(intervals[index] as Interval) }));
}

/** The latest point at or before a place. */
function lastBy(points: readonly ProgressPoint[], axis: CourseAxis, at: number): ProgressPoint | undefined {
  return points.findLast((point) => point[axis] <= at);
}
