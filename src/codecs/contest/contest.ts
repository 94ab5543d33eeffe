import { fail, ok, type Result } from '../../base/result.ts';
import { BEYOND_MADE } from '../../search/made.ts';
import type { Settings } from '../../settings/settings.ts';
import { seal, sextetsOf, textOf, unseal } from '../envelope.ts';
import { decodeRerun, encodeRerun } from '../rerun/rerun.ts';
import { Misspelled, type SextetReader, sextetReader, wholeSextets } from '../rerun/values.ts';
import type { ContestError } from './contestError.ts';

/** What a contest asks for: a pair of cells within limits, with the figure that its recipe or its table gives it. */
export interface Contest {
  /** At most LONGEST_TITLE characters, '' where it has none. */
  readonly title: string;
  /** Recipe, images, and by `blocks` and `operations` what a cell may be made of; `rewards`: trained, or looked up. */
  readonly settings: Settings;
  /** A pair stays under each of these. */
  readonly limits: ContestLimits;
  /** Each seeds one training of a pair that is ranked, as a trial's number does: numbers that no child by hand is seeded by. */
  readonly seeds: readonly number[];
}

export interface ContestLimits {
  /** Trainable ones of the child network. */
  readonly parameters?: number;
  /** Of one image through the child network. */
  readonly multiplyAdds?: number;
}

export const LONGEST_TITLE = 60;
export const MOST_RANKING_SEEDS = 9;
/** In the order in which a link counts them. */
const LIMITS = ['parameters', 'multiplyAdds'] as const satisfies readonly (keyof ContestLimits)[];

const VERSION = 1;
/** Well above what a title and all settings take; longer texts are not even looked at. */
const MOST_SEXTETS = 4096;

/**
 * What stands behind `#contest=`, wrapped as share codes are. Payload of version 1, as sextets: the title's bytes in UTF-8,
 * their count before them; of each limit 0, or it, above 0; how many seeds, each as how far it lies beyond the one before; the
 * settings as a link `#r=` says them. Throws a RangeError on a contest that can't be held.
 */
export function encodeContest(contest: Contest): string {
  return seal({ version: VERSION, payload: payloadOf(contest) });
}

function payloadOf({ title, settings, limits, seeds }: Contest): number[] {
  if (cleanTitle(title) !== title) throw new RangeError('no link for a title that is not clean');
  if (!areSeeds(seeds)) throw new RangeError('no link for such seeds');
  const figures = LIMITS.map((name) => limits[name] ?? 0);
  if (!figures.every((one) => Number.isSafeInteger(one) && one >= 0))
    throw new RangeError('no link for a limit that is no whole number');
  const bytes = new TextEncoder().encode(title);
  return [
    ...wholeSextets(bytes.length),
    ...sextetsOfBytes(bytes),
    ...figures.flatMap(wholeSextets),
    ...wholeSextets(seeds.length),
    ...seeds.flatMap((seed, at) => wholeSextets(seed - (seeds[at - 1] ?? BEYOND_MADE))),
    ...(sextetsOf(encodeRerun({ architecture: null, settings })) ?? []),
  ];
}

/** Rising, beyond every number that seeds a child by hand, and of 32 bits. */
const areSeeds = (seeds: readonly number[]): boolean =>
  seeds.length >= 1 &&
  seeds.length <= MOST_RANKING_SEEDS &&
  seeds.every((seed, at) => Number.isInteger(seed) && seed < 2 ** 32 && seed >= lowest(seeds, at));

const lowest = (seeds: readonly number[], at: number): number =>
  at === 0 ? BEYOND_MADE : (seeds[at - 1] as number) + 1;

/** Any text at all answers a contest or an error, in time proportional to its length. */
export function decodeContest(text: string): Result<Contest, ContestError> {
  if (text.length > MOST_SEXTETS) return fail({ kind: 'damaged-contest', flaw: 'too-long' });
  const envelope = unseal(text);
  if (!envelope.ok) {
    // Of the flaws of share codes this one is of links alone.
    return fail({
      kind: 'damaged-contest',
      flaw: envelope.error === 'no-cells' ? 'misspelled' : envelope.error,
    });
  }
  const { version, payload } = envelope.value;
  if (version > VERSION) return fail({ kind: 'newer-contest', format: version, known: VERSION });
  try {
    const read = readPayload(sextetReader(payload), payload.length);
    if (read.ok && encodeContest(read.value) !== text) throw new Misspelled();
    return read;
  } catch (thrown) {
    if (thrown instanceof Misspelled || thrown instanceof RangeError || thrown instanceof TypeError)
      return fail({ kind: 'damaged-contest', flaw: 'misspelled' });
    throw thrown;
  }
}

function readPayload(reader: SextetReader, length: number): Result<Contest, ContestError> {
  const bytes = reader.whole();
  if (bytes > length) throw new Misspelled();
  const title = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
    bytesOfSextets(reader.some(Math.ceil((bytes * 4) / 3)), bytes),
  );
  const limits = Object.fromEntries(
    LIMITS.map((name) => [name, reader.whole()] as const).filter(([, most]) => most > 0),
  ) satisfies ContestLimits;
  const count = reader.whole();
  if (count > MOST_RANKING_SEEDS) throw new Misspelled();
  const seeds: number[] = [];
  for (let at = 0; at < count; at++) seeds.push((seeds[at - 1] ?? BEYOND_MADE) + reader.whole());
  const rerun = decodeRerun(textOf(restOf(reader)));
  if (!rerun.ok) return fail({ kind: 'contest-settings', error: rerun.error });
  if (rerun.value.architecture !== null) throw new Misspelled();
  return ok({ title, settings: rerun.value.settings, limits, seeds });
}

function restOf(reader: SextetReader): number[] {
  const rest: number[] = [];
  while (!reader.isDone) rest.push(reader.sextet());
  return rest;
}

/** What a title comes to: no character controls anything, none is too many. */
export function cleanTitle(given: string): string {
  const plain = given
    .replace(/[\p{Zl}\p{Zp}\t\n\r]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/ +/g, ' ')
    .trim();
  return Array.from(plain).slice(0, LONGEST_TITLE).join('').trim();
}

/** What hand-ins name their contest by, the same on every machine: CRC-24 of it, read forwards and with its length behind. */
export function contestDigest(contest: Contest): string {
  const payload = payloadOf(contest);
  const signs = (sextets: readonly number[]): string =>
    seal({ version: VERSION, payload: sextets }).slice(-4);
  return signs(payload) + signs([...payload.slice().reverse(), ...wholeSextets(payload.length)]);
}

/** Three bytes are four sextets; zeros fill the last. */
function sextetsOfBytes(bytes: Uint8Array): number[] {
  const sextets: number[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    sextets.push(three >> 18, (three >> 12) & 63, (three >> 6) & 63, three & 63);
  }
  return sextets.slice(0, Math.ceil((bytes.length * 4) / 3));
}

function bytesOfSextets(sextets: readonly number[], count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const sextet of sextets) {
    bits = ((bits << 6) | sextet) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at++] = (bits >> held) & 0xff;
  }
  return bytes;
}
