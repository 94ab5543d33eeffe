import { writeFloats } from '../../base/bytes/floatBytes.ts';

/** A tensor of 32-bit floats, the last axis changing fastest. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/**
 * A safetensors file (github.com/huggingface/safetensors, "Format"): 8 bytes that give the header's length, little-endian,
 * the header as JSON, padded by spaces to a multiple of 8, and the numbers in the order of the tensors.
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  let end = 0;
  const entries = [...tensors].map(([name, { shape, values }]) => {
    const begin = end;
    end += 4 * values.length;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }] as const;
  });
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  const header = new TextEncoder().encode(json);
  const length = Math.ceil(header.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + end);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(length), true);
  bytes.fill(0x20, 8, 8 + length).set(header, 8);
  let offset = 8 + length;
  for (const { values } of tensors.values()) {
    writeFloats(view, offset, values);
    offset += 4 * values.length;
  }
  return bytes;
}
