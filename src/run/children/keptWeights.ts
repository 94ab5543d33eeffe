import type { Finalist } from '../../search/finalists.ts';
import { childName } from '../../search/made.ts';
import type { TrainedAgain, Trial } from '../../search/trial.ts';

/**
 * Weights of children that a person may want to look into. Like the children that paused they lie beside the run and are no
 * part of its file; a child without them is trained again where it is opened.
 */
export type KeptWeights = Readonly<Record<ChildKey, KeptChild>>;

/** Of a trial its number, "12"; of a finalist's further training that too, "12+1"; of a child by hand "h1+1". */
export type ChildKey = string;

export interface KeptChild {
  /** Every parameter of its network, running statistics included (engine/checkpoint/programState.ts). */
  readonly weights: Float32Array<ArrayBuffer>;
  /** The higher, the later it was kept. */
  readonly order: number;
  /** A person had it trained; it is kept whatever place it has. */
  readonly byHand: boolean;
  /** How it ended where it was trained again; null: these are the weights that its search left. */
  readonly again: TrainedAgain | null;
}

/** How many of a run's best children keep their weights, beside its finalists and all that a person had trained. */
export const MOST_KEPT = 10;
/** Of all of a run's: beyond, the oldest go first. */
export const MOST_KEPT_MIB = 64;

export const childKey = (trial: number, training?: number): ChildKey =>
  training === undefined ? childName(trial) : `${childName(trial)}+${training}`;

interface Known {
  readonly trials: readonly Trial[];
  readonly finalists: readonly Finalist[];
}

/** What is kept after one more child; without `added`: of what there is. */
export function keptAfter(
  before: KeptWeights,
  known: Known,
  added?: {
    readonly key: ChildKey;
    readonly weights: Float32Array<ArrayBuffer>;
    readonly byHand: boolean;
    readonly again: TrainedAgain | null;
  },
): KeptWeights {
  const order = 1 + Math.max(0, ...Object.values(before).map((one) => one.order));
  const all: Record<ChildKey, KeptChild> = { ...before };
  if (added) {
    const byHand = added.byHand || (before[added.key]?.byHand ?? false);
    all[added.key] = { weights: added.weights, order, byHand, again: added.again };
  }
  const wanted = wantedOf(known);
  const newestFirst = Object.entries(all)
    .filter(([key, { byHand }]) => byHand || wanted.has(key))
    .sort(([, a], [, b]) => b.order - a.order);
  let left = MOST_KEPT_MIB * 2 ** 20;
  let isFull = false;
  const kept = newestFirst.filter(([, { weights }]) => {
    left -= weights.byteLength;
    // Once one has to go all older ones do, so that the rule can be told in a sentence.
    isFull ||= left < 0;
    return !isFull;
  });
  return Object.fromEntries(kept.reverse());
}

/** The best by reward, of equal ones the earlier, and all finalists. A child that was trained on is there as it was last. */
function wantedOf({ trials, finalists }: Known): ReadonlySet<ChildKey> {
  const promoted = new Set(trials.map(({ promotedFrom }) => promotedFrom));
  const best = trials
    .filter(({ status, number }) => status === 'trained' && !promoted.has(number))
    .sort((a, b) => b.reward - a.reward || a.number - b.number)
    .slice(0, MOST_KEPT);
  return new Set([
    ...best.map(({ number }) => childKey(number)),
    ...finalists.map(({ trial, training }) => childKey(trial, training)),
  ]);
}

/** What was found in storage, without what is none: another version may have kept something else. */
export function readKeptWeights(found: Readonly<Record<string, unknown>>): KeptWeights {
  return Object.fromEntries(
    Object.entries(found).flatMap(([key, value]) => {
      const kept = readKept(value);
      return kept === null ? [] : [[key, kept]];
    }),
  );
}

function readKept(value: unknown): KeptChild | null {
  if (typeof value !== 'object' || value === null) return null;
  const { weights, order, byHand, again } = value as { readonly [Key in keyof KeptChild]?: unknown };
  if (!(weights instanceof Float32Array && Number.isSafeInteger(order) && typeof byHand === 'boolean'))
    return null;
  // An earlier version kept what a person had trained without a word of what on: that is trained once more.
  if (again === undefined ? byHand : !isAgain(again)) return null;
  return { ...(value as KeptChild), again: (again ?? null) as TrainedAgain | null };
}

function isAgain(value: unknown): value is TrainedAgain | null {
  if (value === null) return true;
  const { environment, accuracy } = value as { readonly [Key in keyof TrainedAgain]?: unknown };
  return typeof environment === 'object' && environment !== null && accuracy !== undefined;
}
