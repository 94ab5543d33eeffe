import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decodeRun } from '../../run/file/runFile.ts';
import { anyRun } from '../../run/testing/runs.ts';
import { createRunWriter } from '../../storage/files/runWriter.ts';
import { withFullDisk } from '../../storage/files/testing/fullDisk.ts';
import { keepRun } from './keepRun.ts';

let folder = '';
let out = '';
let told: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'keep-run-'));
  out = path.join(folder, 'run.json');
  told = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const run = fc.sample(anyRun, { numRuns: 1, seed: 1 })[0]!;
const tell = (text: string): void => void told.push(text);

test('a run whose folder is gone at the end is kept elsewhere, and where is said', async () => {
  const places = [path.join(folder, 'none'), path.join(folder, 'spare')];
  await mkdir(places[1]!);
  const gone = path.join(folder, 'gone', 'run.json');
  const { file, asWanted, isWhole } = await keepRun(
    createRunWriter(gone, run, tell),
    run,
    gone,
    tell,
    places,
  );
  expect({ asWanted, isWhole }).toEqual({ asWanted: false, isWhole: true });
  expect(decodeRun(await readFile(file!, 'utf8'))).toMatchObject({ ok: true });
  expect(told).toEqual([
    `${gone} could not be written: its folder is gone (ENOENT).`,
    `The run was written to ${file} instead.`,
  ]);
});

test('on a full disk what was kept before stays, nothing half written does, and both are said', async () => {
  const writer = createRunWriter(out, run, tell);
  await writer.finish(run);
  const before = await readFile(out, 'utf8');
  const kept = await withFullDisk(
    () => true,
    () => keepRun(writer, run, out, tell, [folder]),
  );
  expect(kept).toEqual({ file: out, asWanted: false, isWhole: false });
  expect(await readFile(out, 'utf8')).toBe(before);
  expect(await readdir(folder)).toEqual(['run.json']);
  expect(told).toEqual([
    `${out} could not be written: the disk is full (ENOSPC). ${out} holds what was kept before.`,
    `Nor can it be kept in ${folder}: make room there the next time.`,
  ]);
});
