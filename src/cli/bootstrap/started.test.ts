import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './folders.mjs';
import { startedIn } from './started.mjs';

/** What npm sets for a script of this package that was asked for in another folder. */
const npm = (script: string, from: string) => ({
  INIT_CWD: from,
  npm_lifecycle_event: script,
  npm_package_json: path.join(root, 'package.json'),
});
const away = path.join(tmpdir(), 'away');

test('only the very script that npm was asked for is where npm was started', () => {
  expect(startedIn('count', npm('count', away), root)).toBe(away);
  expect(startedIn('count', {}, root)).toBeUndefined();
  // A test, or a server, that starts a command.
  expect(startedIn('count', npm('test', away), root)).toBeUndefined();
  // It was put there.
  expect(startedIn('count', npm('count', away), tmpdir())).toBeUndefined();
  const other = { ...npm('count', away), npm_package_json: path.join(tmpdir(), 'package.json') };
  expect(startedIn('count', other, root)).toBeUndefined();
});

test('files are those of the folder in which npm was started', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'nas-started-'));
  try {
    writeFileSync(path.join(folder, 'cells.txt'), 'nasnet-a');
    const runner = path.join(root, 'src', 'cli', 'bootstrap', 'run.mjs');
    const env = { ...process.env, ...npm('count', folder) };
    const args = [runner, 'count', '--cells', 'cells.txt', '--n', '1', '--f', '4'];
    const ended = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
    expect(ended.stderr).toBe('');
    expect(JSON.parse(ended.stdout)).toMatchObject({ trainable: 25_486 });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
