import type { AxisRule } from '../plot/axis.ts';
import { type HalfWidths, reach } from '../reward/input.ts';

/** What a chart of accuracy against cost draws; shares are 0 to 1. */

/**
 * `front`: filled, on a line; `alike`: can't be told from it; `paused`: trained for less than the others; `ours`, `other`:
 * published ones off the line.
 */
export type DotLook = 'front' | 'alike' | 'plain' | 'paused' | 'failed' | 'ours' | 'other';

export interface DotName {
  readonly text: string;
  readonly tone: 'strong' | 'ink' | 'quiet' | 'failed';
}

export interface TradeoffDot {
  /** A trial's number, a model's place in its table. */
  readonly id: number;
  readonly cost: number;
  /** Null of a child that failed. */
  readonly value: number | null;
  readonly look: DotLook;
  readonly whisker: HalfWidths | null;
  /** More than one trial had this result: a second ring. */
  readonly isRepeated: boolean;
  /** Written beside it where that touches nothing; those that come first in the list have the first choice. */
  readonly name: DotName | null;
  /** The line that it is joined to others by. */
  readonly line: string | null;
}

export interface TradeoffInput {
  readonly dots: readonly TradeoffDot[];
  /** What the child in training costs; it has no figure yet. */
  readonly running: number | null;
  /** Steps to the right edge: whatever costs more may have that much. Else from dot to dot. */
  readonly joins: 'steps' | 'straight';
  /** Of the steps, at their end; `short` where there is little room. */
  readonly lineName: { readonly text: string; readonly short: string } | null;
  /** Less is better: drawn upside down, so that better is up. */
  readonly isError: boolean;
}

/** What the value axis has to hold, in %; null where nothing has a value. */
export function valueExtent({ dots }: TradeoffInput): readonly [number, number] | null {
  const values = dots.flatMap(({ value, whisker }) =>
    value === null ? [] : reach(value, Math.max(0, (whisker?.whole ?? 0) - 0.01), 1),
  );
  if (values.length === 0) return null;
  return [100 * Math.min(...values), 100 * Math.max(...values)];
}

/** In %. */
export const VALUE_RULE: AxisRule = {
  steps: [0.5, 1, 2, 4, 5, 10, 20, 25],
  intervals: 5,
  floor: 0,
  ceiling: 100,
};
