import type { Cell } from '../../../space/architecture.ts';
import { arrangementOf, createKept } from './arrangements.ts';
import { orderKey } from './ordering.ts';
import { type SharedArrangement, shareArrangement } from './sharing.ts';

/** Two cells beside each other, in one arrangement where that is valid, else each in its own. */
export interface ArrangedPair extends SharedArrangement {
  readonly isShared: boolean;
}

const kept = createKept<ArrangedPair>();
export const { get: keptPair, keep: keepPair } = kept;

export const pairKey = (first: Cell, second: Cell): string => `${orderKey(first)} | ${orderKey(second)}`;

/** Both arrangements at once, searched for here if they are not kept. */
export function pairOf(first: Cell, second: Cell): ArrangedPair {
  const key = pairKey(first, second);
  const known = kept.get(key);
  if (known) return known;
  const own = arrangementOf(first);
  const shared = shareArrangement(first, second, own);
  const pair = { ...(shared ?? { first: own, second: arrangementOf(second) }), isShared: shared !== null };
  kept.keep(key, pair);
  return pair;
}
