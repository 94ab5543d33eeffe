import { type Contest, contestDigest, decodeContest } from '../../codecs/contest/contest.ts';
import type { ContestError } from '../../codecs/contest/contestError.ts';
import { decodeHandIn } from '../../codecs/contest/handIn.ts';
import type { HandInError } from '../../codecs/contest/handInError.ts';
import { readFragment } from '../../codecs/fragment.ts';
import { decodeArchitecture, encodeArchitecture } from '../../codecs/share.ts';
import { cleanName } from '../../search/made.ts';
import type { OpenContest } from '../contest/contest.ts';
import { type OfRun, readOfRun } from './ofRun.ts';

/** What came to a board, as it is kept: what is wrong with it is found again whenever the board is read. */
export type Given =
  /** A hand-in, or a link to a pair, as it came. `apart`: it stands beside what its name handed in later. */
  | { readonly kind: 'link'; readonly text: string; readonly apart?: boolean }
  /** Of a file: a pair by its share code, with a claim where the file has what proves one. */
  | {
      readonly kind: 'pair';
      readonly code: string;
      readonly by: string;
      readonly claim: number | null;
      readonly seed: number | null;
    }
  | OfRun
  /** `read`: a file's name, or the text's beginning. */
  | { readonly kind: 'unread'; readonly read: string; readonly flaw: GivenFlaw; readonly why: string };

/** `foreign`: in words, `why`. */
export const GIVEN_FLAWS = ['nothing', 'no-code', 'no-child', 'too-long', 'foreign'] as const;
export type GivenFlaw = (typeof GIVEN_FLAWS)[number];

/** Signs of a text that are shown of it. */
const SHOWN = 28;
/** More are no class. */
export const MOST_GIVEN = 1000;

export const beginning = (text: string): string => {
  // Cut before it is looked at: it may be of any length.
  const first = text.trimStart().slice(0, 8 * SHOWN);
  const signs = Array.from(first.trim().replace(/\s+/g, ' '));
  return signs.length <= SHOWN ? signs.join('') : `${signs.slice(0, SHOWN).join('')}…`;
};

/** One of these, read: what it hands in, or why it can't be taken. */
export type ReadGiven =
  | { readonly ok: true; readonly hand: ReadHand }
  | { readonly ok: false; readonly by: string | null; readonly read: string; readonly error: Unread };

export interface ReadHand {
  readonly code: string;
  readonly architecture: NonNullable<ReturnType<typeof architectureOf>>;
  /** '' where nobody is named. */
  readonly by: string;
  /** Whether that is who handed it in, by whom a later one takes its place: what a file is called is nobody. */
  readonly isNamed: boolean;
  readonly claim: number | null;
  readonly seed: number | null;
  /** Null where it was not handed in to any. */
  readonly contest: string | null;
}

export type Unread = HandInError | { readonly kind: GivenFlaw; readonly why: string };

const architectureOf = (code: string) => {
  const read = decodeArchitecture(code);
  return read.ok ? read.value : null;
};

/** `contest`: what it is handed in to; what a run hands in depends on it. */
export function readGiven(given: Given, contest: Contest | null): ReadGiven {
  switch (given.kind) {
    case 'unread':
      return { ok: false, by: null, read: given.read, error: { kind: given.flaw, why: given.why } };
    case 'pair': {
      const { code, by, claim, seed } = given;
      const architecture = architectureOf(code);
      return architecture === null
        ? { ok: false, by, read: beginning(code), error: { kind: 'no-code', why: '' } }
        : { ok: true, hand: { code, architecture, by, claim, seed, contest: null, isNamed: false } };
    }
    case 'run':
      return handOfRun(given, contest);
    case 'link':
      return readLink(given.text);
    default:
      return given satisfies never;
  }
}

function handOfRun(given: OfRun, contest: Contest | null): ReadGiven {
  const hand = readOfRun(given, contest);
  return hand === null
    ? { ok: false, by: given.by, read: given.read, error: { kind: 'no-child', why: '' } }
    : { ok: true, hand: { ...hand, contest: null, isNamed: false } };
}

function readLink(text: string): ReadGiven {
  const handIn = decodeHandIn(text);
  const { value, more } = readFragment(text);
  if (handIn.ok) {
    const { architecture, by, claim, seed, contest } = handIn.value;
    return {
      ok: true,
      hand: { code: encodeArchitecture(architecture), architecture, by, claim, seed, contest, isNamed: true },
    };
  }
  const { error } = handIn;
  if (error.kind === 'no-hand-in' && error.isPair) {
    const architecture = architectureOf(value);
    if (architecture !== null) {
      const hand = { by: '', claim: null, seed: null, contest: null, isNamed: false };
      return { ok: true, hand: { code: encodeArchitecture(architecture), architecture, ...hand } };
    }
  }
  // What a damaged link says of its maker may be damaged too; it is shown, and believed in nothing.
  const by = cleanName((more.get('by') ?? '').replaceAll('+', ' ').replace(/~[0-9A-F]{2}/g, '·')) || null;
  return { ok: false, by, read: beginning(text), error };
}

export function openContest(terms: string): OpenContest | ContestError {
  const read = decodeContest(terms);
  return read.ok ? { terms, contest: read.value, digest: contestDigest(read.value) } : read.error;
}
