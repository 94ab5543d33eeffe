/**
 * A stateless 32-bit hash for the randomness of a training step. Whatever computes it (TypeScript, WGSL, another
 * process) draws the same crops, flips and masks from (seed, step, position), so engines can be compared.
 */

/** Final mixer of MurmurHash3 (Appleby, public domain): a bijection of 32-bit integers. */
export function mix32(value: number): number {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Hash of a list of integers (each taken modulo 2^32): an unsigned 32-bit integer. */
export function hash32(...values: readonly number[]): number {
  let h = 0x9e3779b9;
  for (const value of values) h = mix32((Math.imul(h, 31) + (value >>> 0) + 0x7f4a7c15) >>> 0);
  return h;
}
