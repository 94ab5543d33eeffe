export const ceilDiv = (a: number, b: number): number => Math.ceil(a / b);

/** Splits `length` into about `parts` chunks of at least `least` each. */
export function split(
  length: number,
  parts: number,
  least: number,
): { readonly chunks: number; readonly each: number } {
  const each = Math.max(least, ceilDiv(length, Math.max(1, Math.floor(parts))));
  return { chunks: ceilDiv(length, each), each };
}

/** The length of chunks of at most `most` that are as even as can be. */
export function evenly(length: number, most: number): number {
  return ceilDiv(length, ceilDiv(length, most));
}
