import { exp } from './exactMath/exp.ts';
import { log } from './exactMath/log.ts';

/**
 * How likely a value of Student's t with so many degrees of freedom (> 0) lies at least |t| from 0, either way: 1 at 0. It is the
 * regularised incomplete beta function of nu / (nu + t^2) at nu / 2 and 1/2 (Abramowitz and Stegun 1964, 26.7.1).
 */
export function studentP(t: number, freedom: number): number {
  const squared = t * t;
  if (Number.isNaN(t) || squared === 0) return 1 - squared;
  if (squared === Number.POSITIVE_INFINITY) return 0;
  const [near, far] = [freedom / (freedom + squared), squared / (freedom + squared)];
  const half = freedom / 2;
  // Its logarithm takes the greater of both shares, whose complement would have lost its digits.
  const front = exp(half * log(near) + log(far) / 2 - logBetaWithHalf(half));
  // Each fraction converges fast on its own side (Press et al. 2007, 6.4).
  return near < (half + 1) / (half + 2.5)
    ? (front * betaFraction(near, half, 0.5)) / half
    : 1 - 2 * front * betaFraction(far, 0.5, half);
}

/** How far both tails together of probability `error`, 0 < error < 1, begin: 2.776 for 0.05 and 4 degrees of freedom. */
export function studentQuantile(error: number, freedom: number): number {
  let high = 1;
  while (studentP(high, freedom) > error) high *= 2;
  let low = 0;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    if (studentP(middle, freedom) > error) low = middle;
    else high = middle;
  }
}

/** log B(a, 1/2) */
const logBetaWithHalf = (a: number): number => logGamma(a) + log(Math.PI) / 2 - logGamma(a + 0.5);

/** log of the gamma function of x > 0, by Lanczos's sum with g = 7 (Press et al. 2007, 6.1; coefficients of Godfrey 2001). */
function logGamma(x: number): number {
  const above = LANCZOS.reduce(
    (sum, coefficient, i) => sum + (i === 0 ? coefficient : coefficient / (x - 1 + i)),
    0,
  );
  const base = x + 6.5;
  return log(2 * Math.PI) / 2 + (x - 0.5) * log(base) - base + log(above);
}

const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

const MOST_TERMS = 500;

/** The continued fraction of the incomplete beta function, by Lentz's method (Abramowitz and Stegun 1964, 26.5.8). */
function betaFraction(x: number, a: number, b: number): number {
  const apart = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let upper = 1;
  let lower = 1 / apart(1 - ((a + b) * x) / (a + 1));
  let fraction = lower;
  for (let m = 1; m <= MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const term of [even, odd]) {
      lower = 1 / apart(1 + term * lower);
      upper = apart(1 + term / upper);
      change = lower * upper;
      fraction *= change;
    }
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return fraction;
}
