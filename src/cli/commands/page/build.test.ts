import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { main } from './build.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'nas-build-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a folder of something else is not built into, and keeps what it has', async () => {
  writeFileSync(path.join(folder, 'homework.txt'), 'mine');
  await expect(main(['--out', folder])).rejects.toThrow(
    /holds other files, which would be lost: give a new folder/,
  );
  expect(readdirSync(folder)).toEqual(['homework.txt']);
});

test('where no folder can be, that is said before anything is built', async () => {
  const file = path.join(folder, 'homework.txt');
  await expect(main(['--out', file])).rejects.toThrow(/homework\.txt is a file: give a folder\.$/);
  await expect(main(['--out', path.join(file, 'site')])).rejects.toThrow(
    /no site can be written there, what should be a folder of it is a file \(ENOTDIR\)\.$/,
  );
});
