import { expect, test } from 'vitest';
import { decodeShared, encodeShared } from './sharedFile.ts';

const run = '2026-01-31T12:00:00.000Z';
const first = { stem: new Float32Array([1, -0.1, 3e38]), head: new Float32Array([2]) };
const second = { head: new Float32Array([5]), 'cell 1': new Float32Array([1e-38]) };

const bytes = Buffer.concat([
  encodeShared({ run, trials: 1, left: first }),
  encodeShared({ run, trials: 3, left: second }),
]);

test('records are read one over the other, up to the trials that the run knows of', () => {
  expect(decodeShared(bytes, run, 3)).toEqual({ ok: true, value: { ...first, ...second } });
  expect(decodeShared(bytes, run, 2)).toEqual({ ok: true, value: first });
  expect(decodeShared(bytes, run, 0)).toEqual({ ok: true, value: {} });
  expect(decodeShared(new Uint8Array(), run, 3)).toEqual({ ok: true, value: {} });
});

test('a record that is cut short counts only where the run knows of it', () => {
  const cut = bytes.subarray(0, -1);
  expect(decodeShared(cut, run, 2)).toEqual({ ok: true, value: first });
  expect(decodeShared(cut, run, 3)).toEqual({ ok: false, error: 'It is cut short.' });
  const torn = bytes.subarray(0, encodeShared({ run, trials: 1, left: first }).length + 20);
  expect(decodeShared(torn, run, 2)).toEqual({ ok: true, value: first });
});

test('what is damaged is refused in a sentence', () => {
  expect(decodeShared(bytes, 'another', 3)).toEqual({ ok: false, error: 'It belongs to another run.' });
  const text = new TextEncoder();
  expect(decodeShared(text.encode('{\n'), run, 3)).toEqual({
    ok: false,
    error: 'It holds no shared weights.',
  });
  expect(decodeShared(text.encode('{"format":"x"}\n'), run, 3)).toMatchObject({
    error: expect.stringMatching(/^Its field format is "x"/),
  });
});
