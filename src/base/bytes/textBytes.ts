/**
 * The text that a file's bytes stand for. Shells and editors write UTF-16 (PowerShell's `>`), put a byte order mark
 * before UTF-8 and end lines in CR LF; an interrupted write leaves zero bytes, or nothing.
 */
import { fail, ok, type Result } from '../result.ts';

export type TextFlaw =
  | { readonly kind: 'empty' }
  | { readonly kind: 'only-zeros'; readonly bytes: number }
  /** Text that goes over into zero bytes; `at` is the first one's place in the text. */
  | { readonly kind: 'zeros'; readonly at: number }
  /** UTF-16 by its mark or its look, but half a character stands in it. */
  | { readonly kind: 'broken-utf16' }
  /** Text of one byte a sign, as editors of older systems write it: which encoding it is, its bytes do not tell. */
  | { readonly kind: 'other-encoding' }
  /** By its first bytes a file of another kind, and which. */
  | { readonly kind: 'other-kind'; readonly is: string }
  | { readonly kind: 'no-text'; readonly start: string };

/** Line breaks come as \n, without a byte order mark. Fails with what the bytes are; never throws. */
export function textOfBytes(bytes: Uint8Array): Result<string, TextFlaw> {
  if (bytes.length === 0) return fail({ kind: 'empty' });
  if (bytes.every((byte) => byte === 0)) return fail({ kind: 'only-zeros', bytes: bytes.length });
  const is = kindOf(bytes);
  if (is !== null) return fail({ kind: 'other-kind', is });
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    if (encoding !== 'utf-8') return fail({ kind: 'broken-utf16' });
    return fail(isOtherText(bytes) ? { kind: 'other-encoding' } : noText(bytes));
  }
  const zero = text.indexOf('\0');
  if (zero >= 0) return fail(/^\0+\s*$/.test(text.slice(zero)) ? { kind: 'zeros', at: zero } : noText(bytes));
  if (text.trim() === '') return fail({ kind: 'empty' });
  return ok(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);
}

/** A clause behind the file's name, `cells.json is empty`, for commands and page alike. */
export function textFlawClause(flaw: TextFlaw): string {
  switch (flaw.kind) {
    case 'empty':
      return 'is empty';
    case 'only-zeros':
      return `holds only zero bytes (${flaw.bytes} of them), as an interrupted write leaves them`;
    case 'zeros':
      return `holds nothing but zero bytes behind its character ${flaw.at}, as an interrupted write leaves them`;
    case 'broken-utf16':
      return 'is UTF-16 text that is damaged or cut off';
    case 'other-encoding':
      return 'is text in neither UTF-8 nor UTF-16, in windows-1252 perhaps (save it as UTF-8)';
    case 'other-kind':
      return `is ${flaw.is}`;
    case 'no-text':
      return `is no text in UTF-8 or UTF-16 (its first bytes are ${flaw.start})`;
    default:
      return flaw satisfies never;
  }
}

function noText(bytes: Uint8Array): TextFlaw {
  const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return { kind: 'no-text', start };
}

/** What people drop by mistake, with what stands at which byte of it. */
const KINDS: readonly (readonly [is: string, ...parts: (readonly [at: number, text: string])[]])[] = [
  ['a picture (PNG)', [0, '\x89PNG']],
  ['a picture (JPEG)', [0, '\xff\xd8\xff']],
  ['a picture (GIF)', [0, 'GIF87a']],
  ['a picture (GIF)', [0, 'GIF89a']],
  ['a picture (WebP)', [0, 'RIFF'], [8, 'WEBP']],
  ['a zip archive', [0, 'PK\x03\x04']],
  ['a PDF document', [0, '%PDF-']],
];

function kindOf(bytes: Uint8Array): string | null {
  const isAt = ([at, text]: readonly [number, string]): boolean =>
    [...text].every((sign, i) => bytes[at + i] === sign.charCodeAt(0));
  return KINDS.find(([, ...parts]) => parts.every(isAt))?.[0] ?? null;
}

/** Without control codes but those of lines, and mostly of ASCII's signs, which all such encodings share. */
function isOtherText(bytes: Uint8Array): boolean {
  let plain = 0;
  for (const byte of bytes) {
    if (byte < 0x20 ? !LINES.has(byte) : byte === 0x7f) return false;
    if (byte < 0x7f) plain++;
  }
  return plain > 0.9 * bytes.length;
}

/** Tab, line feed, form feed, carriage return. */
const LINES = new Set([0x09, 0x0a, 0x0c, 0x0d]);

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** By the byte order mark, or by where zero bytes stand: in UTF-16 every other byte of a sign of ASCII is one. */
function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(bytes.length, 64) >> 1;
  let high = 0;
  let low = 0;
  for (let i = 0; i < 2 * pairs; i += 2) {
    if (bytes[i] === 0) high++;
    if (bytes[i + 1] === 0) low++;
  }
  // Text in UTF-8 has no zero byte at all, and in UTF-16 few signs have one at their other end.
  if (2 * low >= pairs && 8 * high < pairs) return 'utf-16le';
  if (2 * high >= pairs && 8 * low < pairs) return 'utf-16be';
  return 'utf-8';
}
