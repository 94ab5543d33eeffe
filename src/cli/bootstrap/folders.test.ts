import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root, whyNotHere } from './folders.mjs';

test.skipIf(process.platform === 'win32').each(['a#b', 'q?x'])(
  'in a folder %s every command, the page and the tests say why nothing is built',
  (name) => {
    const parent = mkdtempSync(path.join(tmpdir(), 'nas-folders-'));
    const folder = path.join(parent, name);
    try {
      mkdirSync(folder);
      copyFileSync(path.join(root, 'package.json'), path.join(folder, 'package.json'));
      const inside = path.join('src', 'cli', 'bootstrap');
      cpSync(path.join(root, inside), path.join(folder, inside), { recursive: true });
      for (const file of ['page/start.ts', 'page/build.ts', 'cells/count.ts']) {
        const command = path.join('src', 'cli', 'commands', file);
        mkdirSync(path.join(folder, path.dirname(command)), { recursive: true });
        copyFileSync(path.join(root, command), path.join(folder, command));
      }
      for (const args of [
        ['run.mjs', 'build'],
        ['run.mjs', 'count', '--help'],
        ['start.mjs'],
        ['test.mjs'],
      ]) {
        const [file = '', ...more] = args;
        const ended = spawnSync(process.execPath, [path.join(folder, inside, file), ...more], {
          encoding: 'utf8',
        });
        expect(ended.stderr).toBe(`${whyNotHere(folder)}\n`);
        expect(ended.stdout).toBe('');
        expect(ended.status).toBe(2);
      }
      expect(existsSync(path.join(folder, 'node_modules'))).toBe(false);
    } finally {
      rmSync(parent, { recursive: true });
    }
  },
);

test('other signs are none of the builder’s business', () => {
  expect(whyNotHere('/home/Zoë/my 100 % 日本/nas')).toBeUndefined();
  expect(whyNotHere('/home/a#b/nas')).toMatch(/^The folder \/home\/a#b\/nas has a # in its name/);
});
