/** One bit an image: whether a child had it right. */
import { fail, ok, type Result } from '../result.ts';

/** Eight a byte, the first one lowest; what is left of the last byte is 0. */
export function packBits(bits: ArrayLike<boolean>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  for (let i = 0; i < bits.length; i++) if (bits[i]) bytes[i >> 3]! |= 1 << (i & 7);
  return bytes;
}

export function bitAt(bytes: Uint8Array, index: number): boolean {
  return ((bytes[index >> 3] ?? 0) & (1 << (index & 7))) !== 0;
}

export function countBits(bytes: Uint8Array): number {
  return countOnes(wordsOf(bytes));
}

/** The same bits, 32 a word, so that two children are compared by words. */
export function wordsOf(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array(Math.ceil(bytes.length / 4));
  for (let i = 0; i < bytes.length; i++) words[i >> 2]! |= bytes[i]! << (8 * (i & 3));
  return words;
}

export function countOnes(words: Uint32Array): number {
  let count = 0;
  for (let i = 0; i < words.length; i++) count += onesOf(words[i]!);
  return count;
}

/** How many bits are set in both, over the words that both have. */
export function countCommon(first: Uint32Array, second: Uint32Array): number {
  const length = Math.min(first.length, second.length);
  let count = 0;
  for (let i = 0; i < length; i++) count += onesOf(first[i]! & second[i]!);
  return count;
}

/** Bits summed in pairs, fours, bytes, and the bytes by one product (Warren, Hacker's Delight, 5-1). */
function onesOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** As text, for files of one line a training: 5,000 bits are 625 bytes and 836 letters. */
export function toBase64(bytes: Uint8Array): string {
  let letters = '';
  for (let i = 0; i < bytes.length; i++) letters += String.fromCharCode(bytes[i]!);
  return btoa(letters);
}

/** Null where it is no base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
    return bytes;
  } catch {
    return null;
  }
}

export type BitsFlaw =
  /** Letters, padding or spaces that base64 does not write. */
  | { readonly kind: 'no-base64' }
  | { readonly kind: 'length'; readonly bytes: number; readonly expected: number }
  /** Bits are set behind the last image: these are bits of more images. */
  | { readonly kind: 'beyond'; readonly images: number };

/** The packed bits of so many images, from text that anyone may have written; never throws. */
export function readBits(text: string, images: number): Result<Uint8Array<ArrayBuffer>, BitsFlaw> {
  const bytes = fromBase64(text);
  if (bytes === null || toBase64(bytes) !== text) return fail({ kind: 'no-base64' });
  const expected = Math.ceil(images / 8);
  if (bytes.length !== expected) return fail({ kind: 'length', bytes: bytes.length, expected });
  if (images % 8 !== 0 && bytes[expected - 1]! >> (images % 8) !== 0) return fail({ kind: 'beyond', images });
  return ok(bytes);
}

/** A clause behind what holds them: `the bits of trial 3` + ` ` + this. */
export function bitsFlawClause(flaw: BitsFlaw): string {
  switch (flaw.kind) {
    case 'no-base64':
      return 'are no base64 text';
    case 'length':
      return `take ${flaw.bytes} bytes, where its images take ${flaw.expected}`;
    case 'beyond':
      return `go on behind its ${flaw.images} images`;
    default:
      return flaw satisfies never;
  }
}
