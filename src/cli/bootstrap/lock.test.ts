import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tryLock, withLock } from './lock.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'nas-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('lets one work at a time and says that it waits', async () => {
  const file = path.join(folder, 'deep', 'x.lock');
  let working = 0;
  let waited = 0;
  const work = async () => {
    expect(++working).toBe(1);
    await sleep(20);
    working--;
  };
  const options = { pollMs: 5, onWait: () => waited++ };
  await Promise.all([1, 2, 3].map(() => withLock(file, work, options)));
  expect(waited).toBe(2);
  expect(existsSync(file)).toBe(false);
});

it('takes over from a process that is gone', async () => {
  const file = path.join(folder, 'x.lock');
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(file, String(pid));
  let working = 0;
  const work = async () => {
    expect(++working).toBe(1);
    await sleep(20);
    return working--;
  };
  expect(await Promise.all([1, 2, 3].map(() => withLock(file, work, { pollMs: 5 })))).toEqual([1, 1, 1]);
});

it.skipIf(process.platform !== 'linux')(
  'takes over from a process that was killed and never asked for',
  async () => {
    const file = path.join(folder, 'x.lock');
    // The one that it starts ends once the shell has turned into what asks for nobody's end.
    const parent = spawn('sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const pid = Number(await new Promise((resolve) => parent.stdout.once('data', resolve)));
      const state = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0];
      await expect.poll(state).toBe('Z');
      writeFileSync(file, String(pid));
      expect(tryLock(file).taken).toBe(true);
    } finally {
      parent.kill('SIGKILL');
    }
  },
);

it('is released when the work fails', async () => {
  const file = path.join(folder, 'x.lock');
  await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(file)).toBe(false);
});

it('tries once and answers who holds it', () => {
  const file = path.join(folder, 'x.lock');
  const first = tryLock(file);
  if (!first.taken) throw new Error('nobody holds it');
  expect(tryLock(file)).toMatchObject({ taken: false, holder: { pid: process.pid, host: hostname() } });
  first.release();
  expect(existsSync(file)).toBe(false);
  expect(tryLock(file).taken).toBe(true);
});

/** A lock as this process would write it, but for what is changed. */
function holderFile(change: Readonly<Record<string, unknown>>): string {
  const file = path.join(folder, 'x.lock');
  const mine = tryLock(file);
  const text = JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...change });
  if (mine.taken) mine.release();
  writeFileSync(file, text);
  return file;
}

it('does not count a holder whose id another process was given since', () => {
  expect(tryLock(holderFile({})).taken).toBe(false);
  const { taken } = tryLock(holderFile({ started: '1' }));
  expect(taken).toBe(existsSync('/proc/self/stat')); // elsewhere only its silence tells
});

it('cannot ask another machine whether its holder runs, but hears its silence', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  const file = holderFile({ host: 'elsewhere', pid });
  expect(tryLock(file)).toMatchObject({ taken: false, holder: { host: 'elsewhere', pid } });
  const old = new Date(Date.now() - 120_000);
  utimesSync(file, old, old);
  expect(tryLock(file).taken).toBe(true);
});

it.each(['', 'left behind', 'null', '{"pid":"x"}'])('holding %o, it counts until it is old', (text) => {
  const file = path.join(folder, 'x.lock');
  writeFileSync(file, text);
  expect(tryLock(file)).toEqual({ taken: false, holder: null });
  const old = new Date(Date.now() - 120_000);
  utimesSync(file, old, old);
  expect(tryLock(file).taken).toBe(true);
});

it('leaves the lock of another alone that has taken it over', () => {
  const file = path.join(folder, 'x.lock');
  const first = tryLock(file);
  const another = { ...JSON.parse(readFileSync(file, 'utf8')), id: 'another' };
  writeFileSync(file, JSON.stringify(another));
  if (first.taken) first.release();
  expect(tryLock(file).taken).toBe(false);
});

it('asks a holder that is silent: one that was stopped for minutes keeps its lock', () => {
  const file = holderFile({});
  const old = new Date(Date.now() - 600_000);
  utimesSync(file, old, old);
  // Where no system tells when a process began, silence has to count.
  expect(tryLock(file).taken).toBe(process.platform === 'win32');
});

it('does not take the ids of another container of the same name for its own', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  expect(tryLock(holderFile({ space: 'another boot, another namespace', pid })).taken).toBe(false);
});

it('waits while another removes a lock, unless that one was killed at it', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  const file = holderFile({ pid });
  writeFileSync(`${file}.removing`, '');
  expect(tryLock(file).taken).toBe(false);
  const old = new Date(Date.now() - 20_000);
  utimesSync(`${file}.removing`, old, old);
  expect(tryLock(file).taken).toBe(true);
  expect(existsSync(`${file}.removing`)).toBe(false);
});

it.skipIf(process.platform === 'win32')(
  'a holder survives being stopped, finds its lock again, and survives the end of its folder',
  async () => {
    const deep = path.join(folder, 'deep');
    const file = path.join(deep, 'x.lock');
    const work = `
      import { tryLock } from ${JSON.stringify(new URL('./lock.mjs', import.meta.url).href)};
      const lock = tryLock(${JSON.stringify(file)}, { beatMs: 20 });
      console.log('taken');
      process.stdin.on('data', () => { lock.release(); process.exit(7); });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', work]);
    const ended = new Promise((resolve) => child.on('close', resolve));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const old = new Date(Date.now() - 120_000);
    child.kill('SIGSTOP');
    await sleep(50); // a beat that was under way
    utimesSync(file, old, old);
    expect(tryLock(file)).toMatchObject({ taken: false, holder: { pid: child.pid } });
    child.kill('SIGCONT');
    await expect.poll(() => Date.now() - statSync(file).mtimeMs).toBeLessThan(60_000);
    rmSync(deep, { recursive: true });
    await sleep(100);
    child.stdin.write('end');
    expect(await ended).toBe(7);
  },
);

it('of several processes lets one work at a time', async () => {
  const file = path.join(folder, 'x.lock');
  const log = path.join(folder, 'log');
  const work = `
    import { appendFileSync } from 'node:fs';
    import { withLock } from ${JSON.stringify(new URL('./lock.mjs', import.meta.url).href)};
    for (let i = 0; i < 5; i++) await withLock(${JSON.stringify(file)}, async () => {
      appendFileSync(${JSON.stringify(log)}, 'in ');
      await new Promise((resolve) => setTimeout(resolve, 5));
      appendFileSync(${JSON.stringify(log)}, 'out ');
    }, { pollMs: 1 });`;
  const run = () =>
    new Promise<number | null>((resolve) =>
      spawn(process.execPath, ['--input-type=module', '-e', work]).on('close', resolve),
    );
  expect(await Promise.all([run(), run(), run()])).toEqual([0, 0, 0]);
  expect(readFileSync(log, 'utf8')).toBe('in out '.repeat(15));
});
