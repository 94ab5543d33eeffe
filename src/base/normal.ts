import { exp } from './exactMath/exp.ts';
import { log } from './exactMath/log.ts';

/** How likely a standard normal lies at least |z| from 0, either way: 1 at 0. Its relative error is below 1e-12 up to |z| = 37. */
export function twoSidedP(z: number): number {
  const x = Math.abs(z);
  if (Number.isNaN(x)) return Number.NaN;
  if (x === 0) return 1;
  return x < SERIES_UP_TO
    ? Math.max(0, 1 - 2 * density(x) * middleSeries(x))
    : 2 * density(x) * tailFraction(x);
}

/** How far, in deviations, both tails together of probability `error` begin: 1.96 for 0.05. 0 < error <= 1. */
export const twoSidedZ = (error: number): number => -normalQuantile(error / 2);

/** Below it the series loses no digits to the 1 that it is taken from; above it 80 terms of the fraction are plenty. */
const SERIES_UP_TO = 2;

const density = (x: number): number => exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** (P(X < x) - 1/2) / density(x): x + x^3/3 + x^5/15 + ... (Abramowitz and Stegun 1964, 26.2.11). */
function middleSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; term > 1e-17 * sum; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return sum;
}

/** P(X > x) / density(x): 1/(x + 1/(x + 2/(x + 3/(x + ... (Laplace; Abramowitz and Stegun 1964, 26.2.14). */
function tailFraction(x: number): number {
  let under = x;
  for (let k = 80; k >= 1; k--) under = x + k / under;
  return 1 / under;
}

/** The x below which a standard normal falls with probability p, 0 < p < 1, to some 16 digits: AS 241 (Wichura 1988). */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(CENTRE, 0.180625 - q * q);
  const r = Math.sqrt(-log(q <= 0 ? p : 1 - p));
  const x = r <= 5 ? ratio(FLANK, r - 1.6) : ratio(TAIL, r - 5);
  return q < 0 ? -x : x;
}

interface Ratio {
  /** Coefficients, that of the highest power first. */
  readonly over: readonly number[];
  readonly under: readonly number[];
}

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

const ratio = ({ over, under }: Ratio, x: number): number => polynomial(over, x) / polynomial(under, x);

const CENTRE: Ratio = {
  over: [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
    1971.5909503065513, 133.14166789178438, 3.3871328727963665,
  ],
  under: [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
    687.1870074920579, 42.31333070160091, 1,
  ],
};

const FLANK: Ratio = {
  over: [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  under: [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
};

const TAIL: Ratio = {
  over: [
    2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124,
    0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  under: [
    2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133,
    0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
  ],
};
