import { dodge } from './dodge.ts';
import type { Plot } from './plot.ts';

/** Names at the right of a plot, each joined to where its line ends. */

export interface EndName {
  /** Where its line ends, px. */
  readonly y: number;
  /** Of the name. */
  readonly height: number;
}

export interface PlacedName {
  readonly x: number;
  /** Of its middle. */
  readonly y: number;
  /** Path data: from the line's end to the name. */
  readonly leader: string;
}

/** From the end of the plot to the names. */
const LEADER = 20;

/** Moved apart as little as possible, so that none overlap. */
export function placeNames(names: readonly EndName[], plot: Plot): PlacedName[] {
  const x = plot.right + LEADER;
  const boxes = names.map(({ y, height }) => ({ x, width: 1, y, height }));
  const middles = dodge(boxes, plot.top - 8, plot.bottom + 12);
  return names.map(({ y }, index) => {
    const middle = Math.round(middles[index] as number);
    return { x, y: middle, leader: `M${plot.right + 2},${tenth(y)}L${x - 4},${middle}` };
  });
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
