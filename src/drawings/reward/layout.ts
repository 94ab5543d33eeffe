import { area, curveStepAfter, line, type ScaleLinear, scaleLinear } from 'd3';
import { type Axis, gridlines } from '../axis.ts';
import type { Plot, Size } from '../plot.ts';
import type { RewardDot, RewardInput, TrialPoint } from './input.ts';
import { type EndLabel, endLabels, type LineTexts } from './labels.ts';
import { type TrialTick, trialTicks } from './ticks.ts';

/** The reward chart as data: where everything stands, in pixels. Pure; the drawing adds nothing of its own. */

export interface PlacedDot {
  readonly trial: number;
  readonly x: number;
  readonly y: number;
  readonly kind: 'plain' | 'best' | 'failed';
}

export interface RewardLayout extends Size {
  readonly plot: Plot;
  readonly rows: readonly { readonly value: number; readonly y: number }[];
  readonly ticks: readonly TrialTick[];
  readonly dots: readonly PlacedDot[];
  /** Path data; empty where there is nothing to draw. */
  readonly paths: Readonly<Record<'band' | 'median' | 'best' | 'mean' | 'baseline', string>>;
  /** The running trial's line and ring. */
  readonly now: { readonly x: number; readonly y: number } | null;
  readonly labels: readonly EndLabel[];
}

/** Below this a phone's short labels are used. */
export const NARROW = 520;

export function plotOf({ width, height }: Size): Plot {
  const narrow = width < NARROW;
  return { left: 30, right: width - (narrow ? 82 : 168), top: 14, bottom: height - 32 };
}

export function layoutReward(input: RewardInput, axis: Axis, size: Size, texts: LineTexts): RewardLayout {
  const plot = plotOf(size);
  const x = scaleLinear([1, Math.max(2, input.total)], [plot.left + 16, plot.right]);
  const y = scaleLinear([axis.low, axis.high], [plot.bottom - 18, plot.top + 8]);
  const at = scaled(x, y);
  const { running } = input;
  const now = running && {
    x: tenth(x(running.trial)),
    y: running.value === null ? plot.bottom : at.y(running.value),
  };
  return {
    ...size,
    plot,
    rows: gridlines(axis).map((value) => ({ value, y: Math.round(y(value)) + 0.5 })),
    ticks: trialTicks(input.total, running?.trial ?? null, (trial) => tenth(x(trial))),
    dots: input.dots.map((dot) => placed(dot, at, plot)),
    paths: {
      band: bandPath(input, at),
      median: pathOf(
        input.band.map(({ trial, median }) => ({ trial, value: median })),
        at,
      ),
      best: bestPath(input, at),
      mean: pathOf(input.mean, at),
      baseline: pathOf(input.baseline, at),
    },
    now,
    labels: endLabels(input, { x: at.x, y: at.y, plot, narrow: size.width < NARROW }, texts),
  };
}

interface Scaled {
  /** Of a trial. */
  x(trial: number): number;
  /** Of a share. */
  y(value: number): number;
}

const scaled = (x: ScaleLinear<number, number>, y: ScaleLinear<number, number>): Scaled => ({
  x: (trial) => tenth(x(trial)),
  y: (value) => tenth(y(value * 100)),
});

function placed(dot: RewardDot, at: Scaled, plot: Plot): PlacedDot {
  const { trial, value, best } = dot;
  if (value === null) return { trial, x: at.x(trial), y: plot.bottom, kind: 'failed' };
  return { trial, x: at.x(trial), y: at.y(value), kind: best ? 'best' : 'plain' };
}

function pathOf(points: readonly TrialPoint[], at: Scaled): string {
  if (points.length < 2) return '';
  return line<TrialPoint>(
    ({ trial }) => at.x(trial),
    ({ value }) => at.y(value),
  )(points) as string;
}

/** Steps that reach to the running trial, or to the last one, whether it improved or not. */
function bestPath({ best, running, dots }: RewardInput, at: Scaled): string {
  const last = best.at(-1);
  if (last === undefined) return '';
  const until = running?.trial ?? dots.at(-1)?.trial ?? last.trial;
  const points = until > last.trial ? [...best, { trial: until, value: last.value }] : best;
  if (points.length < 2) return '';
  const steps = line<TrialPoint>(
    ({ trial }) => at.x(trial),
    ({ value }) => at.y(value),
  ).curve(curveStepAfter);
  return steps(points) as string;
}

function bandPath({ band }: RewardInput, at: Scaled): string {
  if (band.length < 2) return '';
  const shape = area<RewardInput['band'][number]>()
    .x(({ trial }) => at.x(trial))
    .y0(({ low }) => at.y(low))
    .y1(({ high }) => at.y(high));
  return shape(band) as string;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
