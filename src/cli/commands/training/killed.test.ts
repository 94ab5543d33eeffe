import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRandom } from '../../../base/random.ts';
import { decodeRun } from '../../../run/file/runFile.ts';
import type { Trial } from '../../../search/trial.ts';
import { root } from '../../bootstrap/folders.mjs';

const KILLS = Number(process.env.NAS_KILLS ?? (process.env.NAS_FULL ? 10 : 2));
/** More than the search gets to before it is killed. */
const TRIALS = 2000;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'killed-'));
});
afterEach(() => rm(folder, { recursive: true }));

const settings =
  '--engine wasm --preset demo --dataset synthetic --blocks 2 --operations conv_1x1,identity,avgpool_3x3,maxpool_3x3 --filters 2 ' +
  '--epochs 2 --batch 5 --train-images 10 --validation-images 10 --strategy reinforce';

/** What is told of a trial may be a moment ahead of what is kept, ms; a child that is lost so is trained again. */
const MOMENT = 3000;

interface Ended {
  readonly code: number | null;
  /** The trained trials that had been told of a moment before it was killed. */
  readonly told: number;
}

/** Runs a search in a process group of its own, and kills all of it so many milliseconds after its first trial. */
function search(args: string, killAfter: number | null): Promise<Ended> {
  const runner = path.join(root, 'src', 'cli', 'bootstrap', 'run.mjs');
  const child = spawn(process.execPath, [runner, 'search', '--json', ...args.split(' ')], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let killed = Number.POSITIVE_INFINITY;
  let begun: NodeJS.Timeout | null = null;
  const told: { readonly trial: number; readonly at: number }[] = [];
  createInterface(child.stdout).on('line', (line) => {
    if (begun === null && killAfter !== null)
      begun = setTimeout(() => {
        killed = performance.now();
        process.kill(-(child.pid as number), 'SIGKILL');
      }, killAfter);
    const { trial, seconds } = JSON.parse(line) as { trial: number; seconds: number };
    // One that is the same as an earlier one takes nothing, and is found again for nothing.
    if (seconds > 0) told.push({ trial, at: performance.now() });
  });
  return new Promise((resolve) => {
    child.on('close', (code) =>
      resolve({ code, told: told.findLast(({ at }) => at < killed - MOMENT)?.trial ?? 0 }),
    );
  });
}

async function trialsIn(file: string): Promise<readonly Trial[]> {
  const read = decodeRun(await readFile(file, 'utf8'));
  if (!read.ok) throw new Error(read.error);
  return read.value.trials;
}

/** What does not depend on the clock. */
const found = (trials: readonly Trial[]) =>
  trials.map(({ number, architecture, accuracy, reward, status }) => ({
    number,
    architecture,
    accuracy,
    reward,
    status,
  }));

test.skipIf(process.platform === 'win32')(
  `a search that is killed ${KILLS} times at random points loses no finished trial, and ends as one that never was`,
  async () => {
    const seed = Number(process.env.NAS_KILL_SEED ?? Date.now() % 1e6);
    const random = createRandom(seed);
    const out = path.join(folder, 'run.json');
    let args = `${settings} --trials ${TRIALS} --out ${out}`;
    let most = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const { code, told } = await search(args, 5000 * random.uniform());
      expect(code, `kill ${kill}, NAS_KILL_SEED=${seed}`).toBeNull();
      most = Math.max(most, told);
      const kept = await trialsIn(out);
      expect(kept.length, `kill ${kill}, NAS_KILL_SEED=${seed}`).toBeGreaterThanOrEqual(most);
      args = `--resume ${out}`;
    }
    const kept = await trialsIn(out);
    const whole = path.join(folder, 'whole.json');
    const trials = kept.length + 5;
    expect((await search(`--resume ${out} --trials ${trials}`, null)).code).toBe(0);
    expect((await search(`${settings} --trials ${trials} --out ${whole}`, null)).code).toBe(0);
    expect(found(await trialsIn(out))).toEqual(found(await trialsIn(whole)));
  },
  60_000 + KILLS * 20_000,
);
