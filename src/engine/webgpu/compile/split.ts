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

/** Blocks of pixels whose sums one invocation later adds up. */
export function blocksOf(pixels: number): { readonly chunks: number; readonly each: number } {
  return split(pixels, 128, 32);
}
