import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { InputError } from '../../base/errors.ts';
import { createRandom } from '../../base/random.ts';
import { decodeRun } from '../../run/file/runFile.ts';
import { newRun, type Run } from '../../run/run.ts';
import type { Trial } from '../../search/trial.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { presetOf } from '../../space/presets.ts';
import { KeepError, put } from '../../storage/files/put.ts';
import { readRunFiles } from '../../storage/files/readRunFiles.ts';
import { createRunWriter, type RunWriter } from '../../storage/files/runWriter.ts';
import { withFullDisk } from '../../storage/files/testing/fullDisk.ts';
import { root } from '../bootstrap/folders.mjs';
import { type FileLock, lockFile } from './fileLock.ts';

/** Two commands and one file: never an unreadable run, never fewer trials than were kept. */

let folder = '';
let out = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'two-writers-'));
  out = path.join(folder, 'run.json');
});
afterEach(() => rm(folder, { recursive: true }));

const settings = { ...TINY_SETTINGS, weightSharing: true, trials: 500 };
const fresh = newRun({ name: 'two', created: '2026-01-31T12:00:00.000Z', settings });

/** With one trial more, which leaves its number as weights. */
function grown(run: Run): Run {
  const number = run.trials.length + 1;
  const trial: Trial = {
    number,
    architecture: presetOf('darts-v2').architecture,
    status: 'trained',
    accuracy: 0.5,
    reward: 0.5,
    trainable: 10,
    multiplyAdds: 100,
    seconds: 2,
    epochs: [],
  };
  return { ...run, trials: [...run.trials, trial], shared: { stem: new Float32Array(64).fill(number) } };
}

/** What lies there, which has to be whole. */
async function kept(): Promise<Run> {
  if (!existsSync(out)) return fresh;
  const read = await readRunFiles(out, (text) => expect.unreachable(text));
  if (!read.ok) throw new Error(read.error);
  const { trials, shared } = read.value;
  if (trials.length > 0) expect(shared.stem?.[0]).toBe(trials.length);
  return read.value;
}

/** A command that writes a run, as `search` does: under its lock, from what lies there. */
interface Command {
  readonly lock: FileLock;
  readonly writer: RunWriter;
  run: Run;
}

async function start(other: Command | null): Promise<Command | null> {
  try {
    const lock = await lockFile('--out', out);
    expect(other).toBeNull();
    const run = await kept();
    return { lock, run, writer: createRunWriter(out, run, () => undefined) };
  } catch (thrown) {
    if (!(thrown instanceof InputError)) throw thrown;
    expect(thrown.message).toContain(`process ${process.pid} has been writing it`);
    expect(other).not.toBeNull();
    return null;
  }
}

/** As one that was killed leaves it: the lock stays, with an owner that is gone. */
function kill({ run }: Command): void {
  const lock = `${out}.lock`;
  writeFileSync(lock, JSON.stringify({ ...JSON.parse(readFileSync(lock, 'utf8')), pid: 2 ** 22 + 1 }));
  if (run.trials.length % 2 === 0) writeFileSync(`${out}.part-0123abcd`, '{"format":"nas-');
}

test('100 random interleavings of two commands leave a readable run with all that was kept', async () => {
  let [refused, killed, failed, most] = [0, 0, 0, 0];
  for (let seed = 1; seed <= 100; seed++) {
    for (const name of await readdir(folder)) await rm(path.join(folder, name));
    const random = createRandom(seed);
    const commands: (Command | null)[] = [null, null];
    let least = 0;
    let full = false;
    await withFullDisk(
      () => full,
      async () => {
        for (let step = 0; step < 16; step++) {
          const who = random.integer(2);
          const mine = commands[who] ?? null;
          const action = random.integer(8);
          if (mine === null) {
            commands[who] = await start(commands[1 - who] ?? null);
            if (commands[who] === null) refused++;
          } else if (action < 4) {
            mine.run = grown(mine.run);
            mine.writer.offer(mine.run);
          } else if (action < 6) {
            full = random.integer(3) === 0;
            mine.run = grown(mine.run);
            try {
              await mine.writer.finish(mine.run);
              least = mine.run.trials.length;
            } catch (thrown) {
              expect(thrown).toBeInstanceOf(KeepError);
              failed++;
            }
            full = false;
          } else if (action === 6) {
            await mine.writer.finish(mine.run);
            least = mine.run.trials.length;
            mine.lock.release();
            commands[who] = null;
          } else {
            // What it was writing did not get to its place.
            full = true;
            await expect(mine.writer.finish(mine.run)).rejects.toThrow(KeepError);
            full = false;
            kill(mine);
            killed++;
            commands[who] = null;
          }
          const { trials } = await kept();
          expect(trials.length).toBeGreaterThanOrEqual(least);
          most = Math.max(most, trials.length);
        }
      },
    );
    for (const one of commands) {
      await one?.writer.finish(one.run);
      one?.lock.release();
    }
  }
  // Else little was tried.
  expect(Math.min(refused, killed, failed, 10 * most)).toBeGreaterThan(50);
});

test('two who put one file at the same time leave one of the two contents, and nothing beside it', async () => {
  const contents = ['a', 'b'].map((letter) => letter.repeat(300_000));
  for (let round = 0; round < 20; round++) {
    await Promise.all(contents.map((content) => put(out, content)));
    expect(contents).toContain(await readFile(out, 'utf8'));
  }
  expect(await readdir(folder)).toEqual(['run.json']);
});

const tiny =
  '--engine wasm --threads 1 --preset demo --dataset synthetic --blocks 1 --operations conv_1x1 --filters 2 --epochs 1 --batch 5 ' +
  '--train-images 10 --validation-images 10 --finalists 0 --json';

function command(...args: string[]): Promise<{ code: number | null; said: string }> {
  const runner = path.join(root, 'src', 'cli', 'bootstrap', 'run.mjs');
  const child = spawn(process.execPath, [runner, 'search', ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}

test.skipIf(process.env.NAS_FULL !== '1')(
  'of two real commands with one file one does it, and the other ends with 2 and says who has it',
  async () => {
    await command('--help'); // builds
    for (let round = 1; round <= 5; round++) {
      const given = [...tiny.split(' '), '--trials', '2', '--out', out];
      if (round > 1)
        given.splice(0, given.length, '--engine', 'wasm', '--resume', out, '--trials', `${round + 1}`);
      const ended = await Promise.all([command(...given), command(...given)]);
      expect(ended.map(({ code }) => code).sort()).toEqual([0, 2]);
      expect(ended.find(({ code }) => code === 2)?.said).toMatch(/process \d+ has been writing it|exists/);
      const run = decodeRun(await readFile(out, 'utf8'));
      expect(run).toMatchObject({ ok: true, value: { trials: { length: round + 1 } } });
    }
  },
  600_000,
);
