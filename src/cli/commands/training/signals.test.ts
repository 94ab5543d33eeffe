import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decodeRun } from '../../../run/file/runFile.ts';
import { root } from '../../bootstrap/folders.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'signals-'));
});
afterEach(() => rm(folder, { recursive: true }));

const tiny =
  '--engine wasm --threads 1 --preset demo --dataset synthetic --blocks 1 --operations conv_1x1 --filters 2 --epochs 1 --batch 5 ' +
  '--train-images 10 --validation-images 10 --trials 30 --json';

test.skipIf(process.platform === 'win32').each([
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)(
  '%s ends a search as Ctrl-C does: the run is kept, and how to go on is said',
  async (signal, code) => {
    const out = path.join(folder, 'run.json');
    const runner = path.join(root, 'src', 'cli', 'bootstrap', 'run.mjs');
    const child = spawn(process.execPath, [runner, 'search', ...tiny.split(' '), '--out', out]);
    let said = '';
    child.stderr.on('data', (text) => (said += text));
    let trials = 0;
    child.stdout.on('data', (text) => {
      // As a closing terminal does it, to the whole group and once more through npm.
      if (trials === 0) for (const _ of [1, 2]) child.kill(signal);
      trials += String(text).trim().split('\n').length;
    });
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(code);
    expect(trials).toBeGreaterThan(0);
    expect(said).toMatch(
      /Interrupted after \d+ of 30 trials\. Go on with: npm run -s search -- --resume .*run\.json/,
    );
    const run = decodeRun(await readFile(out, 'utf8'));
    expect(run).toMatchObject({ ok: true, value: { trials: { length: trials } } });
    expect((await readdir(folder)).filter((name) => /lock|part/.test(name))).toEqual([]);
  },
);

/** A search whose output nobody reads after its first trial; answers its code and what it said. */
async function unread(...more: string[]): Promise<{ code: unknown; said: string }> {
  const runner = path.join(root, 'src', 'cli', 'bootstrap', 'run.mjs');
  const child = spawn(process.execPath, [runner, 'search', ...tiny.split(' '), '--finalists', '0', ...more]);
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  child.stdout.once('data', () => child.stdout.destroy());
  return { code: await new Promise((resolve) => child.on('close', resolve)), said };
}

test.skipIf(process.platform === 'win32')(
  'a search whose output is closed ends in order; one that is kept in a file goes on to its end',
  async () => {
    const alone = await unread('--trials', '3000');
    expect(alone).toMatchObject({
      code: 129,
      said: expect.stringMatching(/Interrupted after \d+ of 3000 trials\.\n$/),
    });
    const out = path.join(folder, 'run.json');
    const kept = await unread('--out', out);
    expect(kept).toMatchObject({ code: 0, said: expect.stringMatching(/The run is in .*run\.json\.\n$/) });
    expect(decodeRun(await readFile(out, 'utf8'))).toMatchObject({
      ok: true,
      value: { trials: { length: 30 } },
    });
    expect(await readdir(folder)).toEqual(['run.json']);
  },
);
