import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cifar10 } from '../../data/cifar10/info.ts';
import { type DatasetInfo, imageBytes } from '../../data/dataset.ts';
import { datasetInfo } from '../../data/infos.ts';
import { MOST_OUTSIDE } from '../../data/outside.ts';
import { loadShown } from '../../data/shards/loadShown.ts';
import { manifestFile, readShardManifest, type ShardManifest } from '../../data/shards/manifest.ts';
import { chooseShards } from '../../data/shards/plan.ts';
import { loadImagesAt, smallerInfos } from '../../data/shards/smaller.ts';
import { sumsBytes } from '../../data/shards/sums.ts';
import { makeSynthetic } from '../../data/synthetic/synthetic.ts';
import { type MadeShards, madeShards } from '../../data/testing/shards.ts';
import { LADDER } from '../../settings/ladder.ts';
import { keepShown } from '../prepare/shown.ts';
import { SmallerShards } from '../prepare/smaller.ts';
import { folderSource } from '../runs/folderSource.ts';
import { shipImages, shippedAt } from './ship.ts';

let folder = '';
let made: MadeShards;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ship-'));
  made = await madeShards();
  await mkdir(path.join(folder, 'from'));
  const smaller = new SmallerShards(cifar10, path.join(folder, 'from'));
  await smaller.open();
  for (const [name, content] of made.files) {
    const bytes = content instanceof Uint8Array ? content : JSON.stringify(content);
    await writeFile(path.join(folder, 'from', name), bytes);
  }
  for (const entry of made.entries)
    await smaller.cut(cifar10, entry, made.files.get(entry.file) as Uint8Array);
  await smaller.list(made.files.get(manifestFile) as ShardManifest);
});
afterEach(() => rm(folder, { recursive: true }));

const ship = (images?: number) =>
  shipImages(cifar10, path.join(folder, 'from'), path.join(folder, 'to'), images);
const load = (place: string, images: number, seed: number, size = 32) =>
  loadImagesAt(
    { info: cifar10, source: folderSource(path.join(folder, place)), images, seed, report: () => undefined },
    size,
  );

test('a small site has the images that the usual seed takes, at every size', async () => {
  const bytes = await ship(45);
  const names = await readdir(path.join(folder, 'to'));
  expect(names.filter((name) => name.endsWith('.bin'))).toHaveLength(3);
  expect(names.filter((name) => name.startsWith('test'))).toEqual([]);
  for (const size of ['8', '16'])
    expect(await readdir(path.join(folder, 'to', size))).toHaveLength(3 * 2 + 1);
  expect(bytes).toBeGreaterThan(3 * 20 * (3073 + 769 + 193));
  for (const size of [32, 16, 8])
    expect(await load('to', 60, 1, size)).toEqual(await load('from', 60, 1, size));
  for (const size of [32, 8]) expect((await load('to', 60, 5, size)).count).toBe(60);
  await expect(load('to', 61, 1, 8)).rejects.toThrow(/61 images were asked for, but .* here has 60/);
});

test('a whole site has them all, and gives every seed the same', async () => {
  await ship();
  for (const seed of [1, 5])
    for (const size of [32, 16, 8])
      expect(await load('to', 80, seed, size)).toEqual(await load('from', 80, seed, size));
  const read = readShardManifest(await folderSource(path.join(folder, 'to')).readJson(manifestFile), cifar10);
  expect(read).toMatchObject({ ok: true, value: { complete: true, testShards: 1 } });
  expect(read.ok && read.value.shipped).toBe(undefined);
});

test('of the test images the six that are shown are shipped, once and with their hash', async () => {
  await ship();
  const to = folderSource(path.join(folder, 'to'));
  await expect(loadShown(cifar10, to)).rejects.toThrow(/npm run prepare-data/);
  const shown = await keepShown(path.join(folder, 'from'), { ...makeSynthetic(6, 1), info: cifar10 });
  const manifest = { ...(made.files.get(manifestFile) as ShardManifest), shown };
  await writeFile(path.join(folder, 'from', manifestFile), JSON.stringify(manifest));
  const without = await ship(45);
  expect(await loadShown(cifar10, to)).toEqual({ ...makeSynthetic(6, 1), info: cifar10 });
  expect(await readdir(path.join(folder, 'to', '8'))).not.toContain('shown.bin');
  expect(without).toBeGreaterThan(shown.bytes);
});

test('what is not prepared is not shipped', async () => {
  await rm(path.join(folder, 'from', '8', manifestFile));
  await expect(ship(45)).rejects.toThrow(/from.8 cannot be shipped: .* Run "npm run prepare-data"/);
});

test('15,000 images take less than 55 MB', async () => {
  const { imagesPerShard = 0 } = datasetInfo('cifar10').prepared ?? {};
  const bytesOf = (info: Pick<DatasetInfo, 'height' | 'width' | 'channels'>, images: number): number => {
    const shards = Math.ceil(images / imagesPerShard);
    return shards * (imagesPerShard * (1 + imageBytes(info)) + sumsBytes(imagesPerShard) + 300);
  };
  const total = smallerInfos(cifar10)
    .map((smaller) => bytesOf(smaller, shippedAt(cifar10, smaller.height)))
    .reduce((sum, bytes) => sum + bytes, bytesOf(cifar10, 15_000));
  expect(total).toBeLessThan(55_000_000);
  // All rungs can be trained there, and the images that judge the Demo's winner are there at its size.
  for (const { settings } of LADDER) {
    const { trainImages, validationImages, imageSize } = settings;
    expect(trainImages + validationImages).toBeLessThanOrEqual(15_000);
    if (imageSize < 32)
      expect(shippedAt(cifar10, imageSize)).toBeGreaterThanOrEqual(trainImages + validationImages);
  }
  expect(shippedAt(cifar10, 8)).toBe(4000 + 3000 + MOST_OUTSIDE);
  expect(shippedAt(cifar10, 24)).toBe(0);
});

test('a run of small images takes more of them than ship at its size from the whole ones', async () => {
  await ship(60);
  const small = path.join(folder, 'to', '8');
  const written = JSON.parse(await readFile(path.join(small, manifestFile), 'utf8')) as ShardManifest;
  const order = chooseShards(written, 60, 1, 'CIFAR-10');
  // As a site of few images has it: the first of the usual seed's order alone.
  const shards = written.shards.filter(({ index }) => index === order[0]);
  await writeFile(path.join(small, manifestFile), JSON.stringify({ ...written, shards, complete: false }));
  for (const { file, index } of written.shards) if (index !== order[0]) await rm(path.join(small, file));
  const read = vi.fn(async (_: string) => undefined);
  const whole = folderSource(path.join(folder, 'to'));
  const source = {
    ...whole,
    readBytes: async (file: string) => {
      await read(file);
      return whole.readBytes(file);
    },
  };
  const load = (images: number) =>
    loadImagesAt({ info: cifar10, source, images, seed: 1, report: () => undefined }, 8);
  expect(await load(20)).toEqual(await loadFrom(20));
  expect(read.mock.calls.map(([file]) => path.dirname(file))).toEqual(['8']);
  expect(await load(60)).toEqual(await loadFrom(60));
  expect(read.mock.calls.slice(1).map(([file]) => path.dirname(file))).toEqual(['.', '.', '.']);
  await expect(load(61)).rejects.toThrow(/61 images were asked for, but .* here has 60/);
});

const loadFrom = (images: number) => load('from', images, 1, 8);
