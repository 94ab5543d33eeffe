import type { RewardInput } from './input.ts';
import { rewardScale, tenth } from './scale.ts';

/** The reward chart's trial axis once more, on which a replay is moved. */

export interface ScrubberInput
  extends Pick<RewardInput, 'total' | 'chance' | 'chanceLine' | 'again' | 'replayed' | 'best'> {
  /** Trials of the whole run, and whether a moment with its finalists follows. */
  readonly trials: number;
  readonly hasEnd: boolean;
  /** From 0, before the first trial. */
  readonly moment: number;
}

export interface ScrubberLayout {
  /** Of every moment, from 0 to the last, rising. */
  readonly xs: readonly number[];
  /** Of the handle. */
  readonly x: number;
  /** Path data: ticks of what has been and of what is to come. */
  readonly done: string;
  readonly coming: string;
  readonly narrow: boolean;
}

/** Height of the track's box, px; the track runs through its middle. */
export const SCRUBBER_HEIGHT = 32;
const MIDDLE = SCRUBBER_HEIGHT / 2;
/** Half a tick, px: of a trial, and of one that was a new best. */
const SHORT = 4;
const LONG = 8;
/** Of the first moment, right of the left end of the chart's plot and left of its first trial. */
const BEFORE = 8;
/** Least distance of two short ticks, px, as below the chart. */
const APART = 6;

const ANY_AXIS = { low: 0, high: 1, step: 1 };

export function layoutScrubber(input: ScrubberInput, width: number): ScrubberLayout {
  const { trials, hasEnd, moment, best } = input;
  const scale = rewardScale(input, ANY_AXIS, { width, height: SCRUBBER_HEIGHT });
  const xs = [scale.plot.left + BEFORE];
  for (let trial = 1; trial <= trials; trial++) xs.push(scale.x(trial));
  if (hasEnd) xs.push(endOf(scale));
  const bests = new Set(best.map(({ trial }) => trial));
  const ticks = { done: '', coming: '' };
  for (let at = 1; at < xs.length; at++) {
    const isLong = bests.has(at) || at > trials;
    if (scale.pitch < APART && !isLong) continue;
    const half = isLong ? LONG : SHORT;
    ticks[at <= moment ? 'done' : 'coming'] += `M${xs[at]},${MIDDLE - half}v${2 * half}`;
  }
  return { xs, x: xs[Math.min(moment, xs.length - 1)]!, ...ticks, narrow: scale.narrow };
}

/** Under the columns of finalists, in their middle. */
function endOf({ again, end }: ReturnType<typeof rewardScale>): number {
  return again === null ? end : tenth((again.hairline + again.right) / 2);
}

/** The moment that is nearest to an x. */
export function nearestMoment({ xs }: Pick<ScrubberLayout, 'xs'>, x: number): number {
  const right = xs.findIndex((one) => one >= x);
  if (right <= 0) return right < 0 ? xs.length - 1 : 0;
  return x - xs[right - 1]! < xs[right]! - x ? right - 1 : right;
}
