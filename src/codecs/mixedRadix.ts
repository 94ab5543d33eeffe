/**
 * Digits of different radices packed into sextets without loss between them: one large number, the first digit its
 * least significant, written in base 64, the first sextet its least significant.
 */
export interface Digit {
  /** 0 to radix - 1. */
  readonly value: number;
  readonly radix: number;
}

/** As many sextets as the radices call for, whatever the values. */
export function packDigits(digits: readonly Digit[]): number[] {
  let number = 0n;
  let count = 1n;
  for (const { value, radix } of digits.toReversed()) {
    number = number * BigInt(radix) + BigInt(value);
    count *= BigInt(radix);
  }
  const sextets: number[] = [];
  for (let left = count - 1n; left > 0n; left >>= 6n) {
    sextets.push(Number(number & 63n));
    number >>= 6n;
  }
  return sextets;
}

/** Answers one digit after the other; the caller names each radix. Past the end digits are 0. */
export function digitReader(sextets: readonly number[]): (radix: number) => number {
  let number = sextets.reduceRight((high, sextet) => (high << 6n) | BigInt(sextet), 0n);
  return (radix) => {
    const digit = Number(number % BigInt(radix));
    number /= BigInt(radix);
    return digit;
  };
}
