import { exp } from '../../base/exactMath/exp.ts';
import { log } from '../../base/exactMath/log.ts';
import { mean } from '../../base/statistics.ts';
import { BASELINE } from '../../strategies/list.ts';
import type { Comparison, ContestantResult } from './compare.ts';
import type { Figures, ProgressPoint, RegretPoint } from './figures.ts';
import { bootstrapMeans, type Interval } from './statistics.ts';

export interface CoursePoint extends Interval {
  /** Children trained, seconds of training, or trials. */
  readonly at: number;
}

/** What a figure of the trained children is held against. */
export type CourseAxis = 'children' | 'seconds';

export const REGRET_AXES = ['trials', 'seconds'] as const;
export type RegretAxis = (typeof REGRET_AXES)[number];

/** How far one strategy is from the best graph, over the course of its searches. */
export interface RegretCourse {
  readonly id: string;
  /** Means over the seeds, until the last of its searches ended. */
  readonly points: readonly { readonly at: number; readonly mean: number }[];
  /** Their 95 % bootstrap intervals: of random search, which the others are held against; else empty. */
  readonly band: readonly CoursePoint[];
}

/** Curves on both axes; all curves of one axis stand at the same places. */
export type RegretCourses = Readonly<Record<RegretAxis, readonly RegretCourse[]>>;

/**
 * Regret over the course of the searches: the best possible worth less that of the graph found best by then, against
 * trials and against seconds of training, at up to `count` places whose ratios are about equal. All have a child at the
 * first; the last is where the longest search ended.
 */
export function regretCourses({ contestants }: Pick<Comparison, 'contestants'>, count = 60): RegretCourses {
  const byAxis = REGRET_AXES.map((axis) => {
    const searches = contestants.map(({ regrets }) => regrets.map((own) => positionsOf(own, axis)));
    const starts = searches.flatMap((own) => own.map((positions) => positions[0] ?? 0));
    const ends = searches.map((own) => Math.max(0, ...own.map((positions) => positions.at(-1) ?? 0)));
    const places = placesBetween(Math.max(0, ...starts), Math.max(0, ...ends), count, axis === 'trials');
    const courses = contestants.map(({ id, regrets }, index): RegretCourse => {
      const last = places.find((at) => at >= ends[index]!) ?? 0;
      const own = places.filter((at) => at <= last);
      const after = own.map((at) =>
        regrets.map((points, seed) => {
          const past = searches[index]![seed]!.findLastIndex((position) => position <= at);
          return points[past]?.regret ?? 0;
        }),
      );
      const intervals = id === BASELINE && after.length > 0 ? bootstrapMeans(after) : [];
      return {
        id,
        points: own.map((at, place) => ({ at, mean: mean(after[place]!) })),
        band: intervals.map((interval, place) => ({ at: own[place]!, ...interval })),
      };
    });
    return [axis, courses] as const;
  });
  return Object.fromEntries(byAxis) as unknown as RegretCourses;
}

/** Where a search stood after each of its trials. */
const positionsOf = (points: readonly RegretPoint[], axis: RegretAxis): number[] =>
  points.map(({ seconds }, index) => (axis === 'trials' ? index + 1 : seconds));

function placesBetween(start: number, end: number, count: number, whole: boolean): number[] {
  if (end <= 0) return [];
  const first = Math.min(end, Math.max(start, whole ? 1 : 0.001));
  const ratio = log(end / first);
  const places = Array.from({ length: count }, (_, index) =>
    // The last is the end itself, not what rounding makes of it.
    index + 1 === count ? end : first * exp((ratio * index) / (count - 1)),
  );
  return [...new Set(whole ? places.map(Math.round) : places)];
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
