/*
 * After e_pow.c of fdlibm 5.3:
 * Copyright (C) 2004 by Sun Microsystems, Inc. All rights reserved.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 */
import { remainderTerm } from './exp.ts';
import { fromHighWord, highWord, scaled, withHighWord, withoutLowWord } from './words.ts';

/** A number as a head and a tail. */
type Pair = readonly [head: number, tail: number];

const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_53 = 9007199254740992;
/** A little above 2^31 and 2^64: exponents with which only a base near 1 has a power that a float can hold, and none. */
const HUGE = fromHighWord(0x41e00001);
const HUGEST = fromHighWord(0x43f00001);
const NEAR_ONE = [fromHighWord(0x3fefffff), fromHighWord(0x3ff00001)] as const;

/** 2 / (3 ln 2), whole and as a pair. */
const CP = 0.9617966939259756;
const CP_HIGH = 0.9617967009544373;
const CP_LOW = -7.028461650952758e-9;
/** log2 1.5 as a pair. */
const LOG2_HIGH = 0.5849624872207642;
const LOG2_LOW = 1.350039202129749e-8;
const LN2 = Math.LN2;
const LN2_HIGH = 0.6931471824645996;
const LN2_LOW = -1.904654299957768e-9;
/** 1 / ln 2, whole and as a pair. */
const INVERSE_LN2 = Math.LOG2E;
const INVERSE_HIGH = 1.4426950216293335;
const INVERSE_LOW = 1.9259629911266175e-8;
/** -(1024 - log2(the greatest float + half its last place)). */
const OVERFLOW_TAIL = 8.008566259537294e-17;
/** A little above 1/2. */
const HALF = fromHighWord(0x3fe00001);

/** x to the y, with the special cases of `**`; error below 1 unit in the last place. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const size = Math.abs(x);
  if (Math.abs(y) === Number.POSITIVE_INFINITY) {
    if (size === 1) return Number.NaN;
    return size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  }
  const isNegative = x < 0 || Object.is(x, -0);
  if (isNegative && x !== 0 && size !== Number.POSITIVE_INFINITY && !Number.isInteger(y)) return Number.NaN;
  const value = ofPositive(size, y);
  return isNegative && Math.abs(y % 2) === 1 ? -value : value;
}

/** For x from 0 to Infinity and a finite y. */
function ofPositive(x: number, y: number): number {
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === -1) return 1 / x;
  if (y === 0.5) return Math.sqrt(x);
  if (x === 0 || x === Number.POSITIVE_INFINITY) return (x === 0) === y > 0 ? 0 : Number.POSITIVE_INFINITY;
  if (x === 1) return 1;
  const isHuge = Math.abs(y) >= HUGE;
  if (isHuge && (x < NEAR_ONE[0] || x >= NEAR_ONE[1] || Math.abs(y) >= HUGEST)) {
    return x < 1 === y > 0 ? 0 : Number.POSITIVE_INFINITY;
  }
  return exponential(isHuge ? log2NearOne(x) : log2(x), y);
}

/** log2 x of an x within 2^-20 of 1, by its first four powers. */
function log2NearOne(x: number): Pair {
  const t = x - 1;
  const w = t * t * (0.5 - t * (1 / 3 - t * 0.25));
  const u = INVERSE_HIGH * t;
  const v = t * INVERSE_LOW - w * INVERSE_LN2;
  const head = withoutLowWord(u + v);
  return [head, v - (head - u)];
}

/** log2 x = n + log2 of 1 or 1.5 + log2((1 + s) / (1 - s)), for a positive x. */
function log2(x: number): Pair {
  const normal = x < SMALLEST_NORMAL ? x * TWO_53 : x;
  const high = highWord(normal);
  const fraction = high & 0xfffff;
  const isNearer = fraction > 0x3988e && fraction < 0xbb67a;
  const isAbove = fraction >= 0xbb67a;
  const n = (high >> 20) - 1023 + (isAbove ? 1 : 0) - (normal === x ? 0 : 53);
  const upper = (fraction | 0x3ff00000) - (isAbove ? 0x100000 : 0);
  const [head, tail] = logThirds(withHighWord(normal, upper), upper, isNearer);
  const product = CP_HIGH * head;
  const rest = CP_LOW * head + tail * CP + (isNearer ? LOG2_LOW : 0);
  const own = isNearer ? LOG2_HIGH : 0;
  const t1 = withoutLowWord(product + rest + own + n);
  return [t1, rest - (t1 - n - own - product)];
}

/** 3/2 log(x / base), for a base of 1 or 1.5; `upper`: x's upper word. */
function logThirds(x: number, upper: number, isNearer: boolean): Pair {
  const base = isNearer ? 1.5 : 1;
  const u = x - base;
  const v = 1 / (x + base);
  const s = u * v;
  const head = withoutLowWord(s);
  const sum = fromHighWord(((upper >> 1) | 0x20000000) + 0x80000 + (isNearer ? 0x40000 : 0));
  const tail = v * (u - head * sum - head * (x - (sum - base)));
  const square = head * head;
  const r = series(s * s) + tail * (head + s);
  const three = withoutLowWord(3 + square + r);
  const missing = r - (three - 3 - square);
  const large = head * three;
  const small = tail * three + missing * s;
  const result = withoutLowWord(large + small);
  return [result, small - (result - large)];
}

/** 3/2 (log((1 + s) / (1 - s)) / s - 2) - s^2, of z = s^2. */
function series(z: number): number {
  const high = 0.272728123808534 + z * (0.23066074577556175 + z * 0.20697501780033842);
  const low = 0.5999999999999946 + z * (0.4285714285785502 + z * (0.33333332981837743 + z * high));
  return z * z * low;
}

/** 2 to the y times a pair. */
function exponential([t1, t2]: Pair, y: number): number {
  const y1 = withoutLowWord(y);
  const low = (y - y1) * t1 + y * t2;
  const high = y1 * t1;
  const z = low + high;
  if (z >= 1024 && (z > 1024 || low + OVERFLOW_TAIL > z - high)) return Number.POSITIVE_INFINITY;
  if (z <= -1075 && (z < -1075 || low <= z - high)) return 0;
  const size = Math.abs(z);
  const n = size < HALF ? 0 : Math.floor(size + 0.5) * (z < 0 ? -1 : 1);
  return scaled(powerOfTwoOf(high - n, low), n);
}

/** 2^(high + low), the sum being up to 1/2. */
function powerOfTwoOf(high: number, low: number): number {
  const t = withoutLowWord(low + high);
  const u = t * LN2_HIGH;
  const v = (low - (t - high)) * LN2 + t * LN2_LOW;
  const z = u + v;
  const w = v - (z - u);
  const c = remainderTerm(z);
  return 1 - ((z * c) / (c - 2) - (w + z * w) - z);
}
