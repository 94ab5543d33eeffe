import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRandom } from '../../../base/random.ts';
import { root } from '../../bootstrap/folders.mjs';
import { main } from './search.ts';

let folder = '';
let told = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'workers-killed-'));
  told = '';
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += text;
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const isPosix = process.platform !== 'win32';
const simulated = path.join(root, 'src', 'cli', 'workers', 'testing', 'simulated.mjs');
const settings =
  '--preset demo --dataset synthetic --blocks 2 --operations conv_1x1,identity,avgpool_3x3 --filters 2 --batch 5 ' +
  '--train-images 10 --validation-images 10 --strategy reinforce --children-per-update 4 --wave 16 --finalists 2 --seed 3';

/** A run's file without what depends on the clock. */
async function fileOf(name: string): Promise<string> {
  const text = await readFile(path.join(folder, name), 'utf8');
  return text.replace(/"(created|updated)": *"[^"]*"/g, '"$1"').replace(/"seconds": *[\d.e-]+/g, '"seconds"');
}

interface Simulation {
  readonly workers: number;
  /** Of an epoch, ms. */
  readonly step: number;
  /** Where its workers say who they are. */
  readonly pids?: string;
}

const searchArgs = (name: string, { workers, step, pids }: Simulation, ...more: string[]): string[] => [
  ...more,
  ...['--out', path.join(folder, name), '--workers', String(workers)],
  '--evaluator',
  `NAS_STEP=${step} ${pids === undefined ? '' : `NAS_PIDS=${pids}`} exec ${process.execPath} ${simulated}`,
];

const FULL = Boolean(process.env.NAS_FULL);
const RUNS = Number(process.env.NAS_RUNS ?? (FULL ? 20 : 1));
/** Between two kills, ms. */
const EVERY = FULL ? 5000 : 300;
/** One less than a child may lose workers in turn: on a busy machine the first epoch may take longer than that. */
const MOST_KILLS = FULL ? Number.POSITIVE_INFINITY : 2;
const AT_ONCE = 4;

test.skipIf(!isPosix).each(FULL ? [1, 4, 16] : [4])(
  '%d workers of which one is killed every few seconds: the run is the same file',
  async (workers) => {
    const some = `${settings} --epochs 4 --trials ${FULL ? 24 : 16}`.split(' ');
    expect(await main(searchArgs('whole.json', { workers: 4, step: 0 }, ...some))).toBe(0);
    const whole = await fileOf('whole.json');
    const random = createRandom(workers);
    let kills = 0;
    const killed = async (run: number): Promise<void> => {
      const pids = path.join(folder, `pids-${run}`);
      await mkdir(pids);
      const killer = setInterval(() => {
        // Those that were seen to get on, so that no child can lose three in turn.
        const there = readdirSync(pids);
        const pid = there[Math.floor(random.uniform() * there.length)];
        if (pid === undefined || kills >= MOST_KILLS) return;
        rmSync(path.join(pids, pid));
        try {
          process.kill(Number(pid), 'SIGKILL');
          kills++;
        } catch {
          // It has ended by itself.
        }
      }, EVERY);
      const step = FULL ? 125 * workers : 100;
      const search = main(searchArgs(`${run}.json`, { workers, step, pids }, ...some));
      expect(await search.finally(() => clearInterval(killer)), `run ${run}: ${told}`).toBe(0);
      expect(await fileOf(`${run}.json`), `run ${run}`).toBe(whole);
    };
    for (let run = 0; run < RUNS; run += AT_ONCE)
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, RUNS - run) }, (_, at) => killed(run + at)));
    expect(kills).toBeGreaterThanOrEqual(RUNS);
  },
  60_000 * (RUNS + 1),
);

const runner = path.join(root, 'src', 'cli', 'bootstrap', 'run.mjs');

/** A search in a process of its own, by a line of the shell; answers its code, its signal and what it said. */
async function spawned(args: readonly string[], { before = '', killAfter = 0 } = {}) {
  const line = ['exec', process.execPath, runner, 'search', '--json', ...args.map((one) => `'${one}'`)].join(
    ' ',
  );
  // Where else it may try to keep what it has: there, too, it is taken away after the test.
  const places = { cwd: folder, env: { ...process.env, TMPDIR: folder } };
  const child = spawn('bash', ['-c', `${before} ${line}`], { ...places, stdio: ['ignore', 'pipe', 'pipe'] });
  let [trials, said] = [0, ''];
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  child.stdout.on('data', (chunk) => {
    trials += String(chunk).split('"trial":').length - 1;
    if (killAfter > 0 && trials >= killAfter) child.kill('SIGKILL');
  });
  return new Promise<{ code: number | null; signal: string | null; said: string }>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, said })),
  );
}

const isAlive = (pid: string): boolean => {
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
};

test.skipIf(!isPosix || !FULL)(
  'a disk that is full, and a search that is killed: what was finished is kept, and it goes on to the same file',
  async () => {
    const some = `${settings} --epochs 2 --trials 40 --strategy random`.split(' ');
    // In a process, so that the next one, which may write no large files, finds the command built.
    expect((await spawned(searchArgs('whole.json', { workers: 4, step: 0 }, ...some))).code).toBe(0);
    const how = { workers: 4, step: 20, pids: path.join(folder, 'pids') };
    await mkdir(how.pids);
    // No file may be larger than so many kilobytes; the whole run is.
    const full = await spawned(searchArgs('run.json', how, ...some), { before: 'ulimit -f 16;' });
    expect(full.code).toBe(1);
    expect(full.said).toMatch(
      /run\.json could not be written \(?:? ?.*no file may be as large here \(EFBIG\)/,
    );
    expect(full.said).toContain('run.json holds what was kept before');
    const kept = JSON.parse(await readFile(path.join(folder, 'run.json'), 'utf8')).trials.length;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(40);
    const [, , ...resume] = searchArgs('run.json', how);
    const again = ['--resume', path.join(folder, 'run.json'), ...resume];
    const killed = await spawned(again, { killAfter: 2 });
    expect(killed.signal).toBe('SIGKILL');
    expect((await spawned(again)).code).toBe(0);
    expect(await fileOf('run.json')).toBe(await fileOf('whole.json'));
    // Whoever was at work for the one that was killed has seen its input end.
    await vi.waitFor(() => expect(readdirSync(how.pids).filter(isAlive)).toEqual([]), 20_000);
  },
  300_000,
);
