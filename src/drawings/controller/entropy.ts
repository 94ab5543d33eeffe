import type { Plot } from '../plot/plot.ts';

/** How undecided a controller was over a run, as a step line that can be walked along. Pure: pixels, y downward. */

export interface EntropyInput {
  /** Children that one state of the controller proposed, and how undecided it was, 0 to 1. */
  readonly stretches: readonly { readonly from: number; readonly to: number; readonly share: number }[];
  /** Children that can be walked to, rising. */
  readonly children: readonly number[];
  /** All that there will be. */
  readonly total: number;
  /** The one that is shown. */
  readonly child: number;
}

export interface EntropyTick {
  readonly x: number;
  /** Null for the start. */
  readonly trial: number | null;
}

export interface EntropyLayout {
  readonly plot: Plot;
  /** Path data of the step line up to the newest child, and of the part after the one that is shown. */
  readonly line: string;
  readonly later: string;
  /** Of the handle, on the axis. */
  readonly x: number;
  /** On the line over it. */
  readonly y: number;
  /** Of the stretch that the shown child is in; null where none is. */
  readonly share: number | null;
  readonly ticks: readonly EntropyTick[];
  /** Whether what is said of the line stands left of the handle. */
  readonly flip: boolean;
}

export const ENTROPY_HEIGHT = 52;
const TOP = 5;
const AXIS = 34;
/** Least width of a named tick, and of what is said at the handle. */
const TICK = 64;
const NOTE = 210;
const STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000] as const;

export function layoutEntropy(input: EntropyInput, width: number): EntropyLayout {
  const { stretches, total, child } = input;
  const plot = { left: 8, right: Math.max(9, width - 8), top: TOP, bottom: AXIS };
  const last = Math.max(1, total);
  const xOf = (trial: number): number =>
    tenth(plot.left + ((plot.right - plot.left) * Math.min(trial, last)) / last);
  const yOf = (share: number): number => tenth(AXIS - 6 - (AXIS - 6 - TOP) * share);
  const newest = input.children.at(-1) ?? 0;
  let line = '';
  let later = '';
  const here = xOf(child);
  for (const [index, { to: last, share }] of stretches.entries()) {
    // A stretch begins where the one before it ended, and the newest lasts to the newest child.
    const from = xOf(stretches[index - 1]?.to ?? 0);
    const to = xOf(index === stretches.length - 1 ? Math.max(last, newest) : last);
    const y = yOf(share);
    if (from < here) line += `${line === '' ? `M${from},${y}` : `V${y}`}H${Math.min(to, here)}`;
    if (to > here) later += `${later === '' ? `M${Math.max(from, here)},${y}` : `V${y}`}H${to}`;
  }
  const own = stretches.find(({ from, to }) => child >= from && child <= to) ?? null;
  return {
    plot,
    line,
    later,
    x: here,
    y: own === null ? AXIS : yOf(own.share),
    share: own?.share ?? null,
    ticks: ticksOf(last, plot.right - plot.left, xOf),
    flip: here + NOTE > plot.right,
  };
}

/** The place in `children` that is nearest to an x. */
export function nearestChild(
  { children, total }: Pick<EntropyInput, 'children' | 'total'>,
  { plot }: EntropyLayout,
  x: number,
): number | null {
  const at = ((x - plot.left) / (plot.right - plot.left)) * Math.max(1, total);
  let nearest: number | null = null;
  for (const child of children)
    if (nearest === null || Math.abs(child - at) < Math.abs(nearest - at)) nearest = child;
  return nearest;
}

function ticksOf(last: number, width: number, xOf: (trial: number) => number): EntropyTick[] {
  const step = STEPS.find((one) => (one / last) * width >= TICK) ?? last;
  const ticks: EntropyTick[] = [{ x: xOf(0), trial: null }];
  for (let trial = step; trial <= last; trial += step) ticks.push({ x: xOf(trial), trial });
  return ticks;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
