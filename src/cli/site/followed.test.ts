import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { followedFile } from '../commands/page/start.ts';
import { lockFile } from '../runs/fileLock.ts';
import { FOLLOWED } from './followed.ts';
import { type Listening, listen } from './server.ts';

let folder = '';
let file = '';
let following: Listening;
let other: Listening;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'nas-followed-'));
  file = path.join(folder, 'my run.json');
  const folders = { site: path.join(folder, 'site'), data: path.join(folder, 'data') };
  mkdirSync(folders.site);
  following = await listen({ ...folders, follow: file, allowHosts: ['nas.example'] }, 'localhost', 0);
  other = await listen(folders, 'localhost', 0);
});
afterAll(() => {
  following.close();
  other.close();
  rmSync(folder, { recursive: true });
});

async function asked(headers: Record<string, string> = {}, place = FOLLOWED, server = following) {
  const response = await fetch(`http://localhost:${server.port}${place}`, { headers });
  const told = (name: string) => response.headers.get(name);
  return {
    status: response.status,
    text: await response.text(),
    tag: told('etag') ?? '',
    name: decodeURIComponent(told('followed-name') ?? ''),
    written: told('followed-written'),
    policy: told('cross-origin-resource-policy'),
  };
}

test('one file is answered as it is at the moment: none yet, there, known, replaced, gone', async () => {
  expect(await asked()).toMatchObject({ status: 204, name: 'my run.json', written: 'false' });
  writeFileSync(file, '{"a": 1}');
  const first = await asked();
  expect(first).toMatchObject({ status: 200, text: '{"a": 1}', name: 'my run.json', policy: 'same-origin' });
  expect(await asked({ 'If-None-Match': first.tag })).toMatchObject({
    status: 304,
    text: '',
    tag: first.tag,
  });
  // As a search writes it: beside its place, then into it. Of the same length, and within a millisecond maybe.
  writeFileSync(`${file}.part`, '{"a": 2}');
  renameSync(`${file}.part`, file);
  const second = await asked({ 'If-None-Match': first.tag });
  expect(second).toMatchObject({ status: 200, text: '{"a": 2}' });
  rmSync(file);
  expect(await asked({ 'If-None-Match': second.tag })).toMatchObject({ status: 204 });
  mkdirSync(file);
  expect(await asked()).toMatchObject({ status: 403, text: expect.stringContaining('EISDIR') });
  rmSync(file, { recursive: true });
});

test('it tells whether a search is at it', async () => {
  const lock = await lockFile('--out', file);
  expect(await asked()).toMatchObject({ status: 204, written: 'true' });
  lock.release();
  expect(await asked()).toMatchObject({ written: 'false' });
});

test('nothing else is answered, to nobody else, and nothing where no file is followed', async () => {
  writeFileSync(file, '{}');
  writeFileSync(path.join(folder, 'other.json'), '{}');
  for (const place of ['/my%20run.json', '/followed-run.json/../other.json', `${FOLLOWED}/other.json`])
    expect((await asked({}, place)).status).toBe(404);
  expect(await asked({}, FOLLOWED, other)).toMatchObject({ status: 404, name: '', written: null });
});

test('it is for this machine alone, whatever other names the page answers to', async () => {
  writeFileSync(file, '{}');
  const statusFor = (host: string) =>
    new Promise((resolve, reject) => {
      get(
        { host: '127.0.0.1', port: following.port, path: FOLLOWED, headers: { Host: host } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      ).on('error', reject);
    });
  for (const host of ['localhost', '127.0.0.1:80', '[::1]:4280']) expect(await statusFor(host)).toBe(200);
  for (const host of ['nas.example', '192.168.0.7', '127.0.0.1.nas.example', 'evil.example'])
    expect(await statusFor(host)).toBe(403);
});

test('what would show it to others is refused in words, as is what can be no file of a run', () => {
  expect(followedFile('run.json', 'localhost')).toBe(path.resolve('run.json'));
  for (const host of ['127.0.0.1', '::1']) expect(followedFile(file, host)).toBe(file);
  for (const host of ['0.0.0.0', '::', '192.168.0.7', 'nas.example'])
    expect(() => followedFile(file, host)).toThrow(
      /^--follow shows a file of this machine to this machine alone/,
    );
  expect(() => followedFile(folder, 'localhost')).toThrow(/^--follow needs the file of a run/);
  expect(() => followedFile('', 'localhost')).toThrow(/^--follow needs the file of a run/);
});
