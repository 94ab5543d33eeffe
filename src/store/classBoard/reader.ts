import { readBits, wordsOf } from '../../base/bytes/bits.ts';
import { type Contest, contestDigest } from '../../codecs/contest/contest.ts';
import { type Over, overIn } from '../../run/contest/rules.ts';
import { childCounts } from '../../settings/childGraph.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { type Given, type ReadGiven, type ReadHand, readGiven, type Unread } from './given.ts';

/** Intact, and not to be ranked here. */
export type Misfit = { readonly kind: 'other-contest' } | { readonly kind: 'over'; readonly over: Over };

/** All that is known of what came, whatever else came. */
export type Known =
  | {
      readonly ok: true;
      readonly hand: ReadHand;
      /** Its graph. */
      readonly key: string;
      /** Of the contest's network; 0 before there is one. */
      readonly trainable: number;
      readonly multiplyAdds: number;
    }
  | {
      readonly ok: false;
      readonly by: string | null;
      readonly read: string;
      readonly error: Unread | Misfit;
    };

/**
 * Remembers what follows from each text alone: a board of hundreds is derived anew with every figure, and counting a pair's
 * network takes milliseconds. One of a board and its contest.
 */
export interface Reader {
  read(given: Given): Known;
  /** The value that was made where the stamp is the one of before, so that whoever draws it sees the same object. */
  same<Value>(key: string, stamp: string, make: () => Value): Value;
  /** Which images a training had right, as words; null where they were not kept. */
  rightOf(training: { readonly right?: string }): Uint32Array | null;
}

export function createReader(contest: Contest | null): Reader {
  const digest = contest === null ? null : contestDigest(contest);
  const known = new Map<string, Known>();
  const made = new Map<string, { readonly stamp: string; readonly value: unknown }>();
  const bits = new Map<string, Uint32Array | null>();
  return {
    read(given) {
      const text = given.kind === 'link' ? given.text : JSON.stringify(given);
      const found = known.get(text) ?? knownOf(readGiven(given, contest), contest, digest);
      known.set(text, found);
      return found;
    },
    same<Value>(key: string, stamp: string, make: () => Value): Value {
      const before = made.get(key);
      if (before?.stamp === stamp) return before.value as Value;
      const value = make();
      made.set(key, { stamp, value });
      return value;
    },
    rightOf({ right }) {
      if (right === undefined || contest === null) return null;
      const before = bits.get(right);
      if (before !== undefined) return before;
      const read = readBits(right, contest.settings.validationImages);
      const words = read.ok ? wordsOf(read.value) : null;
      bits.set(right, words);
      return words;
    },
  };
}

function knownOf(read: ReadGiven, contest: Contest | null, digest: string | null): Known {
  if (!read.ok) return read;
  const { hand } = read;
  const { architecture, contest: of, code, by } = hand;
  const key = canonicalKey(architecture);
  if (contest === null) return { ok: true, hand, key, trainable: 0, multiplyAdds: 0 };
  const refuse = (error: Misfit): Known => ({ ok: false, by: by || null, read: code, error });
  if (of !== null && of !== digest) return refuse({ kind: 'other-contest' });
  const over = overIn(contest, architecture);
  if (over !== null) return refuse({ kind: 'over', over });
  const { trainable, multiplyAdds } = childCounts(architecture, contest.settings);
  return { ok: true, hand, key, trainable, multiplyAdds };
}
