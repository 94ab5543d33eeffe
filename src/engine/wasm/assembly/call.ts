/** Reading a call's record: 32-bit words, the first of which says what is called. A view is three of them: base, bytes of
 * an image, bytes of a pixel. Where a base is odd the view lies in the thread's own memory, which holds one image. */

export function word(call: usize, index: i32): i32 {
  return load<i32>(call + (index << 2));
}

export function real(call: usize, index: i32): f32 {
  return load<f32>(call + (index << 2));
}

export function at(call: usize, index: i32, image: i32, own: usize): usize {
  const base = <usize>load<u32>(call + (index << 2));
  if (base & 1) return own + (base - 1);
  return base + <usize>image * <usize>load<u32>(call + (index << 2), 4);
}

export function pixelOf(call: usize, index: i32): usize {
  return <usize>load<u32>(call + (index << 2), 8);
}

/** What changes from step to step, see ../memory.ts. */
export const STEP: usize = 2048;

export function stepSeed(): u32 {
  return load<u32>(STEP);
}
export function stepNumber(): u32 {
  return load<u32>(STEP, 4);
}
export function stepCount(): i32 {
  return load<i32>(STEP, 8);
}
export function isTraining(): bool {
  return load<u32>(STEP, 12) !== 0;
}
export function stepRate(): f32 {
  return load<f32>(STEP, 16);
}
export function stepMomentum(): f32 {
  return load<f32>(STEP, 20);
}
export function stepClip(): f32 {
  return load<f32>(STEP, 24);
}
export const MEAN: usize = STEP + 32;
export const DEVIATION: usize = STEP + 48;
/** Of each cell: drop path's threshold, and 1 / (1 - q). */
export const PATHS: usize = STEP + 64;
