import { line, scaleLinear } from 'd3';
import type { Axis } from '../plot/axis.ts';
import { noteOf, type Spot } from './note.ts';

/** A child's live curve as data: raw points thin, their running mean thick, epochs as ticks, held-out results as rings. */

export interface StepPoint {
  /** Training steps done. */
  readonly step: number;
  readonly value: number;
}

export interface CurveInput {
  /** Steps of the whole training; 0 where nothing is trained. */
  readonly steps: number;
  readonly epochs: number;
  /** Steps that the smooth line averages over; 0 draws the points as they are. */
  readonly window: number;
  readonly points: readonly StepPoint[];
  readonly rings: readonly StepPoint[];
}

export interface CurveSize {
  readonly width: number;
  readonly height: number;
}

export interface EpochTick {
  readonly epoch: number;
  /** Of its end. */
  readonly x: number;
}

export interface EpochTexts {
  /** Where it ends, in about eight letters. */
  epoch(epoch: number): string;
}

export interface EpochLabel {
  readonly text: string;
  readonly x: number;
}

export interface CurveLayout extends CurveSize {
  readonly left: number;
  readonly baseline: number;
  readonly top: number;
  readonly raw: string;
  readonly smooth: string;
  /** End of the smooth line. */
  readonly end: { readonly x: number; readonly y: number } | null;
  readonly rings: readonly { readonly x: number; readonly y: number }[];
  /** Where the latest held-out result is named. */
  readonly note: { readonly x: number; readonly y: number } | null;
  readonly ticks: readonly EpochTick[];
  readonly labels: readonly EpochLabel[];
}

const LEFT = 26;
const TOP = 6;
const BELOW = 18;

export function layoutCurve(input: CurveInput, axis: Axis, size: CurveSize, texts: EpochTexts): CurveLayout {
  const { width, height } = size;
  const baseline = height - BELOW;
  const x = scaleLinear([0, Math.max(1, input.steps)], [LEFT, width - 1]);
  const y = scaleLinear([axis.low, axis.high], [baseline, TOP]);
  const place = ({ step, value }: StepPoint) => ({ x: tenth(x(step)), y: tenth(y(value)) });
  const smooth = smoothed(input.points, input.window).map(place);
  const drawn = { raw: thinned(input.points.map(place)), smooth: thinned(smooth) };
  const rings = input.rings.map(place);
  const end = smooth.at(-1) ?? null;
  return {
    ...size,
    left: LEFT,
    baseline,
    top: TOP,
    raw: path(drawn.raw),
    smooth: path(drawn.smooth),
    end,
    rings,
    note:
      width < NARROW
        ? null
        : noteOf({
            left: LEFT,
            right: width - 1,
            top: TOP,
            bottom: baseline,
            rings,
            raw: dense(drawn.raw),
            smooth: dense(drawn.smooth),
          }),
    ...epochsOf(input.epochs, LEFT, width - 1, texts),
  };
}

/** Mean of each point and those at most `window` steps before it. */
export function smoothed(points: readonly StepPoint[], window: number): StepPoint[] {
  let first = 0;
  let sum = 0;
  return points.map(({ step, value }, index) => {
    sum += value;
    while (points[first]!.step < step - window) sum -= points[first++]!.value;
    return { step, value: sum / (index - first + 1) };
  });
}

/** At most one point a pixel column, at the mean of those in it: a long training has more points than pixels. */
export function thinned(spots: readonly Spot[]): Spot[] {
  const columns: { x: number; sum: number; count: number }[] = [];
  for (const { x, y } of spots) {
    const last = columns.at(-1);
    if (last !== undefined && x - last.x < 1) {
      last.sum += y;
      last.count += 1;
    } else {
      columns.push({ x, sum: y, count: 1 });
    }
  }
  return columns.map(({ x, sum, count }) => ({ x, y: tenth(sum / count) }));
}

/** With the spots between them, so that a line between two far points is seen to pass. */
function dense(spots: readonly Spot[]): Spot[] {
  return spots.flatMap((spot, index) => {
    const next = spots[index + 1];
    if (next === undefined) return [spot];
    const count = Math.max(1, Math.ceil(Math.hypot(next.x - spot.x, next.y - spot.y) / 4));
    return Array.from({ length: count }, (_, part) => ({
      x: spot.x + ((next.x - spot.x) * part) / count,
      y: spot.y + ((next.y - spot.y) * part) / count,
    }));
  });
}

export function path(spots: readonly Spot[]): string {
  if (spots.length < 2) return '';
  return line<Spot>(
    (spot) => spot.x,
    (spot) => spot.y,
  )(spots) as string;
}

/** A narrower curve has no room for words within it. */
const NARROW = 200;

/** Room of "epoch 3", and of a bare number beside it, in px. */
const WORD = 46;
const NUMBER = 36;

function epochsOf(
  epochs: number,
  left: number,
  right: number,
  texts: EpochTexts,
): Pick<CurveLayout, 'ticks' | 'labels'> {
  if (epochs < 1) return { ticks: [], labels: [] };
  const pitch = (right - left) / epochs;
  const every = [1, 2, 5, 10, 20, 50, 100, 200].find((step) => step * pitch >= NUMBER) ?? epochs;
  const ends = Array.from({ length: epochs }, (_, index) => index + 1).filter((epoch) => epoch % every === 0);
  const ticks = ends.map((epoch) => ({ epoch, x: tenth(left + epoch * pitch) }));
  const words = pitch >= WORD;
  const labels = ticks.map(({ epoch, x }, index) => ({
    text: words || index === 0 ? texts.epoch(epoch) : String(epoch),
    // A number of every epoch stands in the middle of its stretch, sparser ones under their tick.
    x: every === 1 ? tenth(x - pitch / 2) : x,
  }));
  return { ticks, labels: labels.filter(({ x }) => x <= right - 4) };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
