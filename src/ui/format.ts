/** Numbers as the page writes them: three digits, a space, then the unit. The full figure goes into tooltips. */

/** Unbreakable: a figure never parts from its unit. */
export const SPACE = '\u00a0';
/** What stands where there is no figure yet. */
export const NONE = '–';

export interface Quantity {
  readonly figure: string;
  readonly unit: string;
}

const SCALES = [
  { size: 1e3, unit: 'k' },
  { size: 1e6, unit: 'M' },
  { size: 1e9, unit: 'B' },
  { size: 1e12, unit: 'T' },
] as const;

/** 72,412 is 72.4 k, 13,580,000 is 13.6 M; below a thousand the whole number. */
export function compact(value: number): Quantity {
  if (Math.abs(value) < 999.5) return { figure: minus(String(Math.round(value))), unit: '' };
  const scale = SCALES.find(({ size }) => Math.abs(value) < size * 999.5) ?? SCALES[SCALES.length - 1]!;
  return { figure: minus(threeDigits(value / scale.size)), unit: scale.unit };
}

export function compactText(value: number): string {
  const { figure, unit } = compact(value);
  return unit === '' ? figure : `${figure}${SPACE}${unit}`;
}

/** 0.4491 is 44.9; one decimal always, so that columns align. */
export function percent(share: number): string {
  const figure = (share * 100).toFixed(1);
  // What rounds to nothing is neither above nor below it.
  return figure === '-0.0' ? '0.0' : minus(figure);
}

export function percentText(share: number): string {
  return `${percent(share)}${SPACE}%`;
}

/** 4,000 */
export function whole(value: number): string {
  return minus(Math.round(value).toLocaleString('en-US'));
}

/** As a person would type it: no grouping, no trailing zeros. */
export function plain(value: number): string {
  if (!Number.isFinite(value)) return '';
  const text = String(value);
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text;
}

/** A span that was measured: 14.6 s, 1 min 42 s. */
export function measuredTime(seconds: number): string {
  return seconds < 59.95 ? `${seconds.toFixed(1)}${SPACE}s` : duration(seconds);
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365.25 * DAY;

/** A span in at most two units: 42 s, 1 min 42 s, 25 min, 3 h 20 min, 31 h, 12 days, 5.1 years. */
export function duration(seconds: number): string {
  const rounded = Math.max(0, Math.round(seconds));
  if (rounded < MINUTE) return `${rounded}${SPACE}s`;
  if (rounded < 10 * MINUTE) return two(Math.floor(rounded / MINUTE), 'min', rounded % MINUTE, 's');
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < 60) return `${minutes}${SPACE}min`;
  if (minutes < 10 * 60) return two(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  if (seconds < 3 * DAY) return `${Math.round(seconds / HOUR)}${SPACE}h`;
  if (seconds < YEAR) return `${Math.round(seconds / DAY)} days`;
  return `${threeDigits(seconds / YEAR)} years`;
}

/** An estimate, in one unit: 20 s, 5 min, 31 h, 12 days, 8 years. */
export function roughly(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))}${SPACE}s`;
  if (seconds < 90 * MINUTE) return `${Math.round(seconds / MINUTE)}${SPACE}min`;
  if (seconds < 2 * DAY) return `${Math.round(seconds / HOUR)}${SPACE}h`;
  if (seconds < YEAR) return `${Math.round(seconds / DAY)} days`;
  const years = seconds / YEAR;
  return `${years < 1.95 ? years.toFixed(1) : whole(years)} years`;
}

const MEGABYTE = 1e6;

/** "17 of 31 MB" */
export function megabytes(done: number, total: number): string {
  const figure = (bytes: number): string =>
    total < 10 * MEGABYTE ? (bytes / MEGABYTE).toFixed(1) : String(Math.round(bytes / MEGABYTE));
  return `${figure(done)} of ${figure(total)}${SPACE}MB`;
}

/** "12.3 MB" */
export const megabytesText = (bytes: number): string => `${(bytes / MEGABYTE).toFixed(1)}${SPACE}MB`;

/** "31 Jan 2026, 12:00", as the clock stands here. */
export function dayAndTime(moment: string): string {
  return new Date(moment).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}

/** "29 Nov 2026", of a day as 2026-11-29. */
export function day(date: string): string {
  return new Date(`${date}T12:00:00Z`).toLocaleDateString('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
}

/** 0.0121 is +1.21, with a true minus. */
export function signedPoints(points: number, digits = 2): string {
  return `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(digits)}`;
}

/** 32 × 32 × 192 */
export function shapeText(shape: readonly number[]): string {
  return shape.join(' × ');
}

/** 1 child, 2 children */
export function counted(count: number, one: string, many: string): string {
  return `${whole(count)} ${count === 1 ? one : many}`;
}

function two(first: number, unit: string, second: number, smaller: string): string {
  const head = `${first}${SPACE}${unit}`;
  return second === 0 ? head : `${head} ${second}${SPACE}${smaller}`;
}

function threeDigits(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
}

const minus = (text: string): string => text.replace('-', '−');

/** "29 November 2026". */
export const dayText = (day: Date): string =>
  day.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
