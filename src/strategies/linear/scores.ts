import { log } from '../../base/exactMath/log.ts';

/**
 * Normal scores of values (Blom 1958): the normal quantile of (rank - 3/8) / (n + 1/4); equal values share their mean
 * rank. Whatever the values' spread and outliers, the scores have about mean 0 and deviation 1.
 */
export function normalScores(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b);
  const scores = new Array<number>(values.length);
  for (let first = 0; first < order.length; ) {
    let after = first + 1;
    while (after < order.length && values[order[after]!] === values[order[first]!]) after++;
    const rank = (first + 1 + after) / 2;
    const score = normalQuantile((rank - 3 / 8) / (values.length + 1 / 4));
    for (const index of order.slice(first, after)) scores[index] = score;
    first = after;
  }
  return scores;
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
