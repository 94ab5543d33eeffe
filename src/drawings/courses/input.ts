import type { AxisRule } from '../plot/axis.ts';

/** Several runs over each other: what the chart draws of each. Shares are 0 to 1. */

/** What the x axis counts: children that ended, or the seconds that the run spent on them. */
export type CourseAxis = 'children' | 'seconds';

export interface CoursePoint {
  /** On the x axis. */
  readonly at: number;
  readonly value: number;
}

export interface RunCourse {
  readonly id: string;
  readonly name: string;
  /** The run on the page; the others are laid over it. */
  readonly isPresent: boolean;
  /** Where its last child ended; 0 before the first. */
  readonly end: number;
  /** Where a child was better than all before it. */
  readonly best: readonly CoursePoint[];
  /** Of the last five, at each child that was judged. */
  readonly mean: readonly CoursePoint[];
}

export interface CoursesInput {
  readonly axis: CourseAxis;
  /** The present one first, where it is among them. */
  readonly courses: readonly RunCourse[];
  /** The x axis holds at least this: the children that the present run will have. */
  readonly least: number;
}

/** So many runs can be told apart over the present one. */
export const MOST_LAID = 4;

/** In seconds: as a clock counts them, so that gridlines are round. */
export const SECONDS_RULE: AxisRule = {
  steps: [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
    604_800, 2_592_000, 31_536_000,
  ],
  intervals: 6,
  floor: 0,
  ceiling: 1e11,
};

/** Of all that is drawn, in %; null where nothing is. */
export function coursesExtent({ courses }: CoursesInput): readonly [low: number, high: number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { best, mean } of courses)
    for (const { value } of [...best, ...mean]) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  return low > high ? null : [low * 100, high * 100];
}

/** Where the x axis has to end. */
export const lastOf = ({ courses, least }: CoursesInput): number =>
  courses.reduce((last, { end }) => Math.max(last, end), least);

export interface FiguresAt {
  readonly best: number;
  readonly mean: number;
}

/** What a run had by then; null before its first child that was judged. What has ended stays as it ended. */
export function figuresAt({ best, mean }: RunCourse, at: number): FiguresAt | null {
  const [top, last] = [lastBefore(best, at), lastBefore(mean, at)];
  return top === null || last === null ? null : { best: top.value, mean: last.value };
}

function lastBefore(points: readonly CoursePoint[], at: number): CoursePoint | null {
  let from = 0;
  let to = points.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (points[middle]!.at <= at) from = middle + 1;
    else to = middle;
  }
  return points[from - 1] ?? null;
}
