/** One bit an image: whether a child had it right. */

/** Eight a byte, the first one lowest. */
export function packBits(bits: ArrayLike<boolean>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  for (let i = 0; i < bits.length; i++) if (bits[i]) bytes[i >> 3]! |= 1 << (i & 7);
  return bytes;
}

export function bitAt(bytes: Uint8Array, index: number): boolean {
  return ((bytes[index >> 3] ?? 0) & (1 << (index & 7))) !== 0;
}

export function countBits(bytes: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < 8 * bytes.length; i++) if (bitAt(bytes, i)) count++;
  return count;
}

/** As text, for logs of one line a training. */
export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** Null where it is no base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
