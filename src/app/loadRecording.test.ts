import { gzipSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { decodeRun, encodeRun } from '../run/file/runFile.ts';
import { newRun, type Run } from '../run/run.ts';
import { trial } from '../run/testing/events.ts';
import { TINY_SETTINGS } from '../settings/testing/tiny.ts';
import { loadRecording } from './loadRecording.ts';

afterEach(() => void vi.unstubAllGlobals());

const run: Run = {
  ...newRun({
    name: 'Recorded',
    created: '2026-01-31T12:00:00.000Z',
    settings: { ...TINY_SETTINGS, trials: 2, finalists: 0 },
  }),
  trials: [trial(1), trial(2)],
};
const text = encodeRun(run);
const packed = gzipSync(text);

/** As a host answers with these bytes. */
const load = (body: Uint8Array | string, init: ResponseInit = {}) => {
  vi.stubGlobal('fetch', async () => new Response(new Blob([body as BlobPart]), init));
  return loadRecording('http://localhost/recorded/a.json.gz', async (file) => decodeRun(await file.text()));
};

test('it is read as it lies there, and as a host that has unpacked it gives it', async () => {
  for (const body of [packed, text])
    expect(await load(body)).toMatchObject({ ok: true, value: { name: 'Recorded', trials: { length: 2 } } });
});

test('no network, no file, and another page in its place are told apart', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
  const nothing = await loadRecording('http://localhost/a', async () => ({ ok: false, error: '' }));
  expect(nothing).toEqual({ ok: false, error: { kind: 'unreachable', why: 'Failed to fetch' } });
  expect(await load('no such file', { status: 404 })).toEqual({
    ok: false,
    error: { kind: 'absent', status: 404 },
  });
  const page = await load('<title>home</title>', { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
  expect(page).toEqual({ ok: false, error: { kind: 'absent', status: 200 } });
});

test.each([
  ['cut off', packed.subarray(0, packed.length - 40), /^It can’t be unpacked: .+\.$/],
  [
    'changed',
    Uint8Array.from(packed, (byte, index) => (index > 100 ? byte ^ 90 : byte)),
    /^It can’t be unpacked/,
  ],
  ['no run', gzipSync('{}'), /^It is no run of NAS Playground/],
  [
    'a field that is wrong',
    gzipSync(text.replace('"reward":0.5', '"reward":"much"')),
    /trials\[0\]\.reward is "much"/,
  ],
  ['not finished', gzipSync(encodeRun({ ...run, trials: [trial(1)] })), /had not ended/],
])('one that is %s is refused in a sentence', async (_, body, why) => {
  expect(await load(body)).toEqual({
    ok: false,
    error: { kind: 'damaged', why: expect.stringMatching(why) },
  });
});
