import { afterEach, expect, test, vi } from 'vitest';
import { fetchSource } from './source.ts';

afterEach(() => vi.unstubAllGlobals());

const source = fetchSource('http://localhost:1/sub/data/cifar10/');
const answer = (make: () => Response | Promise<Response>) => {
  const fetch = vi.fn(async (_url: URL) => make());
  vi.stubGlobal('fetch', fetch);
  return fetch;
};

test('files are fetched below the base address', async () => {
  const fetch = answer(() => new Response(Uint8Array.of(1, 2, 3)));
  expect(await source.readBytes('train-00.bin')).toEqual(Uint8Array.of(1, 2, 3));
  expect(String(fetch.mock.calls[0]?.[0])).toBe('http://localhost:1/sub/data/cifar10/train-00.bin');
});

test('an absent file is nothing, also where the server sends its start page for it', async () => {
  answer(() => new Response('no', { status: 404 }));
  expect(await source.readJson('manifest.json')).toBeUndefined();
  answer(() => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }));
  expect(await source.readBytes('train-00.bin')).toBeUndefined();
});

test('half a JSON file is handed on as text, for the validation to name', async () => {
  answer(() => new Response('{"version"'));
  expect(await source.readJson('manifest.json')).toBe('{"version"');
});

test('what the server or the network refuses is named', async () => {
  answer(() => new Response('', { status: 503 }));
  await expect(source.readBytes('train-00.bin')).rejects.toThrow(
    /train-00.bin could not be loaded .* answered 503/,
  );
  answer(() => Promise.reject(new TypeError('Failed to fetch')));
  await expect(source.readJson('manifest.json')).rejects.toThrow(
    /manifest.json .* Failed to fetch. Check that/,
  );
});
