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

test('one changed bit is noticed where the run knows of the record; records of before are read', () => {
  const damaged = Uint8Array.from(bytes);
  damaged[bytes.length - 1] = 9;
  expect(decodeShared(damaged, run, 3)).toMatchObject({
    error: expect.stringMatching(/damaged: the checksum/),
  });
  expect(decodeShared(damaged, run, 2)).toEqual({ ok: true, value: first });
  const line = bytes.indexOf(10);
  const { crc32: _, ...before } = JSON.parse(bytes.subarray(0, line).toString());
  const old = Buffer.concat([Buffer.from(`${JSON.stringify(before)}\n`), bytes.subarray(line + 1)]);
  expect(decodeShared(old, run, 3)).toEqual({ ok: true, value: { ...first, ...second } });
});
