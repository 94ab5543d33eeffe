import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../../base/errors.ts';
import { main } from './screenshot.ts';

test('a place without the folders of the pictures is refused before any is made', async () => {
  const out = mkdtempSync(path.join(tmpdir(), 'screenshot-'));
  const refused = async (...args: string[]) => {
    await expect(main(['--out', out, ...args])).rejects.toThrow(InputError);
    return main(['--out', out, ...args]).catch(({ message }) => message);
  };
  try {
    expect(await refused()).toMatch(
      /^--out .*: there is no folder .*docs; the pictures go into it: make it first\.$/,
    );
    mkdirSync(path.join(out, 'docs'));
    expect(await refused()).toMatch(/there is no folder .*public; /);
    rmSync(out, { recursive: true });
    expect(await refused('--icons')).toMatch(/^--out .*: there is no folder .*screenshot-/);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});
