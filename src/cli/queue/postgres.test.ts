import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { root } from '../bootstrap/folders.mjs';
import { NO_POSTGRES, postgresPrograms, startPostgres, type TestPostgres } from './testing/postgres.ts';

/** The commands themselves, at a Postgres of this machine: part of `npm run test:full`. */

const programs = process.env.NAS_FULL ? postgresPrograms() : null;
const isPossible = process.env.NAS_FULL !== undefined && process.platform !== 'win32';

let cluster = '';
let postgres: TestPostgres;
beforeAll(async () => {
  if (!isPossible || programs === null) return;
  cluster = await mkdtemp(path.join(tmpdir(), 'postgres-'));
  postgres = await startPostgres(programs, cluster);
}, 300_000);
afterAll(async () => {
  if (cluster === '') return;
  postgres.stop();
  await rm(cluster, { recursive: true });
});

let folder = '';
let started: Started[] = [];
beforeEach(async ({ skip }) => {
  if (isPossible && programs === null) skip(NO_POSTGRES);
  folder = await mkdtemp(path.join(tmpdir(), 'queue-'));
  started = [];
});
afterEach(async () => {
  for (const one of started) one.signal('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  if (folder !== '') await rm(folder, { recursive: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** All that it said. */
  said(): string;
  signal(name: NodeJS.Signals): void;
}

const runner = path.join(root, 'src', 'cli', 'bootstrap', 'run.mjs');
const simulated = `exec ${process.execPath} ${path.join(root, 'src', 'cli', 'workers', 'testing', 'simulated.mjs')}`;

/** A command in a group of its own. */
function start(args: readonly string[], env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [runner, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PGPASSWORD: postgres.password, NAS_STEP: '150', ...env },
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (words += text));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const one: Started = {
    ...{ child, ended, said: () => words },
    signal(name) {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      try {
        process.kill(-child.pid, name);
      } catch {
        // It has ended meanwhile.
      }
    },
  };
  started.push(one);
  return one;
}

const tiny = [
  '--preset demo --dataset synthetic --blocks 1 --operations conv_1x1,avgpool_3x3 --filters 2 --epochs 3 --batch 5',
  '--train-images 10 --validation-images 10 --children-per-update 4 --strategy reinforce --wave 8 --finalists 1 --weight-sharing',
]
  .join(' ')
  .split(' ');
const search = (seed: number, trials: number, out: string, ...more: string[]): Started =>
  start([
    'search',
    ...tiny,
    '--seed',
    `${seed}`,
    '--trials',
    `${trials}`,
    '--out',
    path.join(folder, out),
    ...more,
  ]);
const worker = (...more: string[]): Started =>
  start(['worker', '--queue', postgres.url, '--evaluator', simulated, ...more]);

/** A run's file without what depends on the clock. */
async function fileOf(name: string): Promise<string> {
  const text = await readFile(path.join(folder, name), 'utf8');
  return text.replace(/"(created|updated)": *"[^"]*"/g, '"$1"').replace(/"seconds": *[\d.e-]+/g, '"seconds"');
}

async function ends(one: Started, code = 0): Promise<void> {
  expect(await one.ended, one.said()).toBe(code);
}

test.skipIf(!isPossible)(
  'two searches with workers that are killed and stopped, and a database that is restarted, are the same as alone',
  async () => {
    for (const seed of [1, 2])
      await ends(search(seed, 32, `alone-${seed}.json`, '--workers', '1', '--evaluator', simulated));
    const random = createRandom(7);
    const workers = [worker(), worker(), worker('--workers', '2')];
    const searches = [1, 2].map((seed) => search(seed, 32, `queue-${seed}.json`, '--queue', postgres.url));
    const all = Promise.all(searches.map(({ ended }) => ended));
    let isOver = false;
    void all.then(() => {
      isOver = true;
    });
    for (let turn = 1; !isOver; turn++) {
      // Early, since both searches have to be at work on a fast machine too.
      await Promise.race([all, sleep(2500)]);
      if (turn === 2) {
        postgres.stop();
        await sleep(3000);
        postgres.start();
      } else if (turn < 9) {
        const at = Math.floor(random.uniform() * workers.length);
        const one = workers[at] as Started;
        one.signal(turn % 3 === 0 ? 'SIGSTOP' : 'SIGKILL');
        // One that was stopped for long goes on, and finds that its child is another’s.
        if (turn % 3 === 0) setTimeout(() => one.signal('SIGCONT'), 40_000);
        workers[at] = worker();
      }
    }
    for (const one of searches) await ends(one);
    expect(searches[0]?.said()).toMatch(/The queue’s database is back\./);
    expect(searches.map((one) => one.said()).join('')).toMatch(/was taken over by worker/);
    for (const seed of [1, 2])
      expect(await fileOf(`queue-${seed}.json`)).toBe(await fileOf(`alone-${seed}.json`));
    for (const one of started) expect(one.said()).not.toContain(postgres.password);
  },
  900_000,
);

test.skipIf(!isPossible)(
  'a search that is killed and started again takes over what it had asked for, and leaves nothing behind',
  async () => {
    await ends(search(3, 24, 'alone.json', '--workers', '1', '--evaluator', simulated));
    worker();
    worker();
    const before = search(3, 24, 'killed.json', '--queue', postgres.url);
    await expect.poll(before.said, { timeout: 120_000 }).toMatch(/Trial 10:/);
    before.signal('SIGKILL');
    await before.ended;
    const after = start(['search', '--resume', path.join(folder, 'killed.json'), '--queue', postgres.url]);
    await ends(after);
    expect(await fileOf('killed.json')).toBe(await fileOf('alone.json'));
    const left = `SELECT count(*) FROM nas_playground.job WHERE name LIKE 'children/%'`;
    expect(postgres.query(left)).toBe('0');
    expect(postgres.query(`SELECT count(*) FROM nas_playground.queue WHERE name LIKE 'answers/%'`)).toBe('0');
  },
  600_000,
);

test.skipIf(!isPossible)(
  'a search that is interrupted takes its children back, and its run is kept',
  async () => {
    const cut = search(4, 80, 'cut.json', '--queue', postgres.url);
    // Nobody is there to train anything.
    await expect
      .poll(cut.said, { timeout: 120_000 })
      .toMatch(/No worker at the queue .* npm run -s worker -- --queue postgres:/s);
    const first = worker();
    await expect.poll(cut.said, { timeout: 120_000 }).toMatch(/Trial 1:/);
    first.signal('SIGTERM');
    await ends(first);
    cut.signal('SIGTERM');
    await ends(cut, 143);
    expect(cut.said()).toMatch(/Interrupted after \d+ of 80 trials\. +Go on with/);
    expect(
      postgres.query(
        `SELECT count(*) FROM nas_playground.job WHERE name LIKE 'children/%' AND state < 'completed'`,
      ),
    ).toBe('0');
  },
  600_000,
);

test.skipIf(!isPossible)(
  'what keeps a search from its database is said without the password, and TLS is the driver’s',
  async () => {
    const { port, password, url } = postgres;
    const secret = encodeURIComponent(password);
    const refused = async (
      address: string,
      words: RegExp,
      env: Record<string, string> = {},
    ): Promise<void> => {
      for (const command of [
        ['worker', '--evaluator', simulated],
        ['search', ...tiny],
      ]) {
        const one = start([...command, '--queue', address], env);
        await ends(one, 2);
        expect(one.said()).toMatch(words);
        for (const form of [password, secret, 'wrong-one']) expect(one.said()).not.toContain(form);
      }
    };
    await refused(url, /--queue postgres:\/\/nas@127\.0\.0\.1.*password authentication failed.*PGPASSWORD/s, {
      PGPASSWORD: 'wrong-one',
    });
    await refused(
      `postgres://nas:${secret}@127.0.0.1:1/postgres`,
      /nas:\*\*\*@127\.0\.0\.1:1\/postgres: .*ECONNREFUSED.*See that it runs/s,
    );
    await refused(`${url}?sslmode=verify-full`, /self-signed certificate/);
    const certificate = path.join(cluster, 'server.crt');
    const trusted = `postgres://nas:${secret}@localhost:${port}/postgres?sslmode=verify-full&sslrootcert=${certificate}`;
    const one = start(['worker', '--queue', trusted, '--evaluator', simulated], { PGPASSWORD: '' });
    await expect
      .poll(one.said, { timeout: 120_000 })
      .toMatch(/Children are taken from postgres:\/\/nas:\*\*\*@localhost/);
    const encrypted = `SELECT count(*) > 0 FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE ssl AND application_name = 'nas-playground'`;
    expect(postgres.query(encrypted)).toBe('t');
    one.signal('SIGTERM');
    await ends(one);
  },
  600_000,
);
