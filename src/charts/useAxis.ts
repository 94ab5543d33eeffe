import { useState } from 'react';
import { type Axis, type AxisRule, growAxis } from '../drawings/plot/axis.ts';

/** An axis that remembers what it held, as long as `key` (a run, a child) stays the same. */
export function useAxis(key: string, low: number, high: number, rule: AxisRule): Axis {
  const [held, setHeld] = useState<{ readonly key: string; readonly axis: Axis } | null>(null);
  const before = held?.key === key ? held.axis : null;
  const axis = growAxis(before, low, high, rule);
  if (before !== null && sameAxis(before, axis)) return before;
  setHeld({ key, axis });
  return axis;
}

const sameAxis = (a: Axis, b: Axis): boolean => a.low === b.low && a.high === b.high && a.step === b.step;
