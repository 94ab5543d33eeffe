import { writeFloats } from '../base/bytes/floatBytes.ts';

/** 32-bit floats as text that JSON keeps exactly: base64 of their bytes, little-endian. */

const PIECE = 0x8000;

export function encodeFloats(values: Float32Array): string {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  writeFloats(view, 0, values);
  const bytes = new Uint8Array(view.buffer);
  let text = '';
  for (let start = 0; start < bytes.length; start += PIECE) {
    text += String.fromCharCode(...bytes.subarray(start, start + PIECE));
  }
  return btoa(text);
}

/** Null where the text is not the encoding of `length` finite floats. */
export function decodeFloats(encoded: unknown, length: number): Float32Array | null {
  if (typeof encoded !== 'string') return null;
  let text: string;
  try {
    text = atob(encoded);
  } catch {
    return null;
  }
  if (text.length !== length * 4) return null;
  const view = new DataView(Uint8Array.from(text, (letter) => letter.charCodeAt(0)).buffer);
  const values = Float32Array.from({ length }, (_, index) => view.getFloat32(index * 4, true));
  return values.every(Number.isFinite) ? values : null;
}
