import { writeFloats } from '../../base/bytes/floatBytes.ts';
import { fail, ok, type Result } from '../../base/result.ts';

/** Vectors in lines of text: base64 of 32-bit floats, little-endian, to the bit. */

export function floatsText(values: Float32Array): string {
  const bytes = new Uint8Array(4 * values.length);
  writeFloats(new DataView(bytes.buffer), 0, values);
  return Buffer.from(bytes.buffer).toString('base64');
}

/** Fails with what it must be. */
export function readFloatsText(text: string): Result<Float32Array<ArrayBuffer>, string> {
  const bytes = Buffer.from(text, 'base64');
  // Buffer passes over what is no base64.
  if (bytes.length % 4 !== 0 || bytes.toString('base64') !== text) return fail('32-bit floats as base64');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const values = new Float32Array(bytes.length / 4);
  for (let at = 0; at < values.length; at++) values[at] = view.getFloat32(4 * at, true);
  return ok(values);
}
