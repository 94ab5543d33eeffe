import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listenSomewhere } from '../commands/page/start.ts';
import { fileFor } from './files.ts';
import { type Listening, listen, PortInUse } from './server.ts';

let folder = '';
let server: Listening;
let base = '';
const folders = () => ({ site: path.join(folder, 'site'), data: path.join(folder, 'data') });
const get = (place: string, init?: RequestInit) => fetch(base + place, init);

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'nas-server-'));
  mkdirSync(path.join(folder, 'site', 'assets'), { recursive: true });
  mkdirSync(path.join(folder, 'data', 'cifar10'), { recursive: true });
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  writeFileSync(path.join(folder, 'site', 'index.html'), '<title>page</title>');
  writeFileSync(path.join(folder, 'site', 'assets', 'a-1234.js'), 'let a;');
  writeFileSync(path.join(folder, 'data', 'cifar10', 'manifest.json'), '{}');
  server = await listen(folders(), 'localhost', 0);
  base = `http://localhost:${server.port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

describe('requests', () => {
  it('answers the page and its assets', async () => {
    const page = await get('/?x=1');
    expect(await page.text()).toBe('<title>page</title>');
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const asset = await get('/assets/a-1234.js');
    expect(asset.headers.get('content-type')).toContain('text/javascript');
    expect(asset.headers.get('cache-control')).toContain('immutable');
    const etag = page.headers.get('etag') ?? '';
    expect((await get('/', { headers: { 'If-None-Match': etag } })).status).toBe(304);
  });

  it('isolates the page from other origins, which threads need, and lets others embed it', async () => {
    for (const [place, policy] of [
      ['/', 'cross-origin'],
      ['/assets/a-1234.js', 'same-origin'],
      ['/data/cifar10/manifest.json', 'same-origin'],
    ] as const) {
      const { headers } = await get(place);
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
      expect(headers.get('cross-origin-resource-policy')).toBe(policy);
      expect(headers.get('x-frame-options')).toBeNull();
    }
  });

  it('hands out data as they appear, and misses those that are not there', async () => {
    expect((await get('/data/cifar10/manifest.json')).headers.get('cache-control')).toBe('no-store');
    expect((await get('/data/cifar10/train-00.bin')).status).toBe(404);
    writeFileSync(path.join(folder, 'data', 'cifar10', 'train-00.bin'), new Uint8Array([1, 2, 3]));
    const shard = await get('/data/cifar10/train-00.bin');
    expect([...new Uint8Array(await shard.arrayBuffer())]).toEqual([1, 2, 3]);
    expect(shard.headers.get('content-length')).toBe('3');
  });

  it('refuses folders, other methods and unknown files', async () => {
    expect((await get('/assets')).status).toBe(404);
    expect((await get('/search')).status).toBe(404);
    expect((await get('/', { method: 'POST', body: 'x' })).status).toBe(405);
    expect((await get('/%')).status).toBe(404);
    const head = await get('/', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/data/..%2f..%2fsecret.txt',
    '/a%00b',
    '/..\\secret.txt',
  ])('keeps %s inside its folder', (pathname) => {
    expect(fileFor(pathname, folders())).toBeUndefined();
  });
});

describe('ports', () => {
  it('says that an asked port is in use, and finds another where none was asked for', async () => {
    await expect(listen(folders(), 'localhost', server.port)).rejects.toThrow(PortInUse);
    await expect(listenSomewhere(folders(), 'localhost', server.port)).rejects.toThrow(
      `Port ${server.port} is in use: end the program that holds it, or give another with --port`,
    );
    const first = await listenSomewhere(folders(), 'localhost');
    const second = await listenSomewhere(folders(), 'localhost');
    expect(second.port).not.toBe(first.port);
    first.close();
    second.close();
  });
});
