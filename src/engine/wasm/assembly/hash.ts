/** base/hash.ts and engine/randomness.ts. */
import { stepNumber, stepSeed } from './call';

function mix(value: u32): u32 {
  let h = value;
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}

export function hashStep(h: u32, value: u32): u32 {
  return mix(h * 31 + value + 0x7f4a7c15);
}

/** Of (seed, step, position in the batch, purpose). */
export function draw(position: u32, purpose: u32): u32 {
  return hashStep(hashStep(hashStep(hashStep(0x9e3779b9, stepSeed()), stepNumber()), position), purpose);
}

export function below(hash: u32, bound: u32): u32 {
  return ((hash >> 16) * bound) >> 16;
}
