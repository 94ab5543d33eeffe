import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decodeRun } from '../../../run/file/runFile.ts';
import { root } from '../../bootstrap/folders.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'train-'));
});
afterEach(() => rm(folder, { recursive: true }));

const EPOCHS = 30;
const child =
  '--cells nasnet-a --engine wasm --threads 1 --dataset synthetic --image-size 8 --n 1 --f 2 --batch 5 ' +
  `--train-images 20 --validation-images 10 --epochs ${EPOCHS} --cutout 2 --keep-probability 0.6 --test`;

interface Ended {
  readonly code: number | null;
  /** That were printed, in their order. */
  readonly epochs: readonly number[];
}

/** Trains in a process group of its own, and kills all of it so many milliseconds after it printed that epoch. */
function train(
  args: string,
  kill: { readonly epoch: number; readonly after: number } | null,
): Promise<Ended> {
  const runner = path.join(root, 'src', 'cli', 'bootstrap', 'run.mjs');
  const process_ = spawn(process.execPath, [runner, 'train', '--json', ...args.split(' ')], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const epochs: number[] = [];
  createInterface(process_.stdout).on('line', (line) => {
    const { epoch } = JSON.parse(line) as { epoch: number };
    epochs.push(epoch);
    if (epoch === kill?.epoch)
      setTimeout(() => process.kill(-(process_.pid as number), 'SIGKILL'), kill.after);
  });
  return new Promise((resolve) => process_.on('close', (code) => resolve({ code, epochs })));
}

const found = async (file: string) => {
  const read = decodeRun(await readFile(file, 'utf8'));
  if (!read.ok) throw new Error(read.error);
  const { seconds: _, ...trial } = read.value.trials[0]!;
  return trial;
};

test.skipIf(process.platform === 'win32')(
  'a training that is killed twice and resumed has the same bits as one that never was: curve, test accuracy and weights',
  async () => {
    const [killed, whole] = [path.join(folder, 'killed.json'), path.join(folder, 'whole.json')];
    expect((await train(`${child} --keep ${killed}`, { epoch: 3, after: 7 })).code).toBeNull();
    const second = await train(`--resume ${killed}`, { epoch: 11, after: 40 });
    expect(second.code).toBeNull();
    // What was printed of it was kept, but for the epoch that was being written.
    expect(second.epochs[0]).toBeGreaterThanOrEqual(3);
    const third = await train(`--resume ${killed}`, null);
    expect(third.code).toBe(0);
    expect(third.epochs[0]).toBeGreaterThanOrEqual(11);
    expect((await train(`${child} --keep ${whole}`, null)).code).toBe(0);
    const trial = await found(whole);
    expect(trial.test).toMatchObject({ images: 2000 });
    expect(trial.epochs).toHaveLength(EPOCHS);
    expect(await found(killed)).toEqual(trial);
    const weights = await readFile(`${whole}.safetensors`);
    expect((await readFile(`${killed}.safetensors`)).equals(weights)).toBe(true);
  },
  180_000,
);
