import { expect, test } from 'vitest';
import { decodeChild, encodeChild } from './childFile.ts';

const file = {
  run: '2026-01-31T12:00:00.000Z',
  child: {
    trial: 3,
    state: {
      epochs: [{ epoch: 1, loss: 2, trainAccuracy: 0.1, validationAccuracy: 0.2 }],
      seconds: 1.5,
      weights: new Float32Array([1, -0.1, 1e-38, 3e38]),
      velocity: new Float32Array([0.3]),
    },
  },
};

test('a child survives its file bit for bit, wherever its bytes lie', () => {
  const bytes = encodeChild(file);
  expect(decodeChild(bytes)).toEqual({ ok: true, value: file });
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(decodeChild(shifted.subarray(3))).toEqual({ ok: true, value: file });
});

test('a NaN of another processor makes the same file', () => {
  const [here, there] = [0x7fc00000, 0xffc00000].map((word) => {
    const weights = new Float32Array(Uint32Array.of(word).buffer);
    return encodeChild({ ...file, child: { ...file.child, state: { ...file.child.state, weights } } });
  });
  expect(there).toEqual(here);
});

test('what is damaged is refused in a sentence', () => {
  const bytes = encodeChild(file);
  expect(decodeChild(bytes.slice(0, -1))).toMatchObject({ error: expect.stringMatching(/bytes instead of/) });
  expect(decodeChild(bytes.slice(0, 10))).toMatchObject({ error: 'It is no child of a run.' });
  expect(decodeChild(new TextEncoder().encode('{\n'))).toMatchObject({ error: 'It is no child of a run.' });
  const other = new TextEncoder().encode('{"format":"x"}\n');
  expect(decodeChild(other)).toMatchObject({ error: expect.stringMatching(/^Its field format is "x"/) });
});

test('one changed bit is noticed, in the head and in the weights; a file of before, without a checksum, is read', () => {
  const bytes = encodeChild(file);
  const line = bytes.indexOf(10);
  for (const at of [
    new TextDecoder().decode(bytes).indexOf('"seconds":1.5') + 10,
    line + 1,
    bytes.length - 1,
  ]) {
    const damaged = bytes.slice();
    damaged[at] = (damaged[at] as number) ^ 2;
    expect(decodeChild(damaged)).toMatchObject({ error: expect.stringMatching(/damaged: its checksum/) });
  }
  const { crc32: _, ...before } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, line)));
  const old = Buffer.concat([Buffer.from(`${JSON.stringify(before)}\n`), bytes.subarray(line + 1)]);
  expect(decodeChild(old)).toEqual({ ok: true, value: file });
});
