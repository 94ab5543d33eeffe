import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SERVICE_WORKER } from '../../protocol/offline.ts';
import { precachedBytes, precachedFiles } from './offline.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'nas-offline-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('browsers fetch what the page needs, not images by the shard, nor what only others read', () => {
  for (const name of [
    ...['index.html', 'manifest.webmanifest', 'preview.png', SERVICE_WORKER, 'assets/a-12345678.js'],
    ...['assets/a-12345678.js.map', 'benchmark/table.bin', 'recorded/one.json.gz', 'schemas/run-3.json'],
    ...['data/cifar10/manifest.json', 'data/cifar10/train-00.bin', 'data/cifar10/shown.bin'],
    'data/cifar10/8/train-00.bin',
  ]) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), 'abc');
  }
  const files = precachedFiles(folder);
  expect(files.map(({ url }) => url)).toEqual([
    'assets/a-12345678.js',
    'benchmark/table.bin',
    'data/cifar10/shown.bin',
    'index.html',
    'manifest.webmanifest',
    'recorded/one.json.gz',
  ]);
  expect(precachedBytes(folder)).toBe(18);
  // A name with a hash tells the content; of all else the revision does, so that a change is fetched anew.
  expect(files[0]?.revision).toBeNull();
  const before = files[3]?.revision;
  writeFileSync(path.join(folder, 'index.html'), 'abd');
  expect(before).toMatch(/^[0-9a-f]{16}$/);
  expect(precachedFiles(folder)[3]?.revision).not.toBe(before);
});
