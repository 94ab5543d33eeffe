import { curveLinear, curveStepAfter, line, scaleLinear } from 'd3';
import type { Place } from '../places.ts';
import { type Axis, gridlines } from '../plot/axis.ts';
import { placeNames } from '../plot/endNames.ts';
import type { Plot, Size } from '../plot/plot.ts';
import { NARROW, tenth } from '../reward/scale.ts';
import { trialTicks } from '../reward/ticks.ts';
import { type CoursePoint, type CoursesInput, figuresAt, lastOf, type RunCourse } from './input.ts';
import { apart } from './shortened.ts';

/** Runs over each other as data: lines, names, ticks, in pixels. Pure; the drawing adds nothing of its own. */

/** The present run, and those laid over it in the order in which they were: each has its colour and dashes. */
export type CourseTone = 'present' | 'first' | 'second' | 'third' | 'fourth';

const LAID: readonly CourseTone[] = ['first', 'second', 'third', 'fourth'];

export interface PlacedCourse {
  readonly id: string;
  readonly tone: CourseTone;
  /** Path data; empty where there is nothing to draw. */
  readonly best: string;
  readonly mean: string;
  /** From the run's own end to the end of the axis, at its best. */
  readonly rest: string;
}

export interface CourseName {
  readonly id: string;
  readonly tone: CourseTone;
  /** As much of the run's name as there is room for. */
  readonly text: string;
  /** Its last best, and the mean of its last five. */
  readonly value: string;
  readonly mean: string;
  readonly x: number;
  /** Of its middle. */
  readonly y: number;
  readonly leader: string;
}

export interface CoursesLayout extends Size {
  readonly plot: Plot;
  readonly narrow: boolean;
  readonly rows: readonly { readonly value: number; readonly y: number }[];
  readonly ticks: readonly { readonly at: number; readonly x: number; readonly labelled: boolean }[];
  /** The present run last, over the others. */
  readonly courses: readonly PlacedCourse[];
  readonly names: readonly CourseName[];
  /** Where the chart is read, rising. */
  readonly places: readonly Place[];
}

/** As beside the reward chart's trials, so that both charts of a run have one axis. */
const NAMES = { wide: 168, narrow: 104 };
/** Two lines of a name. */
const NAME_HEIGHT = 29;
/** Mean advance of a character at 12 px. */
const CHARACTER = 6.2;
const BEFORE_NAMES = 20;
/** Most places: a walk along them is no longer than this. */
const MOST_PLACES = 120;

export function layoutCourses(input: CoursesInput, value: Axis, time: Axis, size: Size): CoursesLayout {
  const { width, height } = size;
  const narrow = width < NARROW;
  const beside = narrow ? NAMES.narrow : NAMES.wide;
  const plot = { left: 30, right: width - beside, top: 14, bottom: height - 32 };
  const byChildren = input.axis === 'children';
  const last = byChildren ? Math.max(2, lastOf(input)) : time.high;
  const x = byChildren
    ? scaleLinear([1, last], [plot.left + 16, plot.right])
    : scaleLinear([0, last], [plot.left, plot.right]);
  const y = scaleLinear([value.low, value.high], [plot.bottom - 18, plot.top + 8]);
  const at = { x: (one: number) => tenth(x(one)), y: (share: number) => tenth(y(share * 100)) };
  const toned = withTones(input.courses);
  const placed = toned.map(({ course, tone }) => placedCourse(course, tone, at, plot));
  return {
    ...size,
    plot,
    narrow,
    rows: gridlines(value).map((one) => ({ value: one, y: Math.round(at.y(one / 100)) + 0.5 })),
    ticks: byChildren ? childTicks(last, at.x) : timeTicks(time, at.x, narrow),
    courses: [
      ...placed.filter(({ tone }) => tone !== 'present'),
      ...placed.filter(({ tone }) => tone === 'present'),
    ],
    names: namesOf(toned, at.y, plot, Math.floor((beside - BEFORE_NAMES) / CHARACTER)),
    places: placeValues(input, last).map((one) => ({ at: one, x: at.x(one) })),
  };
}

interface Toned {
  readonly course: RunCourse;
  readonly tone: CourseTone;
}

function withTones(courses: readonly RunCourse[]): Toned[] {
  let laid = 0;
  return courses.map((course) => ({
    course,
    tone: course.isPresent ? 'present' : (LAID[laid++ % LAID.length] as CourseTone),
  }));
}

interface Scale {
  x(at: number): number;
  y(share: number): number;
}

function placedCourse(course: RunCourse, tone: CourseTone, at: Scale, plot: Plot): PlacedCourse {
  const { id, best, mean, end } = course;
  const pathOf = (points: readonly CoursePoint[], curve = curveLinear): string => {
    const path = line<CoursePoint>(
      (point) => at.x(point.at),
      ({ value }) => at.y(value),
    );
    return points.length < 2 ? '' : (path.curve(curve)(points) as string);
  };
  const top = best.at(-1);
  const steps = top !== undefined && end > top.at ? [...best, { at: end, value: top.value }] : best;
  const rests = top !== undefined && at.x(end) < plot.right - 1;
  return {
    id,
    tone,
    best: pathOf(steps, curveStepAfter),
    mean: pathOf(mean),
    rest: rests ? `M${at.x(end)},${at.y(top.value)}H${plot.right}` : '',
  };
}

function namesOf(toned: readonly Toned[], y: Scale['y'], plot: Plot, characters: number): CourseName[] {
  const named = toned.flatMap(({ course, tone }) => {
    const figures = figuresAt(course, course.end);
    return figures === null ? [] : [{ course, tone, figures }];
  });
  const places = placeNames(
    named.map(({ figures }) => ({ y: y(figures.best), height: NAME_HEIGHT })),
    plot,
  );
  const texts = apart(
    named.map(({ course }) => course.name),
    characters,
  );
  return named.map(({ course, tone, figures }, index) => ({
    id: course.id,
    tone,
    text: texts[index]!,
    value: percent(figures.best),
    mean: percent(figures.mean),
    ...places[index]!,
  }));
}

const childTicks = (last: number, x: Scale['x']): CoursesLayout['ticks'] =>
  trialTicks(last, [], x).map(({ trial, x: at, labelled }) => ({ at: trial, x: at, labelled }));

/** On a phone every second one is labelled: a time takes more room than a number. */
const timeTicks = (time: Axis, x: Scale['x'], narrow: boolean): CoursesLayout['ticks'] =>
  gridlines(time).map((at, index) => ({ at, x: x(at), labelled: !narrow || index % 2 === 0 }));

/** Where the chart is read: at each child, or in so many even steps of an axis that ends at `last`. */
export function placeValues({ axis, courses }: CoursesInput, last: number): number[] {
  const end = courses.reduce((most, course) => Math.max(most, course.end), 0);
  if (end === 0) return [];
  const step = axis === 'children' ? Math.ceil(end / MOST_PLACES) : last / MOST_PLACES;
  return Array.from({ length: Math.ceil(end / step - 1e-9) }, (_, index) =>
    Math.min((index + 1) * step, end),
  );
}

const percent = (share: number): string => (share * 100).toFixed(1);
