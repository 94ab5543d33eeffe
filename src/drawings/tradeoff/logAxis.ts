/** A logarithmic axis: whole steps of a lattice at both ends, as many ticks as fit. */

export interface LogAxis {
  readonly low: number;
  readonly high: number;
}

/** Within a decade, the finest lattice: both ends of an axis lie on it. */
const LATTICE = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8] as const;
const TICKS: readonly (readonly number[])[] = [LATTICE, [1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]];
/** Against values that lie on the lattice but for rounding. */
const SLACK = 1e-9;

/** From the lattice's value below all costs to the one above; null without any. Costs are above 0. */
export function logAxisOf(costs: readonly number[]): LogAxis | null {
  if (costs.length === 0) return null;
  const least = Math.min(...costs);
  const most = Math.max(...costs);
  const low = below(least);
  const high = above(most);
  return high > low ? { low, high } : { low, high: above(low * (1 + 1e-6)) };
}

const decadeOf = (value: number): number => 10 ** Math.floor(Math.log10(value) + SLACK);

function below(value: number): number {
  const decade = decadeOf(value);
  const mantissa = LATTICE.findLast((one) => one * decade <= value * (1 + SLACK)) ?? 1;
  return clean(mantissa * decade);
}

function above(value: number): number {
  const decade = decadeOf(value);
  const mantissa = LATTICE.find((one) => one * decade >= value * (1 - SLACK)) ?? 10;
  return clean(mantissa * decade);
}

const clean = (value: number): number => Number(value.toPrecision(6));

/** The most ticks of which two neighbours are at least `room` px apart where the axis is `width` px wide. */
export function logTicks({ low, high }: LogAxis, width: number, room: number): number[] {
  const x = (value: number): number => (Math.log(value / low) / Math.log(high / low)) * width;
  const sets = TICKS.map((mantissas) => within(low, high, mantissas));
  const fits = (ticks: readonly number[]): boolean =>
    ticks.every((tick, index) => index === 0 || x(tick) - x(ticks[index - 1]!) >= room);
  return sets.find(fits) ?? [];
}

function within(low: number, high: number, mantissas: readonly number[]): number[] {
  const ticks: number[] = [];
  for (let decade = decadeOf(low); decade <= high * (1 + SLACK); decade *= 10)
    for (const mantissa of mantissas) {
      const value = clean(mantissa * decade);
      if (value >= low * (1 - SLACK) && value <= high * (1 + SLACK)) ticks.push(value);
    }
  return ticks;
}
