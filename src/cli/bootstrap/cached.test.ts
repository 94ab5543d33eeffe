import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { cachedFolder } from './cached.mjs';
import { cacheFolder } from './folders.mjs';

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return { ...fs, utimesSync: vi.fn(fs.utimesSync) };
});

const kind = `test-${process.pid}`;
afterEach(() => rmSync(path.join(cacheFolder, kind), { recursive: true, force: true }));

test('what one user has built serves those who may not touch it; any other failure is told', async () => {
  let builds = 0;
  const folder = () =>
    cachedFolder({
      ...{ kind, name: 'a', key: '1' },
      async build(place) {
        builds++;
        await mkdir(place);
        writeFileSync(path.join(place, 'a.mjs'), '');
      },
    });
  const fails = (code: string) =>
    vi.mocked(utimesSync).mockImplementationOnce(() => {
      throw Object.assign(new Error(`${code}: utime`), { code });
    });
  const built = await folder();
  for (const code of ['EPERM', 'EACCES', 'EROFS']) {
    fails(code);
    expect(await folder()).toBe(built);
  }
  fails('EIO');
  await expect(folder()).rejects.toThrow('EIO');
  expect(builds).toBe(1);
});
