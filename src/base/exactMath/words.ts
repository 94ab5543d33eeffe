/**
 * Functions that the language leaves to whoever implements it: Math.exp and its like differ in their last bit between
 * browsers and between versions of one. Those of this folder use only what IEEE 754 and ECMAScript fix to the bit (+, -,
 * *, /, sqrt, floor, abs, and the words of a float), so that they give the same bits everywhere. They are ported from
 * fdlibm 5.3 (Sun Microsystems; netlib.org/fdlibm), whose notice stands in each file.
 *
 * Here: the two words of a float.
 */

const floats = new Float64Array(1);
const words = new Int32Array(floats.buffer);

/** Where the word of sign, exponent and upper fraction lies: behind the other one on little-endian machines. */
const HIGH = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0;

/** Sign, eleven bits of exponent and twenty of the fraction, as a signed integer. */
export function highWord(x: number): number {
  floats[0] = x;
  return words[HIGH] as number;
}

/** The same float with another upper word. */
export function withHighWord(x: number, high: number): number {
  floats[0] = x;
  words[HIGH] = high;
  return floats[0];
}

/** The float of an upper word and a lower one of zeros. */
export function fromHighWord(high: number): number {
  words[HIGH] = high;
  words[1 - HIGH] = 0;
  return floats[0] as number;
}

/** The float without the lower word of its fraction: a product of two such is exact, nearly always. */
export function withoutLowWord(x: number): number {
  floats[0] = x;
  words[1 - HIGH] = 0;
  return floats[0];
}

const LEAST = -1074;
const POWERS = powers();

function powers(): Float64Array {
  const powers = new Float64Array(1023 - LEAST + 1);
  powers[-LEAST] = 1;
  for (let k = 1; k <= 1023; k++) powers[k - LEAST] = 2 * (powers[k - 1 - LEAST] as number);
  for (let k = -1; k >= LEAST; k--) powers[k - LEAST] = (powers[k + 1 - LEAST] as number) / 2;
  return powers;
}

/** 2^k, k from -1074 to 1023: looked up, since a processor waits for a float whose words have just been written. */
export function powerOfTwo(k: number): number {
  return POWERS[k - LEAST] as number;
}

/** y 2^k, rounded once, for y about 1 and k from -1075 to 1024. */
export function scaled(y: number, k: number): number {
  if (k === 1024) return y * 2 * powerOfTwo(1023);
  return k >= -1021 ? y * powerOfTwo(k) : y * powerOfTwo(k + 1000) * powerOfTwo(-1000);
}
