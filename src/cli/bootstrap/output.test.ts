import { spawnSync } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { root } from './folders.mjs';

test.skipIf(!existsSync('/dev/full'))(
  'figures that a full disk does not take are a failure, in a sentence',
  () => {
    const full = openSync('/dev/full', 'w');
    const runner = path.join(root, 'src', 'cli', 'bootstrap', 'run.mjs');
    const ended = spawnSync(process.execPath, [runner, '--help'], { stdio: ['ignore', full, 'pipe'] });
    expect(ended.stderr.toString()).toBe('The output cannot be written: the disk is full (ENOSPC).\n');
    expect(ended.status).toBe(1);
  },
);

test.skipIf(!existsSync('/dev/full'))(
  'a command that goes on without its output has failed at its end all the same',
  () => {
    const full = openSync('/dev/full', 'w');
    const watching = JSON.stringify(pathToFileURL(path.join(import.meta.dirname, 'output.mjs')).href);
    const program = `
      const { codeAfter, watchOutput } = await import(${watching});
      watchOutput();
      process.stdout.on('error', () => {});
      process.stdout.write('a figure');
      setTimeout(() => process.exit(codeAfter(0)), 200);`;
    const ended = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', full, 'pipe'],
    });
    expect(ended.stderr.toString()).toBe('The output cannot be written: the disk is full (ENOSPC).\n');
    expect(ended.status).toBe(1);
  },
);
