import type { CellDraft } from '../../../space/architecture.ts';
import { arrangeCell, orderKey } from './ordering.ts';
import type { Arrangement } from './rows.ts';

/** Arrangements kept by what they depend on; the least recently used goes first. */

const CAPACITY = 1000;

interface Kept<Value> {
  get(key: string): Value | undefined;
  keep(key: string, value: Value): void;
}

export function createKept<Value>(): Kept<Value> {
  const values = new Map<string, Value>();
  const keep = (key: string, value: Value): void => {
    values.delete(key);
    values.set(key, value);
    if (values.size > CAPACITY) values.delete(values.keys().next().value as string);
  };
  return {
    keep,
    get(key) {
      const value = values.get(key);
      if (value !== undefined) keep(key, value);
      return value;
    },
  };
}

const kept = createKept<Arrangement>();
export const { get: keptArrangement, keep: keepArrangement } = kept;

/** The cell's arrangement at once, searched for here if it is not kept. */
export function arrangementOf(cell: CellDraft): Arrangement {
  const key = orderKey(cell);
  const known = kept.get(key);
  if (known) return known;
  const arrangement = arrangeCell(cell);
  kept.keep(key, arrangement);
  return arrangement;
}
