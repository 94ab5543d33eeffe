import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import {
  bitAt,
  bitsFlawClause,
  countBits,
  countCommon,
  countOnes,
  fromBase64,
  packBits,
  readBits,
  toBase64,
  wordsOf,
} from './bits.ts';

test('bits are packed, counted and written as text', () => {
  const random = createRandom(1);
  for (let length = 0; length < 70; length++) {
    const bits = Array.from({ length }, () => random.uniform() < 0.4);
    const bytes = packBits(bits);
    expect(bits.map((_, i) => bitAt(bytes, i))).toEqual(bits);
    expect(countBits(bytes)).toBe(bits.filter(Boolean).length);
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
    expect(readBits(toBase64(bytes), length)).toEqual({ ok: true, value: bytes });
  }
  expect(fromBase64('no base64!')).toBeNull();
});

test('words count what single bits count, each word of 32 alike', () => {
  const random = createRandom(2);
  for (let round = 0; round < 50; round++) {
    const length = random.integer(300);
    const [first, second] = [0.3, 0.7].map((share) =>
      Array.from({ length }, () => random.uniform() < share),
    ) as [boolean[], boolean[]];
    const [a, b] = [wordsOf(packBits(first)), wordsOf(packBits(second))];
    expect(countOnes(a)).toBe(first.filter(Boolean).length);
    expect(countCommon(a, b)).toBe(first.filter((right, i) => right && second[i]).length);
  }
  expect(countOnes(Uint32Array.of(0xffffffff, 0x80000001, 0))).toBe(34);
});

test('5,000 images take 625 bytes', () => {
  const text = toBase64(packBits(Array.from({ length: 5000 }, (_, i) => i % 3 === 0)));
  expect(text).toHaveLength(836);
  expect(fromBase64(text)).toHaveLength(625);
});

test('damage is told apart', () => {
  const text = toBase64(packBits(Array.from({ length: 20 }, () => true)));
  expect(readBits(text, 20).ok).toBe(true);
  const clause = (broken: string, images = 20) => {
    const read = readBits(broken, images);
    return read.ok ? 'is whole' : bitsFlawClause(read.error);
  };
  expect(clause('###')).toBe('are no base64 text');
  // The host's reader forgives these, and two texts would be the same bits.
  expect(clause(` ${text}`)).toBe('are no base64 text');
  expect(clause('//8P\n')).toBe('are no base64 text');
  expect(clause('//9', 11)).toBe('are no base64 text');
  expect(clause(text, 5000)).toBe('take 3 bytes, where its images take 625');
  expect(clause(text, 19)).toBe('go on behind its 19 images');
  expect(clause('', 0)).toBe('is whole');
});
