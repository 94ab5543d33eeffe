import { type Axis, gridlines } from '../plot/axis.ts';
import type { Plot, Size } from '../plot/plot.ts';
import { type PlacedWhisker, placedWhisker, type WhiskerPaths, whiskerPaths } from '../reward/whiskers.ts';
import type { DotLook, TradeoffDot, TradeoffInput } from './input.ts';
import { type LogAxis, logAxisOf, logTicks } from './logAxis.ts';
import { type Box, type PlacedName, placeNames } from './names.ts';

/** Accuracy against cost as data (NASNet, figure 5): dots, the front, names, axes, in pixels. Pure. */

export interface PlacedTradeoffDot {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly look: DotLook;
  readonly isRepeated: boolean;
  readonly whisker: PlacedWhisker | null;
}

export interface TradeoffLayout extends Size {
  readonly plot: Plot;
  readonly rows: readonly { readonly value: number; readonly y: number }[];
  readonly ticks: readonly { readonly value: number; readonly x: number }[];
  /** By rising cost. */
  readonly dots: readonly PlacedTradeoffDot[];
  /** Px. */
  readonly radius: number;
  /** Those that are always there. */
  readonly whiskers: WhiskerPaths;
  /** Path data; empty where there is nothing to draw. */
  readonly lines: string;
  /** The ring of the child in training, on the baseline. */
  readonly running: { readonly x: number; readonly y: number } | null;
  readonly lineName: {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly anchor: 'start' | 'end';
  } | null;
  readonly names: readonly PlacedName[];
}

const LEFT = 30;
const RIGHT = 8;
const TOP = 12;
const BOTTOM = 26;
/** Of the lowest gridline over the baseline, and of the ends of the axis from the plot's. */
const FOOT = 14;
const INSIDE = 14;
const TICK_ROOM = 34;
/** Up to so many dots have whiskers all of them. */
const WHISKERS = 40;
/** From so many on they are smaller. */
const CROWD = 60;
const NARROW = 340;
const CHARACTER = 6.8;

export function layoutTradeoff(input: TradeoffInput, axis: Axis, size: Size): TradeoffLayout {
  const { width, height } = size;
  const plot = { left: LEFT, right: width, top: TOP, bottom: height - BOTTOM };
  const x = costScale(input, plot);
  const y = valueScale(input, axis, plot);
  const order = [...input.dots].sort(
    (a, b) => a.cost - b.cost || (a.value ?? 0) - (b.value ?? 0) || a.id - b.id,
  );
  const dots = order.map((dot): PlacedTradeoffDot => {
    const { id, cost, value, look, isRepeated } = dot;
    const at = x.of(cost);
    const whisker = placedWhisker(value, dot.whisker, at, { y, most: 1 });
    return { id, x: at, y: value === null ? plot.bottom : y(value), look, isRepeated, whisker };
  });
  const radius = dots.length >= CROWD ? 2.5 : 3.5;
  const shown = dots.length <= WHISKERS ? dots : dots.filter(({ look }) => look === 'front');
  const lines = linesOf(order, dots, input.joins, plot);
  return {
    ...size,
    plot,
    rows: gridlines(axis).map((value) => ({ value, y: Math.round(y(value / 100)) + 0.5 })),
    ticks: x.ticks,
    dots,
    radius,
    whiskers: whiskerPaths(shown.flatMap(({ whisker }) => whisker ?? [])),
    lines: lines.map(pathOf).join(''),
    running: input.running === null ? null : { x: x.of(input.running), y: plot.bottom },
    lineName: lineNameOf(input, lines[0], plot),
    names: namesOf(order, dots, lines, plot),
  };
}

/** Of costs, to a tenth of a pixel. */
function costScale({ dots, running }: TradeoffInput, { left, right }: Plot) {
  const costs = [...dots.map(({ cost }) => cost), ...(running === null ? [] : [running])];
  const axis: LogAxis | null = logAxisOf(costs);
  const from = left + INSIDE;
  const width = right - RIGHT - from;
  const of = (cost: number): number =>
    axis === null ? from : tenth(from + (Math.log(cost / axis.low) / Math.log(axis.high / axis.low)) * width);
  const ticks = axis === null ? [] : logTicks(axis, width, TICK_ROOM);
  return { of, ticks: ticks.map((value) => ({ value, x: of(value) })) };
}

function valueScale({ isError }: TradeoffInput, { low, high }: Axis, { top, bottom }: Plot) {
  const from = bottom - FOOT;
  return (value: number): number => {
    const share = (value * 100 - low) / (high - low);
    return tenth(from + (isError ? 1 - share : share) * (top - from));
  };
}

type Point = readonly [x: number, y: number];

/** Corners of each line, by rising cost; of the first name first. */
function linesOf(
  order: readonly TradeoffDot[],
  dots: readonly PlacedTradeoffDot[],
  joins: TradeoffInput['joins'],
  plot: Plot,
): (readonly Point[])[] {
  const own = new Map<string, Point[]>();
  order.forEach(({ line }, index) => {
    if (line === null) return;
    const { x, y } = dots[index]!;
    const points = own.get(line) ?? [];
    own.set(line, points);
    const last = points.at(-1);
    if (joins === 'steps' && last !== undefined) points.push([x, last[1]]);
    points.push([x, y]);
  });
  if (joins === 'steps') for (const points of own.values()) points.push([plot.right, points.at(-1)![1]]);
  return [...own.values()];
}

const pathOf = (points: readonly Point[]): string =>
  points.length < 2 ? '' : `M${points.map((point) => point.join()).join('L')}`;

/** Over the last step, from its dot on, or as far right as there is room. */
function lineNameOf(
  { lineName }: TradeoffInput,
  line: readonly Point[] | undefined,
  { right, left }: Plot,
): TradeoffLayout['lineName'] {
  const end = line?.at(-1);
  const last = line?.at(-2);
  if (lineName === null || end === undefined || last === undefined) return null;
  const text = right - left < NARROW ? lineName.short : lineName.text;
  const y = end[1] - 8;
  const fits = last[0] + 12 + text.length * CHARACTER <= right;
  return fits ? { text, x: last[0] + 12, y, anchor: 'start' } : { text, x: right, y, anchor: 'end' };
}

function namesOf(
  order: readonly TradeoffDot[],
  dots: readonly PlacedTradeoffDot[],
  lines: readonly (readonly Point[])[],
  plot: Plot,
): PlacedName[] {
  const at = new Map(dots.map((dot) => [dot.id, dot]));
  const named = [...order]
    .sort((a, b) => rankOf(a) - rankOf(b) || a.id - b.id)
    .flatMap(({ id, name }) => (name === null ? [] : [{ id, name, x: at.get(id)!.x, y: at.get(id)!.y }]));
  if (named.length === 0) return [];
  const room = { left: plot.left, right: plot.right, top: 0, bottom: plot.bottom + 4 };
  return placeNames(named, [...dots.map(boxOf), ...lines.flatMap(alongLine)], room);
}

const RANKS = ['strong', 'failed', 'ink', 'quiet'];
const rankOf = ({ name }: TradeoffDot): number => (name === null ? RANKS.length : RANKS.indexOf(name.tone));

const boxOf = ({ x, y, isRepeated }: PlacedTradeoffDot): Box => {
  const r = isRepeated ? 7 : 5;
  return { left: x - r, right: x + r, top: y - r, bottom: y + r };
};

/** Small boxes along a line, so that no name lies on it. */
function alongLine(points: readonly Point[]): Box[] {
  return points.slice(1).flatMap(([x, y], index) => {
    const [fromX, fromY] = points[index]!;
    const count = Math.ceil(Math.hypot(x - fromX, y - fromY) / 4);
    return Array.from({ length: count }, (_, step): Box => {
      const share = (step + 0.5) / count;
      const [midX, midY] = [fromX + share * (x - fromX), fromY + share * (y - fromY)];
      return { left: midX - 2, right: midX + 2, top: midY - 2, bottom: midY + 2 };
    });
  });
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
