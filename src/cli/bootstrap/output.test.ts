import { spawnSync } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import path from 'node:path';
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
