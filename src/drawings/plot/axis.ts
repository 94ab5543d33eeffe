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
  /** Where there is one, the axis stays clear of it by a step, or holds it. */
  readonly foot?: number;
}

/** Against values that lie on a gridline but for rounding. */
const SLACK = 1e-9;

/** The axis that holds `low` to `high` and all that the one before held: it grows in whole gridlines and never shrinks. */
export function growAxis(before: Axis | null, low: number, high: number, rule: AxisRule): Axis {
  if (!Number.isFinite(low) || !Number.isFinite(high))
    return before ?? growAxis(null, rule.floor, rule.floor, rule);
  const axis = grown(before, low, high, rule);
  const { foot } = rule;
  // Below what stands under it there is no room for a gridline.
  const isNear = foot !== undefined && axis.low > foot + SLACK && axis.low - axis.step < foot - SLACK;
  return isNear ? grown(before, Math.min(low, foot), Math.max(high, foot), rule) : axis;
}

function grown(before: Axis | null, low: number, high: number, rule: AxisRule): Axis {
  const least = Math.max(rule.floor, Math.min(low, before?.low ?? low));
  const most = Math.min(rule.ceiling, Math.max(high, before?.high ?? high, least));
  const steps = rule.steps.filter((step) => step >= (before?.step ?? 0));
  let axis: Axis | null = null;
  for (const step of steps) {
    axis = aligned(least, most, step);
    if (axis.high - axis.low <= (rule.intervals + SLACK) * step) return axis;
  }
  return axis ?? before ?? { low: least, high: most, step: most - least };
}

/** From the gridline at or below the one to that at or above the other. */
function aligned(low: number, high: number, step: number): Axis {
  const first = Math.floor(low / step + SLACK);
  const last = Math.max(Math.ceil(high / step - SLACK), first + 1);
  return { low: first * step, high: last * step, step };
}

/** The gridlines' values, rising. */
export function gridlines({ low, high, step }: Axis): number[] {
  const count = Math.round((high - low) / step);
  return Array.from({ length: count + 1 }, (_, index) => low + index * step);
}
