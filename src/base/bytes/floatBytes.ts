/**
 * A NaN has many bit patterns, and which of them comes out of a computation depends on the processor (x86 sets its sign,
 * ARM does not; WebAssembly and WGSL leave it open). Wherever floats are kept or their bits are compared there is one.
 */
const NAN = 0x7fc00000;

/** Gives every NaN the same bits, in place. */
export function unifyNaN(values: Float32Array): void {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) words[i] = NAN;
  }
}

/** Writes 32-bit floats, little-endian, from a byte of the view on; every NaN with the same bits. */
export function writeFloats(view: DataView, offset: number, values: Float32Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) view.setUint32(offset + 4 * i, NAN, true);
    else view.setFloat32(offset + 4 * i, value, true);
  }
}
