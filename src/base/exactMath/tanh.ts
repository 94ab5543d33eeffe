/*
 * After s_tanh.c and s_expm1.c of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunPro, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 */
import { HALF_LN2, LN2_HIGH, LN2_LOW, multipleOfLn2 } from './exp.ts';
import { powerOfTwo } from './words.ts';

/** From here on the tangent is 1. */
const MOST = 22;
/** Up to here it is its argument. */
const TINY = powerOfTwo(-28);

/** The hyperbolic tangent; error below 2.3 units in the last place. */
export function tanh(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  const size = Math.abs(x);
  if (size < TINY) return x;
  const value = size < MOST ? tangent(size) : 1;
  return x < 0 ? -value : value;
}

function tangent(x: number): number {
  if (x >= 1) return 1 - 2 / (expm1(2 * x) + 2);
  const t = expm1(-2 * x);
  return -t / (t + 2);
}

/** e^x - 1 for x from -2 to 44, not about 0 itself; error below 1 unit in the last place. */
function expm1(x: number): number {
  const size = Math.abs(x);
  if (size < HALF_LN2) {
    const half = 0.5 * x * x;
    return x - (x * correction(x) - half);
  }
  const k = multipleOfLn2(x, size);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const tail = high - r - low;
  const e = r * (correction(r) - tail) - tail - r * (0.5 * r);
  return joined(r, e, k);
}

/** e with e^r - 1 = r + r^2 / 2 - r e, for |r| up to ln 2 / 2: Remez's polynomial in r^2 / 2. */
function correction(r: number): number {
  const half = 0.5 * r;
  const h = r * half;
  const high = 4.008217827329362e-6 + h * -2.0109921818362437e-7;
  const middle = 0.0015873015872548146 + h * (-7.93650757867488e-5 + h * high);
  const r1 = 1 + h * (-0.03333333333333313 + h * middle);
  const t = 3 - r1 * half;
  return h * ((r1 - t) / (6 - r * t));
}

/** 2^k (1 + r - e) - 1, added up in the order that loses least. */
function joined(r: number, e: number, k: number): number {
  if (k === -1) return 0.5 * (r - e) - 0.5;
  if (k === 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
  if (k <= -2 || k > 56) return (1 - (e - r)) * powerOfTwo(k) - 1;
  if (k < 20) return (1 - powerOfTwo(-k) - (e - r)) * powerOfTwo(k);
  return (r - (e + powerOfTwo(-k)) + 1) * powerOfTwo(k);
}
