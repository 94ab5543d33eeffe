import type { Cell } from '../../../space/architecture.ts';
import { arrangeCell, orderKey } from './ordering.ts';
import type { Arrangement } from './rows.ts';
import { type SharedArrangement, shareArrangement } from './sharing.ts';

/** Arrangements kept by what they depend on; the least recently used goes first. */

const CAPACITY = 1000;

interface Kept<Value> {
  get(key: string): Value | undefined;
  keep(key: string, value: Value): void;
}

function createKept<Value>(): Kept<Value> {
  const kept = new Map<string, Value>();
  const keep = (key: string, value: Value): void => {
    kept.delete(key);
    kept.set(key, value);
    if (kept.size > CAPACITY) kept.delete(kept.keys().next().value as string);
  };
  return {
    keep,
    get(key) {
      const value = kept.get(key);
      if (value !== undefined) keep(key, value);
      return value;
    },
  };
}

const single = createKept<Arrangement>();
const pairs = createKept<ArrangedPair>();

/** Two cells beside each other, in one arrangement where that is valid, else each in its own. */
export interface ArrangedPair extends SharedArrangement {
  readonly isShared: boolean;
}

export const { get: keptArrangement, keep: keepArrangement } = single;
export const { get: keptPair, keep: keepPair } = pairs;

/** The cell's arrangement at once, searched for here if it is not kept. */
export function arrangementOf(cell: Cell): Arrangement {
  const key = orderKey(cell);
  const known = single.get(key);
  if (known) return known;
  const arrangement = arrangeCell(cell);
  single.keep(key, arrangement);
  return arrangement;
}

export const pairKey = (first: Cell, second: Cell): string => `${orderKey(first)} | ${orderKey(second)}`;

/** The same for two cells. */
export function pairOf(first: Cell, second: Cell): ArrangedPair {
  const key = pairKey(first, second);
  const known = pairs.get(key);
  if (known) return known;
  const own = arrangementOf(first);
  const shared = shareArrangement(first, second, own);
  const pair = { ...(shared ?? { first: own, second: arrangementOf(second) }), isShared: shared !== null };
  pairs.keep(key, pair);
  return pair;
}
