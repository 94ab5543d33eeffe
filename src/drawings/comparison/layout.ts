import { area, line, type ScaleLinear, scaleLinear, ticks } from 'd3';
import type { CourseTone } from '../../base/courseTone.ts';
import { type Axis, gridlines } from '../axis.ts';
import { dodge } from '../dodge.ts';
import type { Plot, Size } from '../plot.ts';

/** What several strategies found over the course of their searches, as data: lines, bands, labels, in pixels. */

export interface CourseInputPoint {
  /** Children trained, or seconds of training. */
  readonly at: number;
  /** Shares, 0 to 1. */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface CourseInput {
  readonly id: string;
  readonly name: string;
  /** Where there is no room for the name. */
  readonly short: string;
  readonly tone: CourseTone;
  readonly points: readonly CourseInputPoint[];
  /** Where its longest search ended: from there on the line only goes on for comparison. */
  readonly end: number;
}

export interface CourseLine {
  readonly id: string;
  readonly tone: CourseTone;
  /** Path data; empty where there is nothing to draw. */
  readonly band: string;
  readonly line: string;
  /** From the end of the strategy's own searches to that of the longest. */
  readonly rest: string;
  /** Where its searches ended. */
  readonly tip: { readonly x: number; readonly y: number } | null;
}

export interface CourseLabel {
  readonly id: string;
  readonly tone: CourseTone;
  readonly text: string;
  readonly value: string;
  readonly x: number;
  /** Of its middle. */
  readonly y: number;
}

export interface ComparisonLayout extends Size {
  readonly plot: Plot;
  readonly rows: readonly { readonly text: string; readonly y: number }[];
  readonly ticks: readonly { readonly text: string; readonly x: number }[];
  readonly lines: readonly CourseLine[];
  readonly labels: readonly CourseLabel[];
  /** Where the curves have points, rising. */
  readonly places: readonly { readonly at: number; readonly x: number }[];
}

/** Below this only short names fit. */
const NARROW = 520;
/** Room of a tick's label, in px. */
const TICK = 64;
const LABEL_HEIGHT = 16;
const GAP = 10;

export function plotOf({ width, height }: Size): Plot {
  return { left: 34, right: width - (width < NARROW ? 98 : 156), top: 10, bottom: height - 28 };
}

export function layoutComparison(courses: readonly CourseInput[], axis: Axis, size: Size): ComparisonLayout {
  const plot = plotOf(size);
  const last = Math.max(...courses.map(({ points }) => points.at(-1)?.at ?? 0), 0);
  const x = scaleLinear([0, last || 1], [plot.left, plot.right]);
  const y = scaleLinear([axis.low, axis.high], [plot.bottom, plot.top]);
  const rows = gridlines(axis).map((value) => ({
    text: axis.step < 1 ? value.toFixed(1) : value.toFixed(0),
    y: Math.round(y(value)) + 0.5,
  }));
  const count = Math.max(2, Math.floor((plot.right - plot.left) / TICK));
  const marks = last === 0 ? [] : ticks(0, last, Math.min(10, count)).filter(Number.isInteger);
  const at = new Set(courses.flatMap(({ points }) => points.map((point) => point.at)));
  return {
    ...size,
    plot,
    rows,
    ticks: marks.map((value) => ({ text: value.toLocaleString('en-US'), x: tenth(x(value)) })),
    lines: courses.map((course) => lineOf(course, x, y)),
    labels: labelsOf(courses, y, plot, size.width < NARROW),
    places: [...at].sort((a, b) => a - b).map((place) => ({ at: place, x: tenth(x(place)) })),
  };
}

type Scale = ScaleLinear<number, number>;

function lineOf({ id, tone, points, end }: CourseInput, x: Scale, y: Scale): CourseLine {
  const path = line<CourseInputPoint>(
    (point) => tenth(x(point.at)),
    ({ mean }) => tenth(y(100 * mean)),
  );
  const shape = area<CourseInputPoint>()
    .x((point) => tenth(x(point.at)))
    .y0(({ low }) => tenth(y(100 * low)))
    .y1(({ high }) => tenth(y(100 * high)));
  // The first place at which all searches have ended is the end of the line itself.
  const ended = points.findIndex((point) => point.at >= end);
  const split = ended < 0 ? points.length - 1 : ended;
  const tip = points[split];
  const drawn = (some: readonly CourseInputPoint[]): string =>
    some.length < 2 ? '' : (path(some) as string);
  return {
    id,
    tone,
    band: points.length < 2 ? '' : (shape(points.slice(0, split + 1)) as string),
    line: drawn(points.slice(0, split + 1)),
    rest: drawn(points.slice(split)),
    tip: tip === undefined ? null : { x: tenth(x(tip.at)), y: tenth(y(100 * tip.mean)) },
  };
}

/** Each line is named at its end with its last value, the names moved apart as little as possible. */
function labelsOf(courses: readonly CourseInput[], y: Scale, plot: Plot, narrow: boolean): CourseLabel[] {
  const named = courses.flatMap((course) => {
    const last = course.points.at(-1);
    return last === undefined ? [] : [{ ...course, last }];
  });
  const x = plot.right + GAP;
  const boxes = named.map(({ last }) => ({ x, width: 1, y: y(100 * last.mean), height: LABEL_HEIGHT }));
  const middles = dodge(boxes, plot.top - 8, plot.bottom + 8);
  return named.map(({ id, tone, name, short, last }, index) => ({
    id,
    tone,
    text: narrow ? short : name,
    value: (100 * last.mean).toFixed(1),
    x,
    y: Math.round(middles[index] as number),
  }));
}

/** The least and the greatest of all curves and bands, in %; null where there are none. */
export function extentOf(courses: readonly CourseInput[]): [low: number, high: number] | null {
  const points = courses.flatMap((course) => course.points);
  if (points.length === 0) return null;
  return [
    100 * points.reduce((least, { low }) => Math.min(least, low), Number.POSITIVE_INFINITY),
    100 * points.reduce((most, { high }) => Math.max(most, high), Number.NEGATIVE_INFINITY),
  ];
}

/** The index of the place nearest to a pointer. */
export function nearestPlace(places: ComparisonLayout['places'], x: number): number | null {
  let nearest: number | null = null;
  places.forEach((place, index) => {
    const least = nearest === null ? Number.POSITIVE_INFINITY : Math.abs((places[nearest]?.x ?? 0) - x);
    if (Math.abs(place.x - x) < least) nearest = index;
  });
  return nearest;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
