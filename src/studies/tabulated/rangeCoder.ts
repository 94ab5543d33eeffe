/**
 * A binary range coder (Martin 1979; the carry as in LZMA's): each bit costs what a probability says it should. Whoever
 * decodes gives the same probabilities in the same order, so they may be learned from the bits before.
 */

/** Probabilities have so many steps. */
const STEPS = 4096;
const TOP = 2 ** 24;

export class RangeEncoder {
  readonly #bytes: number[] = [];
  #low = 0;
  #range = 0xffffffff;
  #held = 0;
  #waiting = 1;

  /** `one`: how probable it is that the bit is 1, 0 to 1. */
  encode(bit: boolean, one: number): void {
    const bound = boundOf(this.#range, one);
    if (bit) this.#range = bound;
    else {
      this.#low += bound;
      this.#range -= bound;
    }
    while (this.#range < TOP) {
      this.#range *= 256;
      this.#shift();
    }
  }

  finish(): Uint8Array<ArrayBuffer> {
    for (let i = 0; i < 5; i++) this.#shift();
    // The first byte is always 0.
    return Uint8Array.from(this.#bytes.slice(1));
  }

  /** A byte leaves once no carry can reach it: those of 255 wait for the next that is not. */
  #shift(): void {
    if (this.#low < 0xff000000 || this.#low >= 2 ** 32) {
      const carry = this.#low >= 2 ** 32 ? 1 : 0;
      this.#bytes.push((this.#held + carry) & 255);
      for (; this.#waiting > 1; this.#waiting--) this.#bytes.push((255 + carry) & 255);
      this.#waiting = 0;
      this.#held = Math.floor(this.#low / TOP) & 255;
    }
    this.#waiting++;
    this.#low = (this.#low % TOP) * 256;
  }
}

export class RangeDecoder {
  readonly #bytes: Uint8Array;
  #at = 0;
  #range = 0xffffffff;
  #code = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    for (let i = 0; i < 4; i++) this.#code = this.#code * 256 + this.#next();
  }

  decode(one: number): boolean {
    const bound = boundOf(this.#range, one);
    const bit = this.#code < bound;
    if (bit) this.#range = bound;
    else {
      this.#code -= bound;
      this.#range -= bound;
    }
    while (this.#range < TOP) {
      this.#range *= 256;
      this.#code = this.#code * 256 + this.#next();
    }
    return bit;
  }

  #next(): number {
    return this.#bytes[this.#at++] ?? 0;
  }
}

function boundOf(range: number, one: number): number {
  const steps = Math.min(STEPS - 1, Math.max(1, Math.round(STEPS * one)));
  return Math.floor(range / STEPS) * steps;
}
