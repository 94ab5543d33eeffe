import type { Cell } from '../../../space/architecture.ts';
import { arrangeCell, orderKey } from './ordering.ts';
import type { Arrangement } from './rows.ts';

/** Arrangements kept by what they depend on; the least recently used goes first. */

const CAPACITY = 1000;
const kept = new Map<string, Arrangement>();

export function keptArrangement(key: string): Arrangement | undefined {
  const arrangement = kept.get(key);
  if (arrangement) keepArrangement(key, arrangement);
  return arrangement;
}

export function keepArrangement(key: string, arrangement: Arrangement): void {
  kept.delete(key);
  kept.set(key, arrangement);
  if (kept.size > CAPACITY) kept.delete(kept.keys().next().value as string);
}

/** The cell's arrangement at once, searched for here if it is not kept. */
export function arrangementOf(cell: Cell): Arrangement {
  const key = orderKey(cell);
  const known = keptArrangement(key);
  if (known) return known;
  const arrangement = arrangeCell(cell);
  keepArrangement(key, arrangement);
  return arrangement;
}
