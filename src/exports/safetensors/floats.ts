export type FloatType = 'F32' | 'F16' | 'BF16' | 'F64';

interface Float {
  /** In bytes. */
  readonly width: number;
  readonly read: (view: DataView, offset: number) => number;
}

/** Little-endian. */
export const FLOATS: Readonly<Record<FloatType, Float>> = {
  F32: { width: 4, read: (view, offset) => view.getFloat32(offset, true) },
  F16: { width: 2, read: (view, offset) => half(view.getUint16(offset, true)) },
  BF16: { width: 2, read: (view, offset) => brainHalf(view.getUint16(offset, true)) },
  F64: { width: 8, read: (view, offset) => view.getFloat64(offset, true) },
};

/** IEEE 754's binary16: a sign, 5 bits of exponent, 10 of fraction. */
function half(bits: number): number {
  const sign = bits >>> 15 === 1 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const word = new DataView(new ArrayBuffer(4));

/** The upper half of a 32-bit float. */
function brainHalf(bits: number): number {
  word.setUint32(0, bits << 16);
  return word.getFloat32(0);
}
