import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRun } from '../../codecs/run/runFile.ts';
import { anyRun } from '../../codecs/testing/runs.ts';
import { createRunWriter } from './runWriter.ts';

test('what could not be written for a while is written once it can be', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'run-writer-'));
  const out = path.join(folder, 'later', 'run.json');
  const run = { file: fc.sample(anyRun, { numRuns: 1, seed: 1 })[0]!, child: null, shared: {}, paused: {} };
  try {
    const writer = createRunWriter(out, run);
    writer.offer(run);
    await expect(writer.finish(run)).rejects.toThrow(/ENOENT/);
    await mkdir(path.dirname(out));
    await writer.finish(run);
    expect(decodeRun(await readFile(out, 'utf8'))).toMatchObject({ ok: true });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('children that a killed process left beside the run are dropped', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'run-writer-'));
  const out = path.join(folder, 'run.json');
  const run = { file: fc.sample(anyRun, { numRuns: 1, seed: 1 })[0]!, child: null, shared: {}, paused: {} };
  try {
    await writeFile(`${out}.paused-9`, '');
    await createRunWriter(out, run).finish(run);
    expect(await readdir(folder)).toEqual(['run.json']);
  } finally {
    await rm(folder, { recursive: true });
  }
});
