import { scaleLinear } from 'd3';
import type { Axis } from '../plot/axis.ts';
import type { Plot, Size } from '../plot/plot.ts';
import { isBroken, mostOf, type RewardInput } from './input.ts';

/** Where the chart's values and trials stand, in pixels. */

/** Below this a phone's short labels are used. */
export const NARROW = 520;

/** The columns of finalists, right of the last trial. */
export interface AgainPlace {
  readonly hairline: number;
  /** Of a column's middle. */
  x(column: number): number;
  readonly pitch: number;
  readonly right: number;
}

export interface RewardScale {
  readonly plot: Plot;
  readonly narrow: boolean;
  /** Of a trial, to a tenth of a pixel. */
  x(trial: number): number;
  /** Of a share, likewise. */
  y(value: number): number;
  /** What no value is above. */
  readonly most: number;
  /** Between two trials. */
  readonly pitch: number;
  /** Null where no child is trained again. */
  readonly again: AgainPlace | null;
  /** Where lines that run through all of the chart end. */
  readonly end: number;
}

/** Above the axis: chance and the lowest gridline, where there is a break between them. */
const CHANCE = 13;
const LOWEST = 42;
/** Of the lowest gridline, where there is none. */
const FOOT = 18;
const HEAD = 8;
const BEFORE_COLUMNS = 7;

type Scaled = Pick<RewardInput, 'total' | 'chance' | 'chanceLine' | 'again' | 'replayed'>;

export function rewardScale(
  { total, chance, chanceLine, again, replayed }: Scaled,
  axis: Axis,
  { width, height }: Size,
): RewardScale {
  const narrow = width < NARROW;
  const columns = Math.max(again.length, replayed?.columns ?? 0);
  const zone = columns === 0 ? null : zoneOf(columns, width, narrow);
  const right = zone === null ? width - (narrow ? 88 : 168) : zone.hairline - (narrow ? 10 : 20);
  const plot = { left: 30, right, top: 14, bottom: height - 32 };
  const last = Math.max(2, total);
  const x = scaleLinear([1, last], [plot.left + 16, plot.right]);
  const y = isBroken({ chance, chanceLine }, axis)
    ? scaleLinear(
        [0, chance * 100, axis.low, axis.high],
        [plot.bottom, plot.bottom - CHANCE, plot.bottom - LOWEST, plot.top + HEAD],
      )
    : scaleLinear([axis.low, axis.high], [plot.bottom - FOOT, plot.top + HEAD]);
  return {
    plot,
    narrow,
    x: (trial) => tenth(x(trial)),
    y: (value) => tenth(y(value * 100)),
    most: mostOf({ chanceLine }),
    pitch: (x(last) - x(1)) / (last - 1),
    again: zone,
    end: zone?.right ?? plot.right,
  };
}

/** Columns of 44, narrower on a phone; behind them room for the names of lines. */
function zoneOf(columns: number, width: number, narrow: boolean): AgainPlace {
  const pitch = narrow ? 28 : 44;
  const right = width - (narrow ? 86 : 160);
  // Its title stands over it whole.
  const room = Math.max(BEFORE_COLUMNS + columns * pitch, 84);
  const hairline = right - room;
  return { hairline, pitch, right, x: (column) => hairline + BEFORE_COLUMNS + (column + 0.5) * pitch };
}

export const tenth = (value: number): number => Math.round(value * 10) / 10;
