import type { ReadHand } from './given.ts';

/** One training on this machine: a spelling of a pair (its share code) and what seeded it. */
export interface Retraining {
  readonly code: string;
  readonly seed: number;
  /** Null where it failed; `reason` says why. */
  readonly accuracy: number | null;
  readonly reason?: string;
  /** One bit an image (base/bytes/bits.ts), as in a trial. */
  readonly right?: string;
  /** Of the engine that trained it; absent where a table answered. */
  readonly version?: number;
  readonly seconds: number;
}

/** `other`: a figure comes out here that isn't the claim. `failed`: none does. */
export type Proof =
  | { readonly kind: 'unclaimed' | 'waiting' | 'proved' }
  | { readonly kind: 'other'; readonly accuracy: number }
  | { readonly kind: 'failed'; readonly reason: string };

export interface Hand extends ReadHand {
  /** How often this name handed in. */
  readonly times: number;
  /** Places of this graph under this name among what was given, the last one its own. */
  readonly places: readonly number[];
  readonly proof: Proof;
}

/** One graph, by whoever claimed it first; by whoever sent it first where nobody did. */
export interface Row {
  readonly key: string;
  readonly first: Hand;
  /** Who sent the same graph. */
  readonly also: readonly Hand[];
  readonly trainable: number;
  readonly multiplyAdds: number;
  /** Trainings from the contest's seeds, or what its table says. */
  readonly fresh: readonly Retraining[];
  /** Their mean; null before there is one that didn't fail. */
  readonly figure: number | null;
  /** Why there is none. */
  readonly failure: string | null;
}

export interface Rank {
  /** Ranks, from 1, that its group shares; a group of one has one. */
  readonly first: number;
  readonly last: number;
}
