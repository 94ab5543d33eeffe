import { expect, test } from 'vitest';
import { unifyNaN, writeFloats } from './floatBytes.ts';

/** Quiet and signalling, of either sign, and what is none: -Infinity and the least float. */
const WORDS = [0x7fc00000, 0xffc00000, 0x7fc00001, 0xff800001, 0x7fffffff, 0xff800000, 1];
const ONE = [0x7fc00000, 0x7fc00000, 0x7fc00000, 0x7fc00000, 0x7fc00000, 0xff800000, 1];

test('every NaN gets the same bits, and nothing else other ones', () => {
  const words = Uint32Array.of(5, ...WORDS);
  unifyNaN(new Float32Array(words.buffer, 4));
  expect([...words]).toEqual([5, ...ONE]);
});

test('every NaN is written with the same bits, little-endian', () => {
  const view = new DataView(new ArrayBuffer(3 + 4 * WORDS.length));
  writeFloats(view, 3, new Float32Array(Uint32Array.from(WORDS).buffer));
  expect(WORDS.map((_, index) => view.getUint32(3 + 4 * index, true))).toEqual(ONE);
});
