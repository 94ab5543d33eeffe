import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withLock } from './lock.mjs';

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

it('is released when the work fails', async () => {
  const file = path.join(folder, 'x.lock');
  await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(file)).toBe(false);
});
