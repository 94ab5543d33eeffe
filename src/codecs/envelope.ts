import { fail, ok, type Result } from '../base/result.ts';
import type { ShareFlaw } from './shareError.ts';

/**
 * What every share code is wrapped in, whatever its version: one character for the version, the payload, four
 * characters of checksum. All are sextets in base64url (RFC 4648, table 2).
 *
 * The checksum is CRC-24 of all sextets before it, so damage to the version is damage, never "a newer version". It
 * finds every change within four neighbouring characters, and misses other damage once in 2^24.
 */
export interface Envelope {
  /** 1 to 64. */
  readonly version: number;
  /** Sextets: whole numbers from 0 to 63. */
  readonly payload: readonly number[];
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const sextetOf: ReadonlyMap<string, number> = new Map(Array.from(ALPHABET, (sign, value) => [sign, value]));
const CHECKSUM_SIGNS = 4;

/** A text of the alphabet's signs alone as sextets, null for any other; and back. */
export function sextetsOf(text: string): number[] | null {
  const sextets = Array.from(text, (sign) => sextetOf.get(sign) ?? -1);
  return sextets.includes(-1) ? null : sextets;
}
export const textOf = (sextets: readonly number[]): string =>
  sextets.map((sextet) => ALPHABET.charAt(sextet)).join('');

export function seal({ version, payload }: Envelope): string {
  const sextets = [version - 1, ...payload];
  const sum = crc24(sextets);
  return textOf([...sextets, sum >>> 18, (sum >>> 12) & 63, (sum >>> 6) & 63, sum & 63]);
}

/** Fails with what is wrong, on any text that `seal` has not made. */
export function unseal(code: string): Result<Envelope, ShareFlaw> {
  if (code.length < 1 + CHECKSUM_SIGNS) return fail('too-short');
  const sextets: number[] = [];
  for (const sign of code) {
    const sextet = sextetOf.get(sign);
    if (sextet === undefined) return fail('character');
    sextets.push(sextet);
  }
  const sum = sextets.splice(-CHECKSUM_SIGNS).reduce((bits, sextet) => (bits << 6) | sextet, 0);
  if (sum !== crc24(sextets)) return fail('checksum');
  const [version = 0, ...payload] = sextets;
  return ok({ version: version + 1, payload });
}

/**
 * CRC-24 with the polynomial and start of OpenPGP (RFC 4880, section 6.1), fed six bits at a time, and inverted:
 * otherwise a code would stay sound when zeros (the sign A) are appended.
 */
function crc24(sextets: readonly number[]): number {
  let register = 0xb704ce;
  for (const sextet of sextets) {
    register ^= sextet << 18;
    for (let bit = 0; bit < 6; bit++) {
      register <<= 1;
      if (register & 0x1000000) register ^= 0x1864cfb;
    }
  }
  return register ^ 0xffffff;
}
