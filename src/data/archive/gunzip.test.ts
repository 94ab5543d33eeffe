import { constants, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { gunzip } from './gunzip.ts';

/** In chunks of every length there is, from 1 byte on. */
async function* inChunks(bytes: Uint8Array, most: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += most) yield bytes.subarray(at, at + most);
}

async function unpacked(bytes: Uint8Array, most = 1000): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of gunzip(inChunks(bytes, most))) parts.push(part);
  return Buffer.concat(parts);
}

/** A generator of its own, so that the bytes are the same each time. */
function noise(length: number, seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}
const texts: Record<string, Uint8Array> = {
  nothing: new Uint8Array(0),
  'one byte': Uint8Array.of(7),
  noise: noise(200_000, 1),
  'long runs': new Uint8Array(300_000).fill(9),
  // The same bytes again from as far back as deflate can reach.
  'far repetitions': Buffer.concat([noise(32_768, 2), noise(32_768, 2), noise(32_768, 2)]),
  words: Buffer.from('the cell of the child of the cell '.repeat(9000)),
  'few values': noise(150_000, 3).map((value) => value & 3),
};

describe.each(Object.entries(texts))('%s', (_, text) => {
  it.each([
    ['best', { level: 9 }],
    ['fast', { level: 1 }],
    ['stored', { level: 0 }],
    ['fixed codes', { strategy: constants.Z_FIXED }],
    ['no repetitions', { strategy: constants.Z_HUFFMAN_ONLY }],
    ['runs only', { strategy: constants.Z_RLE }],
  ])('%s', async (_name, options) => {
    const packed = gzipSync(text, options);
    for (const most of [511, 65_536]) expect((await unpacked(packed, most)).equals(text)).toBe(true);
  });
});

test('whatever zlib packs is unpacked', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 3000 }),
      fc.integer({ min: 1, max: 50 }),
      async (text, most) => {
        expect((await unpacked(gzipSync(text), most)).equals(text)).toBe(true);
      },
    ),
    { numRuns: 100 },
  );
});

const [first, second] = [gzipSync('first, '), gzipSync('second')];

test('members one behind another are joined, and bytes behind the last passed over', async () => {
  for (const most of [1, 5, 1000]) {
    expect(`${await unpacked(Buffer.concat([first, second]), most)}`).toBe('first, second');
    for (const tail of [[0], [0, 0, 0, 0, 0], [0x1f, 0x8b], [0x1f, 0x8b, 0], [60, 33, 45, 45, 62]]) {
      expect(`${await unpacked(Buffer.concat([first, second, Buffer.from(tail)]), most)}`).toBe(
        'first, second',
      );
    }
  }
});

test('a name, a comment, more and a checksum in the header are passed over', async () => {
  const [head, rest] = [Buffer.from(first.subarray(0, 10)), first.subarray(10)];
  head[3] = 4 | 8 | 16 | 2;
  const more = Buffer.from([3, 0, 1, 2, 3, ...Buffer.from('a.tar\0drawn\0'), 9, 9]);
  expect(`${await unpacked(Buffer.concat([head, more, rest]), 1)}`).toBe('first, ');
});

test('what is cut off is an error wherever it is cut, and what is damaged wherever it is', async () => {
  const text = texts['few values']!.subarray(0, 300);
  const packed = gzipSync(text);
  for (let length = 0; length < packed.length; length++) {
    await expect(unpacked(packed.subarray(0, length))).rejects.toThrow(/ends early/);
  }
  // The ten bytes of the header bear no checksum.
  for (let at = 10; at < packed.length; at++) {
    const damaged = Buffer.from(packed);
    damaged[at]! ^= 16;
    // Bits behind the end of the data, up to the next byte, mean nothing.
    const read = await unpacked(damaged).catch(() => null);
    if (read !== null) expect([at, read.equals(text)]).toEqual([packed.length - 9, true]);
  }
});
