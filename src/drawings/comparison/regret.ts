import { area, line, type ScaleContinuousNumeric, scaleLinear, scaleLog } from 'd3';
import type { Place } from '../places.ts';
import { type Axis, gridlines } from '../plot/axis.ts';
import { placeNames } from '../plot/endNames.ts';
import type { Plot, Size } from '../plot/plot.ts';

/** How far strategies are from the best graph over the course of their searches, as data: lines, a band, names, in pixels. */

export interface RegretCourseInput {
  readonly id: string;
  readonly name: string;
  /** Where there is no room for the name. */
  readonly short: string;
  /** At trials or seconds above 0, rising; regrets are shares, 0 to 1. */
  readonly points: readonly { readonly at: number; readonly mean: number }[];
  /** An interval at each; empty where none is drawn. */
  readonly band: readonly { readonly at: number; readonly low: number; readonly high: number }[];
}

export interface RegretInput {
  readonly courses: readonly RegretCourseInput[];
  /** The one that stands out. */
  readonly chosen: string | null;
  /** The regret below which graphs cannot be told from the best; null where it is not known. */
  readonly floor: number | null;
}

export type RegretTone = 'chosen' | 'baseline' | 'other';

export interface RegretLine {
  readonly id: string;
  readonly tone: RegretTone;
  /** Path data; empty where there is nothing to draw. */
  readonly line: string;
  /** From the end of its own searches to that of the longest. */
  readonly rest: string;
}

export interface RegretLabel {
  readonly id: string;
  readonly tone: RegretTone;
  readonly text: string;
  readonly value: string;
  readonly x: number;
  /** Of its middle. */
  readonly y: number;
  /** Path data: from the line's end to the name. */
  readonly leader: string;
}

export interface RegretLayout extends Size {
  readonly plot: Plot;
  readonly rows: readonly { readonly text: string; readonly y: number }[];
  readonly ticks: readonly { readonly text: string; readonly x: number }[];
  /** Path data; empty where there is none. */
  readonly band: string;
  /** The chosen one last, over the others. */
  readonly lines: readonly RegretLine[];
  readonly labels: readonly RegretLabel[];
  /** The noise floor, where it lies within the axis; `value` in points. */
  readonly floor: { readonly y: number; readonly value: string } | null;
  /** Where the chosen one meets the floor. */
  readonly ring: { readonly x: number; readonly y: number } | null;
  /** Where the curves have points, rising. */
  readonly places: readonly Place[];
}

/** Below this only short names fit. */
const NARROW = 560;
/** Room of a tick's label, in px. */
const TICK = 34;
const LABEL_HEIGHT = 16;

export function regretPlotOf({ width, height }: Size): Plot {
  return { left: 34, right: width - (width < NARROW ? 108 : 166), top: 10, bottom: height - 30 };
}

/** The greatest regret of all curves and bands, in points; null where there are none. */
export function greatestRegret(courses: readonly RegretCourseInput[]): number | null {
  const known = courses.flatMap(({ points, band }) => [
    ...points.map(({ mean }) => mean),
    ...band.map(({ high }) => high),
  ]);
  return known.length === 0 ? null : 100 * known.reduce((most, value) => Math.max(most, value), 0);
}

/** The axis is in points and begins at 0. */
export function layoutRegret({ courses, chosen, floor }: RegretInput, axis: Axis, size: Size): RegretLayout {
  const plot = regretPlotOf(size);
  const at = [...new Set(courses.flatMap(({ points }) => points.map((point) => point.at)))].sort(
    (a, b) => a - b,
  );
  const [first, last] = [at[0] ?? 1, at.at(-1) ?? 1];
  const x = scaleLog([first, Math.max(last, first * 1.001)], [plot.left, plot.right]);
  const y = scaleLinear([axis.low, axis.high], [plot.bottom, plot.top]);
  const toneOf = ({ id, band }: RegretCourseInput): RegretTone =>
    id === chosen ? 'chosen' : band.length > 0 ? 'baseline' : 'other';
  const lines = courses.map((course) => lineOf(course, toneOf(course), x, y, last));
  const isWithin = floor !== null && at.length > 0 && 100 * floor <= axis.high;
  const own = courses.find(({ id }) => id === chosen);
  return {
    ...size,
    plot,
    rows: gridlines(axis).map((value) => ({
      text: axis.step < 1 ? value.toFixed(1) : value.toFixed(0),
      y: Math.round(y(value)) + 0.5,
    })),
    ticks: at.length === 0 ? [] : ticksOf(first, last, x),
    band: courses.map((course) => bandOf(course, x, y)).join(''),
    lines: [
      ...lines.filter(({ tone }) => tone !== 'chosen'),
      ...lines.filter(({ tone }) => tone === 'chosen'),
    ],
    labels: labelsOf(courses, toneOf, y, plot, size.width < NARROW),
    floor: isWithin ? { y: Math.round(y(100 * floor)) + 0.5, value: (100 * floor).toFixed(1) } : null,
    ring: isWithin && own !== undefined ? ringOf(own, floor, x, y) : null,
    places: at.map((place) => ({ at: place, x: tenth(x(place)) })),
  };
}

type Scale = ScaleContinuousNumeric<number, number>;

function lineOf(course: RegretCourseInput, tone: RegretTone, x: Scale, y: Scale, last: number): RegretLine {
  const { id, points } = course;
  const path = line<RegretCourseInput['points'][number]>(
    (point) => tenth(x(point.at)),
    ({ mean }) => tenth(y(100 * mean)),
  );
  const end = points.at(-1);
  return {
    id,
    tone,
    line: points.length < 2 ? '' : (path(points) as string),
    rest: end === undefined || end.at >= last ? '' : (path([end, { ...end, at: last }]) as string),
  };
}

function bandOf({ band }: RegretCourseInput, x: Scale, y: Scale): string {
  const shape = area<RegretCourseInput['band'][number]>()
    .x((point) => tenth(x(point.at)))
    .y0(({ low }) => tenth(y(100 * low)))
    .y1(({ high }) => tenth(y(100 * high)));
  return band.length < 2 ? '' : (shape(band) as string);
}

/** 1, 2 and 5 of each power of ten, and the end: as many as there is room for, the rounder before the others. */
function ticksOf(first: number, last: number, x: Scale): RegretLayout['ticks'] {
  const powers = [1, 10, 100, 1000, 10_000, 100_000];
  const wanted = [last, ...[1, 5, 2].flatMap((head) => powers.map((power) => head * power))];
  const taken: number[] = [];
  for (const value of wanted) {
    if (value < first || value > last) continue;
    if (taken.every((other) => Math.abs(x(other) - x(value)) >= TICK)) taken.push(value);
  }
  return taken
    .sort((a, b) => a - b)
    .map((value) => ({ text: Math.round(value).toLocaleString('en-US'), x: tenth(x(value)) }));
}

/** Each line is named at its end with its last value, the names moved apart as little as possible. */
function labelsOf(
  courses: readonly RegretCourseInput[],
  toneOf: (course: RegretCourseInput) => RegretTone,
  y: Scale,
  plot: Plot,
  narrow: boolean,
): RegretLabel[] {
  const named = courses.flatMap((course) => {
    const last = course.points.at(-1);
    return last === undefined
      ? []
      : [{ course, end: y(100 * last.mean), value: (100 * last.mean).toFixed(1) }];
  });
  const places = placeNames(
    named.map(({ end }) => ({ y: end, height: LABEL_HEIGHT })),
    plot,
  );
  return named.map(({ course, value }, index) => ({
    id: course.id,
    tone: toneOf(course),
    text: narrow ? course.short : course.name,
    value,
    ...places[index]!,
  }));
}

/** On the line itself, between the last point above the floor and the first that is not. */
function ringOf({ points }: RegretCourseInput, floor: number, x: Scale, y: Scale): RegretLayout['ring'] {
  const index = points.findIndex(({ mean }) => mean <= floor);
  const after = points[index];
  if (after === undefined) return null;
  const before = points[index - 1];
  // Where it was below from the start, there.
  if (before === undefined) return { x: tenth(x(after.at)), y: tenth(y(100 * after.mean)) };
  const share = (before.mean - floor) / (before.mean - after.mean);
  const [from, to] = [x(before.at), x(after.at)];
  return { x: tenth(from + share * (to - from)), y: tenth(y(100 * floor)) };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
