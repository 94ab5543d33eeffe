import { crc32 } from '../../base/bytes/crc32.ts';
import { writeFloats } from '../../base/bytes/floatBytes.ts';

/**
 * Vectors in files: a line of JSON that says what follows, then 32-bit floats, little-endian, one vector after another,
 * every NaN with the same bits. The line ends in `crc32`, the checksum of what stands before it and of the floats; files
 * of before have none.
 */

const LINE_BREAK = 10;
const MARK = ',"crc32":';
const encoder = new TextEncoder();

export function encodeFloats(head: object, vectors: readonly Float32Array[]): Uint8Array<ArrayBuffer> {
  const floats = new Uint8Array(4 * vectors.reduce((sum, { length }) => sum + length, 0));
  const view = new DataView(floats.buffer);
  let offset = 0;
  for (const vector of vectors) {
    writeFloats(view, offset, vector);
    offset += 4 * vector.length;
  }
  const told = JSON.stringify(head).slice(0, -1);
  const line = encoder.encode(`${told}${MARK}${checksum(told, floats)}}\n`);
  const bytes = new Uint8Array(line.length + floats.length);
  bytes.set(line);
  bytes.set(floats, line.length);
  return bytes;
}

/** Whether a line and the floats behind it, up to a byte, are what was written; true where no checksum was. */
export function isUndamaged(bytes: Uint8Array, line: Line, to: number): boolean {
  const at = line.text.lastIndexOf(MARK);
  if (at < 0) return true;
  const told = Number(line.text.slice(at + MARK.length, -1));
  return told === checksum(line.text.slice(0, at), bytes.subarray(line.end, to));
}

const checksum = (told: string, floats: Uint8Array): number => crc32(floats, crc32(encoder.encode(told)));

export interface Line {
  readonly text: string;
  /** Parsed; a SyntaxError is thrown where it is no JSON. */
  readonly json: unknown;
  /** Where what follows it begins, in bytes. */
  readonly end: number;
}

/** The line that begins at a byte; null where it does not end. */
export function readLine(bytes: Uint8Array, from = 0): Line | null {
  const end = bytes.indexOf(LINE_BREAK, from);
  if (end < 0) return null;
  const text = new TextDecoder().decode(bytes.subarray(from, end));
  return { text, json: JSON.parse(text), end: end + 1 };
}

/** So many floats from a byte on; throws a RangeError where there are fewer. */
export function readFloats(bytes: Uint8Array, from: number, length: number): Float32Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, 4 * length);
  return Float32Array.from({ length }, (_, index) => view.getFloat32(4 * index, true));
}
