/** Vectors in files: a line of JSON that says what follows, then 32-bit floats, little-endian, one vector after another. */

const LINE_BREAK = 10;

export function encodeFloats(head: object, vectors: readonly Float32Array[]): Uint8Array<ArrayBuffer> {
  const line = new TextEncoder().encode(`${JSON.stringify(head)}\n`);
  const floats = vectors.reduce((sum, { length }) => sum + length, 0);
  const bytes = new Uint8Array(line.length + 4 * floats);
  bytes.set(line);
  const view = new DataView(bytes.buffer, line.length);
  let offset = 0;
  for (const vector of vectors) {
    for (const value of vector) {
      view.setFloat32(offset, value, true);
      offset += 4;
    }
  }
  return bytes;
}

export interface Line {
  /** Parsed; a SyntaxError is thrown where it is no JSON. */
  readonly json: unknown;
  /** Where what follows it begins, in bytes. */
  readonly end: number;
}

/** The line that begins at a byte; null where it does not end. */
export function readLine(bytes: Uint8Array, from = 0): Line | null {
  const end = bytes.indexOf(LINE_BREAK, from);
  if (end < 0) return null;
  return { json: JSON.parse(new TextDecoder().decode(bytes.subarray(from, end))), end: end + 1 };
}

/** So many floats from a byte on; throws a RangeError where there are fewer. */
export function readFloats(bytes: Uint8Array, from: number, length: number): Float32Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, 4 * length);
  return Float32Array.from({ length }, (_, index) => view.getFloat32(4 * index, true));
}
