/** A value axis in whole gridlines. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  /** Between two gridlines. */
  readonly step: number;
}

export interface AxisRule {
  /** Distances to choose from, rising. */
  readonly steps: readonly number[];
  /** Most intervals between gridlines. */
  readonly intervals: number;
  readonly floor: number;
  readonly ceiling: number;
}

/** Against values that lie on a gridline but for rounding. */
const SLACK = 1e-9;

/** The axis that holds `low` to `high` and all that the one before held: it grows in whole gridlines and never shrinks. */
export function growAxis(before: Axis | null, low: number, high: number, rule: AxisRule): Axis {
  if (!Number.isFinite(low) || !Number.isFinite(high))
    return before ?? growAxis(null, rule.floor, rule.floor, rule);
  const least = Math.max(rule.floor, Math.min(low, before?.low ?? low));
  const most = Math.min(rule.ceiling, Math.max(high, before?.high ?? high, least));
  const steps = rule.steps.filter((step) => step >= (before?.step ?? 0));
  let axis: Axis | null = null;
  for (const step of steps) {
    axis = aligned(least, most, step, rule);
    if (axis.high - axis.low <= (rule.intervals + SLACK) * step) return axis;
  }
  return axis ?? before ?? { low: least, high: most, step: most - least };
}

function aligned(low: number, high: number, step: number, { floor, ceiling }: AxisRule): Axis {
  const first = Math.max(Math.floor(low / step + SLACK), Math.ceil(floor / step - SLACK));
  const last = Math.max(Math.ceil(high / step - SLACK), first + 1);
  const top = Math.min(last, Math.max(Math.floor(ceiling / step + SLACK), first + 1));
  return { low: first * step, high: top * step, step };
}

/** The gridlines' values, rising. */
export function gridlines({ low, high, step }: Axis): number[] {
  const count = Math.round((high - low) / step);
  return Array.from({ length: count + 1 }, (_, index) => low + index * step);
}
