import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decodeShared } from '../../run/file/sharedFile.ts';
import { newRun, type Run } from '../../run/run.ts';
import type { Trial } from '../../search/trial.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { createSharedLog } from './sharedLog.ts';
import { withFullDisk } from './testing/fullDisk.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'shared-log-'));
});
afterEach(() => rm(folder, { recursive: true }));

const begun = newRun({
  name: 'x',
  created: '2026-01-31T12:00:00.000Z',
  settings: TINY_SETTINGS,
});
const after = (trials: number, shared: Run['shared']): Run => ({
  ...begun,
  trials: Array.from({ length: trials }, () => ({}) as Trial), // only how many there are is asked
  shared,
});
const first = after(1, { stem: new Float32Array([1, 2]) });
const second = after(2, { ...first.shared, head: new Float32Array(100) });

test('an append that failed leaves the log as it was, and the next one finds its place', async () => {
  const file = path.join(folder, 'run.json.shared');
  const log = createSharedLog(file, begun);
  const read = async (trials: number) => decodeShared(await readFile(file), begun.created, trials);
  await log.append(first);
  const before = await readFile(file);
  await expect(
    withFullDisk(
      () => true,
      () => log.append(second),
    ),
  ).rejects.toThrow(/run\.json\.shared could not be written: the disk is full \(ENOSPC\)/);
  expect(await readFile(file)).toEqual(before);
  await log.append(second);
  expect(await read(2)).toEqual({ ok: true, value: second.shared });
});

test('a log that somebody took away is written anew, whole', async () => {
  const file = path.join(folder, 'run.json.shared');
  const log = createSharedLog(file, begun);
  await log.append(first);
  await rm(file);
  await log.append(second);
  expect(decodeShared(await readFile(file), begun.created, 2)).toEqual({ ok: true, value: second.shared });
  expect(await readdir(folder)).toEqual(['run.json.shared']);
});
