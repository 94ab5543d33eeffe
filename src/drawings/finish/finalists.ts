import { type Axis, type AxisRule, gridlines, growAxis } from '../plot/axis.ts';

/** The finalists of a run on one axis: the figure that chose each, those from fresh seeds, and the winner's final one. */

export interface FinalistsInput {
  readonly rows: readonly FinalistRow[];
}

/** Accuracies and half-widths: shares of 1. */
export interface FinalistRow {
  readonly trial: number;
  /** The search's own figure. */
  readonly chosenBy: number;
  /** Of the trainings from fresh seeds that gave one. */
  readonly fresh: readonly number[];
  /** The winner's last training. */
  readonly final: { readonly value: number; readonly images: number; readonly whole: number } | null;
  /** At the row's end. */
  readonly label: string;
}

export interface FinalistsLayout {
  readonly width: number;
  readonly height: number;
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
  /** Of the gridlines. */
  readonly top: number;
  readonly bottom: number;
  readonly rows: readonly PlacedRow[];
  /** Over the first row: what its marks are. */
  readonly heads: readonly { readonly kind: 'fresh' | 'chosen'; readonly x: number }[];
}

export interface PlacedRow {
  readonly trial: number;
  readonly y: number;
  readonly label: string;
  readonly isFinal: boolean;
  readonly marks: readonly {
    readonly kind: 'chosen' | 'fresh' | 'final';
    readonly x: number;
    readonly y: number;
    readonly radius: number;
  }[];
  /** From the nearest fresh figure to the one that chose it; null where there is none. */
  readonly link: { readonly from: number; readonly to: number; readonly y: number } | null;
  /** From left to right, px. */
  readonly whisker: { readonly y: number; readonly images: Stretch; readonly whole: Stretch } | null;
}

type Stretch = readonly [left: number, right: number];

/** In points. */
const RULE: AxisRule = { steps: [0.2, 0.5, 1, 2, 5, 10, 20, 50], intervals: 4, floor: 0, ceiling: 100 };

/** Columns left and right of the axis, for the trials and their figures. */
export const SIDES = { left: 64, right: 92 };
const HEAD = 18;
const FOOT = 20;
const ROW = 26;
/** The winner's final figure stands under its others. */
const WINNER = 30;
const APART = 5;
const RADIUS = 3.5;
const AROUND = 6;
/** Between two heads' middles. */
const HEADS_APART = 76;

export function layoutFinalists({ rows }: FinalistsInput, width: number): FinalistsLayout {
  const axis = axisOf(rows);
  const plot = { left: SIDES.left, right: Math.max(SIDES.left + 40, width - SIDES.right) };
  const scale = (share: number): number => {
    const [part, whole] = [share * 100 - axis.low, axis.high - axis.low];
    const x = plot.left + (part / whole) * (plot.right - plot.left);
    return tenth(Math.min(plot.right, Math.max(plot.left, x)));
  };
  let y = HEAD;
  const placed = rows.map((row): PlacedRow => {
    const height = row.final === null ? ROW : WINNER;
    const middle = y + height / 2;
    y += height;
    return placedRow(row, middle, scale);
  });
  return {
    width,
    height: y + FOOT,
    ticks: gridlines(axis).map((value) => ({
      x: Math.round(plot.left + ((value - axis.low) / (axis.high - axis.low)) * (plot.right - plot.left)),
      text: String(tenth(value)),
    })),
    top: HEAD,
    bottom: y,
    rows: placed,
    heads: headsOf(placed[0], plot),
  };
}

function axisOf(rows: readonly FinalistRow[]): Axis {
  const values = rows.flatMap(({ chosenBy, fresh, final }) => [
    chosenBy,
    ...fresh,
    ...(final === null
      ? []
      : [Math.max(0, final.value - final.whole), Math.min(1, final.value + final.whole)]),
  ]);
  return growAxis(null, 100 * Math.min(...values), 100 * Math.max(...values), RULE);
}

function placedRow(row: FinalistRow, middle: number, scale: (share: number) => number): PlacedRow {
  const { trial, label, chosenBy, fresh, final } = row;
  const above = final === null ? middle : middle - APART;
  const below = middle + APART + 1;
  const chosen = scale(chosenBy);
  const others = fresh.map(scale);
  const nearest = [...others].sort((a, b) => Math.abs(a - chosen) - Math.abs(b - chosen))[0];
  const isHidden = nearest !== undefined && Math.abs(nearest - chosen) < RADIUS;
  const stretch = (half: number, value: number): Stretch => [scale(value - half), scale(value + half)];
  return {
    trial,
    y: middle,
    label,
    isFinal: final !== null,
    marks: [
      // It stays to be seen around one that has the same figure.
      { kind: 'chosen', x: chosen, y: above, radius: isHidden ? AROUND : RADIUS },
      ...others.map((x) => ({ kind: 'fresh', x, y: above, radius: RADIUS }) as const),
      ...(final === null
        ? []
        : [{ kind: 'final', x: scale(final.value), y: below, radius: RADIUS + 0.5 } as const]),
    ],
    link: nearest === undefined ? null : { from: nearest, to: chosen, y: above },
    whisker: final && {
      y: below,
      images: stretch(final.images, final.value),
      whole: stretch(final.whole, final.value),
    },
  };
}

/** Over its marks, as far apart as their words need, and inside the axis. */
function headsOf(
  row: PlacedRow | undefined,
  { left, right }: { readonly left: number; readonly right: number },
): FinalistsLayout['heads'] {
  const fresh = row?.marks.filter(({ kind }) => kind === 'fresh') ?? [];
  const chosen = row?.marks.find(({ kind }) => kind === 'chosen');
  if (chosen === undefined) return [];
  if (fresh.length === 0) return [{ kind: 'chosen', x: chosen.x }];
  const mean = fresh.reduce((sum, { x }) => sum + x, 0) / fresh.length;
  const middle = (mean + chosen.x) / 2;
  const half = Math.max(HEADS_APART, Math.abs(mean - chosen.x)) / 2;
  const centre = Math.min(right - half, Math.max(left + half, middle));
  const sign = mean <= chosen.x ? 1 : -1;
  return [
    { kind: 'fresh', x: Math.round(centre - sign * half) },
    { kind: 'chosen', x: Math.round(centre + sign * half) },
  ];
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
