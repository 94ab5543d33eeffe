/*
 * After e_log.c of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunSoft, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 */
import { LN2_HIGH, LN2_LOW } from './exp.ts';
import { highWord, powerOfTwo } from './words.ts';

const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_54 = 18014398509481984;

/** The natural logarithm; error below 1 unit in the last place. -Infinity at both zeros, NaN below them. */
export function log(x: number): number {
  if (x >= SMALLEST_NORMAL && x < Number.POSITIVE_INFINITY) return logOf(x, 0);
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!(x > 0)) return Number.NaN;
  return x === Number.POSITIVE_INFINITY ? x : logOf(x * TWO_54, -54);
}

/** log(x) + shift ln 2, for a normal x = 2^k (1 + f) with 1 + f from sqrt(1/2) to sqrt(2). */
function logOf(x: number, shift: number): number {
  const high = highWord(x);
  const fraction = high & 0xfffff;
  const exponent = (high >> 20) - 1023 + ((fraction + 0x95f64) >> 20);
  const f = x * powerOfTwo(-exponent) - 1;
  const k = exponent + shift;
  if ((0xfffff & (2 + fraction)) < 3) return nearPowerOfTwo(f, k);
  const s = f / (2 + f);
  const r = series(s);
  // Where f is large its half square is kept apart from the series.
  if (fraction > 0x6147a && fraction < 0x6b851) {
    const half = 0.5 * f * f;
    if (k === 0) return f - (half - s * (half + r));
    return k * LN2_HIGH - (half - (s * (half + r) + k * LN2_LOW) - f);
  }
  if (k === 0) return f - s * (f - r);
  return k * LN2_HIGH - (s * (f - r) - k * LN2_LOW - f);
}

/** log(1 + f) + k ln 2 where |f| is below 2^-20. */
function nearPowerOfTwo(f: number, k: number): number {
  if (f === 0) return k * LN2_HIGH + k * LN2_LOW;
  const r = f * f * (0.5 - (1 / 3) * f);
  return k === 0 ? f - r : k * LN2_HIGH - (r - k * LN2_LOW - f);
}

/** log((1 + s) / (1 - s)) / s - 2 within 2^-58.45: Remez's polynomial in s^2, in two chains. */
function series(s: number): number {
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const high = 0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586);
  return z * (0.6666666666666735 + w * high) + even;
}
