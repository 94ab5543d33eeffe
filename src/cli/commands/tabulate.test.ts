import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lockFile } from '../runs/fileLock.ts';
import { logFile } from '../tabulate/log.ts';
import { main } from './tabulate.ts';

test('a part is tabulated by one process at a time', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tabulate-'));
  const other = await lockFile('--part', logFile(folder, 2));
  try {
    await expect(
      main(['--part', '2/3', '--sample', '2', '--log', folder, '--engine', 'wasm']),
    ).rejects.toThrow(
      new RegExp(
        `^--part .*part-2\\.jsonl: process ${process.pid} has been writing it since .*give another part with --part\\.$`,
      ),
    );
  } finally {
    other.release();
    rmSync(folder, { recursive: true });
  }
});
