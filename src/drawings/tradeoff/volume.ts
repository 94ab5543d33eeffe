import { curveStepAfter, line } from 'd3';
import { type Axis, type AxisRule, gridlines } from '../plot/axis.ts';
import type { Plot, Size } from '../plot/plot.ts';
import { type TrialTick, trialTicks } from '../reward/ticks.ts';

/** How much of the plane the front dominates, trial by trial, as data. */

export interface VolumeInput {
  /** Trials that the run will have. */
  readonly total: number;
  /** A share of 1 after each trial; null before there is one. */
  readonly volumes: readonly (number | null)[];
}

export interface VolumeLayout extends Size {
  readonly plot: Plot;
  readonly rows: readonly { readonly value: number; readonly y: number }[];
  readonly ticks: readonly TrialTick[];
  /** Path data; empty where there is nothing to draw. */
  readonly path: string;
  readonly end: { readonly x: number; readonly y: number; readonly value: number } | null;
}

/** In %. */
export const VOLUME_RULE: AxisRule = { steps: [1, 2, 5, 10, 20, 25], intervals: 5, floor: 0, ceiling: 100 };

export function volumeExtent({ volumes }: VolumeInput): readonly [number, number] {
  return [0, 100 * Math.max(0.05, ...volumes.map((volume) => volume ?? 0))];
}

/** Room at the right for the last value. */
const NAME = 52;

export function layoutVolume(
  { total, volumes }: VolumeInput,
  axis: Axis,
  { width, height }: Size,
): VolumeLayout {
  const plot = { left: 30, right: width - NAME, top: 12, bottom: height - 26 };
  const last = Math.max(2, total);
  const x = (trial: number): number =>
    tenth(plot.left + 14 + ((trial - 1) / (last - 1)) * (plot.right - plot.left - 14));
  const y = (share: number): number =>
    tenth(plot.bottom + ((share * 100 - axis.low) / (axis.high - axis.low)) * (plot.top - plot.bottom));
  const points = volumes.flatMap((volume, index): [number, number][] =>
    volume === null ? [] : [[x(index + 1), y(volume)]],
  );
  const end = points.at(-1);
  const value = volumes.findLast((volume) => volume !== null);
  return {
    width,
    height,
    plot,
    rows: gridlines(axis).map((row) => ({ value: row, y: Math.round(y(row / 100)) + 0.5 })),
    ticks: trialTicks(total, [], x),
    path: points.length < 2 ? '' : (line().curve(curveStepAfter)(points) as string),
    end: end === undefined || value == null ? null : { x: end[0], y: end[1], value },
  };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
