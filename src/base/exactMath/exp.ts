/*
 * After e_exp.c of fdlibm 5.3:
 * Copyright (C) 2004 by Sun Microsystems, Inc. All rights reserved.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 */
import { fromHighWord, scaled } from './words.ts';

/** ln 2, its upper 33 bits and the rest, so that a whole multiple of the first is exact. */
export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;
export const INVERSE_LN2 = Math.LOG2E;

/** A little above ln 2 / 2: below it nothing is taken out. */
export const HALF_LN2 = fromHighWord(0x3fd62e43);
/** A little above 3 ln 2 / 2: below it one ln 2 is. */
export const THREE_HALVES_LN2 = fromHighWord(0x3ff0a2b2);
/** Beyond these the result is infinite, or 0. */
export const OVERFLOW = 709.782712893384;
const UNDERFLOW = -745.1332191019411;
const TINY = fromHighWord(0x3e300000);

/** e^x; error below 1 unit in the last place. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x > OVERFLOW) return Number.POSITIVE_INFINITY;
  if (x < UNDERFLOW) return 0;
  const size = Math.abs(x);
  if (size < TINY) return 1 + x;
  if (size < HALF_LN2) {
    const c = remainderTerm(x);
    return 1 - ((x * c) / (c - 2) - x);
  }
  const k = multipleOfLn2(x, size);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const c = remainderTerm(r);
  return scaled(1 - (low - (r * c) / (2 - c) - high), k);
}

/** The whole number of ln 2 that is taken out of x so that what is left lies within half of one. */
export function multipleOfLn2(x: number, size: number): number {
  if (size < THREE_HALVES_LN2) return x < 0 ? -1 : 1;
  return Math.trunc(INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5));
}

/** c with e^r = 1 + r + r c / (2 - c) within 2^-59, for |r| up to ln 2 / 2: Remez's polynomial in r^2. */
export function remainderTerm(r: number): number {
  const t = r * r;
  const high = 6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8);
  return r - t * (0.16666666666666602 + t * (-0.0027777777777015593 + t * high));
}
