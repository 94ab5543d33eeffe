import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InputError } from '../../base/errors.ts';
import { root } from '../bootstrap/folders.mjs';
import { commitOf } from './commit.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'commit-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test('a clone has a commit', () => {
  expect(commitOf(root)).toMatch(/^[0-9a-f]{40}$/);
});

test('where git is missing, or the folder no clone, a sentence says so', () => {
  vi.stubEnv('GIT_CEILING_DIRECTORIES', tmpdir());
  expect(() => commitOf(folder)).toThrow(InputError);
  expect(() => commitOf(folder)).toThrow(/^A table is stamped .*not a git repository.*in a clone/);
  vi.stubEnv('PATH', folder);
  expect(() => commitOf(root)).toThrow(InputError);
  expect(() => commitOf(root)).toThrow(/git does not say \(.*ENOENT\): .*with git installed/);
});
