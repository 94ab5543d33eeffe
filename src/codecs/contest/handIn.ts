import { fail, ok, type Result } from '../../base/result.ts';
import { cleanName } from '../../search/made.ts';
import type { Architecture } from '../../space/architecture.ts';
import { seal, sextetsOf } from '../envelope.ts';
import { type Fragment, readFragment } from '../fragment.ts';
import { decodeArchitecture, encodeArchitecture } from '../share.ts';
import type { HandInError, HandInPart } from './handInError.ts';

/** What is handed in to a contest. */
export interface HandIn {
  readonly architecture: Architecture;
  /** A nickname, as `cleanName` leaves it. */
  readonly by: string;
  /** Held-out accuracy, 0 to 1, as `roundClaim` leaves it. */
  readonly claim: number;
  /** What the training was seeded by, in a trial's number's place; 0 where the contest's table answered. */
  readonly seed: number;
  /** `contestDigest` of the contest. */
  readonly contest: string;
}

const VERSION = 1;
/** The shares of half a million images are told apart by it. */
const CLAIM_DIGITS = 6;
const MOST_SIGNS = 4096;
const DIGEST = /^[\w-]{8}$/;

/** A measured accuracy as a hand-in says it: two are the same claim where these are the same number. */
export const roundClaim = (accuracy: number): number => Number(accuracy.toFixed(CLAIM_DIGITS));

/**
 * The fragment of a hand-in's link: `#c=CODE&by=NICKNAME&claim=ACCURACY&seed=N&contest=DIGEST&sum=CRC`. The playground opens
 * its pair and passes over the rest. The sum, five signs, is the version and CRC-24 of all before it. Throws a RangeError on
 * what can't be handed in.
 */
export function encodeHandIn({ architecture, by, claim, seed, contest }: HandIn): string {
  if (cleanName(by) !== by || by === '') throw new RangeError('no hand-in by such a name');
  if (!isClaim(claim)) throw new RangeError(`no hand-in claims ${claim}`);
  if (!isSeed(seed)) throw new RangeError(`no hand-in is seeded by ${seed}`);
  if (!DIGEST.test(contest)) throw new RangeError(`no contest has the digest ${contest}`);
  const told = [
    `c=${encodeArchitecture(architecture)}`,
    `by=${signsOfName(by)}`,
    `claim=${claim}`,
    `seed=${seed}`,
    `contest=${contest}`,
  ].join('&');
  return `#${told}&sum=${sumOf(told, VERSION)}`;
}

const PARTS = ['by', 'claim', 'seed', 'contest', 'sum'] as const satisfies readonly HandInPart[];

/** Any text at all answers a hand-in or an error, in time proportional to its length. */
export function decodeHandIn(text: string): Result<HandIn, HandInError> {
  if (text.length > MOST_SIGNS) return fail({ kind: 'no-hand-in', isPair: false });
  const fragment = readFragment(text);
  const { key, value, more } = fragment;
  if (key !== 'c' || !PARTS.some((part) => more.has(part))) {
    const isPair = (key === 'c' || key === null) && decodeArchitecture(value).ok;
    return fail({ kind: 'no-hand-in', isPair });
  }
  const missing = PARTS.filter((part) => !more.has(part));
  const sum = more.get('sum') ?? '';
  // What was cut off within its sum has too few signs of it.
  if (missing.includes('sum') || sum.length < SUM_SIGNS) return fail({ kind: 'cut-off', missing });
  const version = (sextetsOf(sum)?.[0] ?? -1) + 1;
  if (sum.length !== SUM_SIGNS || sum !== sumOf(toldIn(fragment), version)) return fail({ kind: 'changed' });
  if (version > VERSION) return fail({ kind: 'newer-hand-in', format: version, known: VERSION });
  if (missing.length > 0) return fail({ kind: 'cut-off', missing });
  const architecture = decodeArchitecture(value);
  if (!architecture.ok) return fail({ kind: 'hand-in-cells', error: architecture.error });
  const by = nameOfSigns(more.get('by') ?? '');
  const contest = more.get('contest') ?? '';
  const read = { claim: numberIn(more.get('claim') ?? ''), seed: numberIn(more.get('seed') ?? '') };
  if (by === null || !isClaim(read.claim) || !isSeed(read.seed) || !DIGEST.test(contest))
    return fail({ kind: 'hand-in-values' });
  return ok({ architecture: architecture.value, by, ...read, contest });
}

/** All that stands before the sum. */
function toldIn({ value, more }: Fragment): string {
  const parts = [...more];
  const end = parts.findIndex(([key]) => key === 'sum');
  return [['c', value], ...parts.slice(0, end)].map(([key, told]) => `${key}=${told}`).join('&');
}

const SUM_SIGNS = 5;

/** The envelope's own checksum, of a text: two sextets a character. */
function sumOf(text: string, version: number): string {
  const payload = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).flatMap((sign) => [
    (sign >> 6) & 63,
    sign & 63,
  ]);
  const sealed = seal({ version: version < 1 ? VERSION : version, payload });
  return sealed.charAt(0) + sealed.slice(-4);
}

const isClaim = (claim: number): boolean => claim >= 0 && claim <= 1 && roundClaim(claim) === claim;
const isSeed = (seed: number): boolean => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32;
const numberIn = (text: string): number => (/^\d{1,10}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN);

/** Signs that no program changes on a link's way: letters and figures, + for a space, ~ and two figures for any other byte. */
const signsOfName = (name: string): string =>
  encodeURIComponent(name)
    .replace(/[!'()*.~_-]/g, (sign) => `~${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
    .replaceAll('%', '~');

function nameOfSigns(signs: string): string | null {
  try {
    const name = decodeURIComponent(signs.replace(/[+ ]/g, '%20').replaceAll('~', '%'));
    return name !== '' && cleanName(name) === name ? name : null;
  } catch {
    return null;
  }
}
