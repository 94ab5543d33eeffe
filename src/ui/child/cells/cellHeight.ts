import type { Mode } from '../../hooks/useMode.ts';

/** What a low window leaves to the cells keeps the reward chart whole; a high one is worth a larger drawing. In px. */

/** All that stands above and below the cells: bar, heads, captions, curves, and the least height of the reward's panel. */
const AROUND: Readonly<Record<Exclude<Mode, 'phone'>, number>> = { wide: 507, drawer: 507, single: 663 };
const PHONE = 264;
const USUAL = 292;
const LEAST = 232;
const MOST = 640;
/** From this height of the window on, the cells take a part of every further pixel. */
const HIGH = 1000;
const SHARE = 0.4;

/** Of a first visit's headline. */
const HEADLINE: Readonly<Record<Exclude<Mode, 'phone'>, number>> = { wide: 88, drawer: 88, single: 144 };

export function cellHeight(mode: Mode, windowHeight: number, hasHeadline = false): number {
  if (mode === 'phone') return PHONE;
  const around = AROUND[mode] + (hasHeadline ? HEADLINE[mode] : 0);
  const room = Math.max(LEAST, Math.min(USUAL, windowHeight - around));
  return Math.min(MOST, Math.floor(room + Math.max(0, windowHeight - HIGH) * SHARE));
}

/** Below a panel's tabs: captions or the choice between the cells, a drawing, and the curves. In px. */
const BESIDE: Readonly<Record<Mode, number>> = { wide: 134, drawer: 134, single: 240, phone: 228 };

/** What a view of the panel that has the cells may take, so that this is as high whatever view is open. */
export const bodyHeight = (mode: Mode, cellHeight: number): number => cellHeight + BESIDE[mode];

/** The choice between the cells. In px. */
const CHOICE = 40;
/** Around the one cell of a projected page: bar, tabs, the choice between the cells, caption. In px. */
const AROUND_PROJECTED = 88 + 40 + CHOICE + 48;

/** All that a projected page has for its cell: what else there is comes below it. */
export const projectedHeight = (windowHeight: number): number =>
  Math.max(LEAST, Math.min(MOST, windowHeight - AROUND_PROJECTED));

/** Of what has no choice between the cells there, where its cell would be so high. */
export const projectedBody = (projectedHeight: number): number => projectedHeight + CHOICE;
