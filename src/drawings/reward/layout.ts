import { area, curveStepAfter, line } from 'd3';
import { type Axis, gridlines } from '../plot/axis.ts';
import type { Plot, Size } from '../plot/plot.ts';
import { type AgainLayout, layoutAgain } from './again.ts';
import {
  type BandPoint,
  isBroken,
  lastRunning,
  type RewardDot,
  type RewardInput,
  type TrialPoint,
} from './input.ts';
import { type EndLabel, endLabels, type LineTexts } from './labels.ts';
import { type RewardScale, rewardScale } from './scale.ts';
import { type TrialTick, trialTicks } from './ticks.ts';
import {
  type DotLook,
  lookAt,
  type PlacedWhisker,
  placedWhisker,
  type WhiskerPaths,
  whiskerPaths,
} from './whiskers.ts';

/** The reward chart as data: where everything stands, in pixels. Pure; the drawing adds nothing of its own. */

export interface PlacedDot {
  readonly trial: number;
  readonly x: number;
  readonly y: number;
  /** `chosen`: trained again, for this figure was the best partly by luck. */
  readonly kind: 'plain' | 'best' | 'failed' | 'chosen';
  readonly whisker: PlacedWhisker | null;
}

export interface ChanceLayout {
  readonly y: number;
  /** In %, as its tick says it. */
  readonly value: number;
  /** Of the two strokes of a break; null where chance stands to scale, and its gridline bears its value. */
  readonly breakAt: number | null;
}

export interface RewardLayout extends Size {
  readonly plot: Plot;
  /** Where lines that run through all of the chart end. */
  readonly end: number;
  readonly rows: readonly { readonly value: number; readonly y: number }[];
  readonly ticks: readonly TrialTick[];
  readonly dots: readonly PlacedDot[];
  readonly look: DotLook;
  /** Those that are always there. */
  readonly whiskers: WhiskerPaths;
  /** Path data; empty where there is nothing to draw. */
  readonly paths: Readonly<Record<'band' | 'median' | 'best' | 'mean' | 'baseline', string>>;
  readonly chance: ChanceLayout | null;
  /** The line at the trial in training, and the ring under it; or at the moment of a replay, which has no ring. */
  readonly now: { readonly x: number; readonly y: number; readonly isTraining: boolean } | null;
  /** Where the rings of trials stand that train beside it; the last one has a line too. */
  readonly beside: readonly number[];
  readonly again: AgainLayout | null;
  readonly labels: readonly EndLabel[];
}

export function layoutReward(input: RewardInput, axis: Axis, size: Size, texts: LineTexts): RewardLayout {
  const at = rewardScale(input, axis, size);
  const { plot } = at;
  const { band, total } = input;
  const now = nowOf(input);
  const dots = placedDots(input, at);
  const look = lookAt(at.pitch);
  const again = layoutAgain(input, at);
  const shown = [...(look.all ? dots : outstanding(dots)), ...(again?.marks ?? [])];
  return {
    ...size,
    plot,
    end: at.end,
    rows: gridlines(axis).map((value) => ({ value, y: Math.round(at.y(value / 100)) + 0.5 })),
    ticks: trialTicks(total, [now, lastRunning(input)], at.x),
    dots,
    look,
    whiskers: whiskerPaths(shown.flatMap(({ whisker }) => whisker ?? [])),
    paths: {
      band: bandPath(band, at),
      median: pathOf(
        thinned(band).map(({ trial, median }) => ({ trial, value: median })),
        at,
      ),
      best: bestPath(input, at),
      mean: pathOf(input.mean, at),
      baseline: pathOf(input.baseline, at),
    },
    chance: chanceAt(input, axis, at),
    now: now === null ? null : { x: at.x(now), y: plot.bottom, isTraining: input.running !== null },
    beside: (input.beside ?? []).map(at.x),
    again,
    labels: endLabels(input, at, texts),
  };
}

/** The trial at which the search is, or a replay of it that has begun. */
const nowOf = ({ running, replayed }: RewardInput): number | null => running ?? (replayed?.after || null);

function placedDots({ dots, again }: RewardInput, at: RewardScale): PlacedDot[] {
  const chosen = new Set(again.map(({ trial }) => trial));
  return dots.map((dot: RewardDot): PlacedDot => {
    const { trial, value, best } = dot;
    const x = at.x(trial);
    if (value === null) return { trial, x, y: at.plot.bottom, kind: 'failed', whisker: null };
    const whisker = placedWhisker(value, dot.whisker, x, at);
    const kind = chosen.has(trial) ? 'chosen' : best ? 'best' : 'plain';
    return { trial, x, y: at.y(value), kind, whisker };
  });
}

/** The best and the newest. */
function outstanding(dots: readonly PlacedDot[]): readonly PlacedDot[] {
  const whole = dots.filter(({ kind }) => kind !== 'failed');
  const best = whole.reduce<PlacedDot | undefined>(
    (top, dot) => (top && top.y <= dot.y ? top : dot),
    undefined,
  );
  const newest = whole.at(-1);
  return [...new Set([best, newest])].flatMap((dot) => dot ?? []);
}

function chanceAt(input: RewardInput, axis: Axis, at: RewardScale): ChanceLayout | null {
  const { chance, chanceLine } = input;
  if (chanceLine === null) return null;
  const y = Math.round(at.y(chance)) + 0.5;
  const value = Number((chance * 100).toFixed(1));
  if (!isBroken(input, axis)) return { y, value, breakAt: null };
  return { y, value, breakAt: Math.round((y + at.y(axis.low / 100)) / 2) };
}

function pathOf(points: readonly TrialPoint[], at: RewardScale): string {
  if (points.length < 2) return '';
  return line<TrialPoint>(
    ({ trial }) => at.x(trial),
    ({ value }) => at.y(value),
  )(points) as string;
}

/** Steps that reach to the running trial, or to the last one, whether it improved or not. */
function bestPath(input: RewardInput, at: RewardScale): string {
  const { best, dots } = input;
  const last = best.at(-1);
  if (last === undefined) return '';
  const until = lastRunning(input) ?? dots.at(-1)?.trial ?? last.trial;
  const points = until > last.trial ? [...best, { trial: until, value: last.value }] : best;
  if (points.length < 2) return '';
  const steps = line<TrialPoint>(
    ({ trial }) => at.x(trial),
    ({ value }) => at.y(value),
  ).curve(curveStepAfter);
  return steps(points) as string;
}

function bandPath(band: readonly BandPoint[], at: RewardScale): string {
  if (band.length < 2) return '';
  const shape = area<BandPoint>()
    .x(({ trial }) => at.x(trial))
    .y0(({ low }) => at.y(low))
    .y1(({ high }) => at.y(high));
  return shape(thinned(band)) as string;
}

/** A band of thousands changes from point to point by less than a pixel: as many as a chart has pixels, and the last. */
const MOST_POINTS = 600;

function thinned(band: readonly BandPoint[]): readonly BandPoint[] {
  const every = Math.ceil(band.length / MOST_POINTS);
  if (every <= 1) return band;
  return band.filter(
    (_, index) => index < MOST_POINTS / 4 || index % every === 0 || index === band.length - 1,
  );
}
