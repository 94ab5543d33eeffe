import { beforeEach, expect, test } from 'vitest';
import { DataError } from '../../base/errors.ts';
import { type KeptFile, keptSource } from './kept.ts';
import type { FilePart } from './parts.ts';
import type { ShardSource } from './source.ts';

const file = Uint8Array.from({ length: 100 }, (_, index) => index);
const part = (start: number, end: number): FilePart => ({ start, bytes: file.slice(start, end) });

let isReachable = true;
let there: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {};
const kept = new Map<string, KeptFile>();
let written = 0;

const reach = (name: string): Uint8Array<ArrayBuffer> | undefined => {
  if (!isReachable) throw new DataError(`${name} could not be loaded.`);
  return there[name];
};
const remote: ShardSource = {
  place: 'http://localhost/sub/data/cifar10/',
  async readJson(name) {
    const bytes = reach(name);
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  },
  readBytes: async (name) => reach(name),
  async readParts(name, spans) {
    const bytes = reach(name);
    return bytes === undefined
      ? []
      : spans.map(([start, end]) => ({ start, bytes: bytes.slice(start, end) }));
  },
};
const source = keptSource(remote, {
  read: async (address) => kept.get(address),
  async write(address, one) {
    written++;
    kept.set(address, one);
  },
});

beforeEach(() => {
  isReachable = true;
  there = { 'a.bin': file, 'manifest.json': new TextEncoder().encode('{"version":1}') };
  kept.clear();
  written = 0;
});

test('what was loaded is given where the place can’t be reached, by its address', async () => {
  await source.readBytes('a.bin');
  await source.readJson('manifest.json');
  expect([...kept.keys()]).toEqual([
    'http://localhost/sub/data/cifar10/a.bin',
    'http://localhost/sub/data/cifar10/manifest.json',
  ]);
  isReachable = false;
  expect(await source.readBytes('a.bin')).toEqual(file);
  expect(await source.readJson('manifest.json')).toEqual({ version: 1 });
  await expect(source.readBytes('b.bin')).rejects.toThrow(
    /b.bin could not be loaded\. Without a network .* same seed: set the seed back to one that has run here. b.bin is not kept/,
  );
});

test('a place that answers is believed: a repaired file takes the kept one’s place, and an absent one is absent', async () => {
  await source.readBytes('a.bin');
  await source.readBytes('a.bin');
  expect(written).toBe(1);
  there = { 'a.bin': file.map((byte) => 255 - byte) };
  expect(await source.readBytes('a.bin')).toEqual(there['a.bin']);
  there = {};
  expect(await source.readBytes('a.bin')).toBeUndefined();
  isReachable = false;
  expect(await source.readBytes('a.bin')).toEqual(file.map((byte) => 255 - byte));
});

test('parts add up, and never stand for the whole', async () => {
  const { readParts } = source;
  await readParts?.('a.bin', [
    [0, 10],
    [50, 60],
  ]);
  await readParts?.('a.bin', [
    [5, 20],
    [90, 100],
  ]);
  isReachable = false;
  expect(await readParts?.('a.bin', [[0, 20]])).toEqual([part(0, 20), part(50, 60), part(90, 100)]);
  await expect(source.readBytes('a.bin')).rejects.toThrow(/is not kept/);
  isReachable = true;
  await source.readBytes('a.bin');
  await readParts?.('a.bin', [[0, 10]]);
  isReachable = false;
  expect(await source.readBytes('a.bin')).toEqual(file);
});

test('an aborted load stays one', async () => {
  await source.readBytes('a.bin');
  const aborting = keptSource(
    { ...remote, readBytes: () => Promise.reject(new DOMException('stopped', 'AbortError')) },
    { read: async (address) => kept.get(address), write: async () => undefined },
  );
  await expect(aborting.readBytes('a.bin')).rejects.toThrow('stopped');
});
