/*
 * After s_cos.c, k_cos.c, k_sin.c and e_rem_pio2.c of fdlibm 5.3:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunPro, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 */
import { fromHighWord, powerOfTwo } from './words.ts';

/** 2^19 pi / 2: up to here taking out quarters of a turn is exact with the 151 bits of pi / 2 below. */
const MOST = 823549.6645500107;
const INVERSE_HALF_PI = 0.6366197723675814;
/** pi / 2 in pieces of 33 bits, whose multiples are exact; beside each what is missing then. */
const PIECE_1 = 1.5707963267341256;
const REST_1 = 6.077100506506192e-11;
const PIECE_2 = 6.077100506303966e-11;
const REST_2 = 2.0222662487959506e-21;
const PIECE_3 = 2.0222662487111665e-21;
const REST_3 = 8.4784276603689e-32;
/** Where so much is cancelled that pi / 2 is wanted with its second, and its third piece. */
const FAR = powerOfTwo(-16);
const FARTHER = powerOfTwo(-49);

/** From 0.3 on the half square is taken from 1 in two parts, from 0.78 on the first part is always the same. */
const LOWER = fromHighWord(0x3fd33333);
const UPPER = fromHighWord(0x3fe90001);

/** The cosine; error below 1 unit in the last place. Throws a RangeError beyond 2^19 pi / 2 (823,549), NaN at NaN. */
export function cos(x: number): number {
  const size = Math.abs(x);
  if (size > MOST) throw new RangeError(`cosine of ${x}: it is known up to ${MOST}`);
  const quarters = Math.floor(size * INVERSE_HALF_PI + 0.5);
  let left = size - quarters * PIECE_1;
  let rest = quarters * REST_1;
  if (Math.abs(left - rest) < size * FAR) {
    const before = left;
    left = before - quarters * PIECE_2;
    rest = quarters * REST_2 - (before - left - quarters * PIECE_2);
    if (Math.abs(left - rest) < size * FARTHER) {
      const second = left;
      left = second - quarters * PIECE_3;
      rest = quarters * REST_3 - (second - left - quarters * PIECE_3);
    }
  }
  const head = left - rest;
  const tail = left - head - rest;
  return (1 - ((quarters + 1) & 2)) * ((quarters & 1) === 0 ? cosine(head, tail) : sine(head, tail));
}

/** cos(x + tail), |x| up to pi / 4. */
function cosine(x: number, tail: number): number {
  const z = x * x;
  const r = z * cosineSeries(z) - x * tail;
  const near = nearHalfSquare(Math.abs(x));
  return 1 - near - (0.5 * z - near - r);
}

/** Of a large x, a float near x^2 / 2 whose difference from 1 is exact: 22 bits of x / 4. */
function nearHalfSquare(x: number): number {
  if (x < LOWER) return 0;
  return x < UPPER ? Math.floor(x * 0x400000) / 0x1000000 : 0.28125;
}

function cosineSeries(z: number): number {
  const high = -2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11);
  const middle = -0.001388888888887411 + z * (2.480158728947673e-5 + z * high);
  return z * (0.0416666666666666 + z * middle);
}

/** sin(x + tail), |x| up to pi / 4. */
function sine(x: number, tail: number): number {
  const z = x * x;
  const v = z * x;
  const high = 2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10);
  const r = 0.00833333333332249 + z * (-1.984126982985795e-4 + z * high);
  return x - (z * (0.5 * tail - v * r) - tail - v * -0.16666666666666632);
}
