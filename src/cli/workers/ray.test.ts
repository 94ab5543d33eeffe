import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { root } from '../bootstrap/folders.mjs';
import { main } from '../commands/training/search.ts';

/** A Python that has Ray (docs/SCALE.md). */
const python = process.env.PYTHON ?? 'python3';
const hasRay = process.env.NAS_FULL && canImportRay();

function canImportRay(): boolean {
  try {
    execFileSync(python, ['-c', 'import ray'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn(`scaleout/ray_search.py is not tested: ${python} has no Ray. Set PYTHON to one that has.`);
    return false;
  }
}

let folder = '';
let cluster: ChildProcess | null = null;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ray-'));
  // Its own cluster, whatever else runs here.
  vi.stubEnv('RAY_TMPDIR', folder);
  vi.stubEnv('RAY_USAGE_STATS_ENABLED', '0');
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(async () => {
  if (cluster !== null && cluster.exitCode === null) {
    const ended = once(cluster, 'exit');
    cluster.stdin?.end();
    await ended;
  }
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const CLUSTER = `
import ray, sys
ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
print("ready", flush=True)
sys.stdin.read()
ray.shutdown()
`;

/** Some seconds after the first evaluator began, the process of Ray that began it is killed, whatever it is at by then. */
const KILLING = `if mkdir "$KILLED" 2>/dev/null; then sleep 3; kill -9 $PPID; fi & exec`;

const fileOf = (name: string): string =>
  readFileSync(path.join(folder, name), 'utf8')
    .replace(/"(created|updated)": *"[^"]*"/g, '"$1"')
    .replace(/"seconds": *[\d.e-]+/g, '"seconds"');

const search = (name: string, ...more: string[]): Promise<number> =>
  main([
    ...'--preset demo --dataset synthetic --blocks 1 --operations conv_1x1,avgpool_3x3 --filters 2 --epochs 3'.split(
      ' ',
    ),
    ...'--batch 5 --train-images 3000 --validation-images 50 --children-per-update 2 --strategy reinforce'.split(
      ' ',
    ),
    ...'--trials 5 --finalists 0 --wave 2 --out'.split(' '),
    path.join(folder, name),
    ...more,
  ]);

test.skipIf(!hasRay)(
  'tasks of a Ray cluster give the run of one worker, one of whose processes is killed among them',
  async () => {
    const killed = path.join(folder, 'killed');
    vi.stubEnv('KILLED', killed);
    cluster = spawn(python, ['-c', CLUSTER], { stdio: ['pipe', 'pipe', 'inherit'] });
    const begun = once(cluster.stdout!, 'data').then(() => true);
    expect(await Promise.race([begun, once(cluster, 'exit').then(() => false)])).toBe(true);
    const evaluate = `${process.execPath} ${path.join(root, 'src/cli/bootstrap/run.mjs')} evaluate --engine wasm --threads 1`;
    const script = path.join(root, 'scaleout', 'ray_search.py');
    expect(await search('one.json', '--workers', '1', '--engine', 'wasm', '--threads', '1')).toBe(0);
    const line = `${python} ${script} --evaluator '${KILLING} ${evaluate}'`;
    expect(await search('ray.json', '--workers', '2', '--evaluator', line)).toBe(0);
    expect(existsSync(killed)).toBe(true);
    expect(fileOf('ray.json')).toBe(fileOf('one.json'));
  },
  600_000,
);
