import { mkdir, mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { encode } from 'fast-png';
import { createTar } from 'nanotar';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hash32 } from '../../../base/hash.ts';
import { createRandom, shuffle } from '../../../base/random.ts';
import { cifar10 } from '../../../data/cifar10/info.ts';
import { loadImages } from '../../../data/shards/load.ts';
import { loadShown } from '../../../data/shards/loadShown.ts';
import { loadTestImages } from '../../../data/shards/loadTest.ts';
import { cutShards, planShards } from '../../../data/shards/plan.ts';
import type { PreparationProgress } from '../../../data/shards/preparation.ts';
import { loadImagesAt, loadTestImagesAt } from '../../../data/shards/smaller.ts';
import { sumsName, sumsOf } from '../../../data/shards/sums.ts';
import { shownOf } from '../../../data/shown.ts';
import { shrinkImages } from '../../../data/shrink.ts';
import { withFullDisk } from '../../../storage/files/testing/fullDisk.ts';
import { folderSource } from '../../runs/folderSource.ts';
import { ChannelSums } from '../channelSums.ts';
import type { PrepareOptions } from '../prepareShards.ts';
import { type CifarOrigin, prepareCifar10 } from './prepareCifar10.ts';

const imagesPerSheet = 60;
const trainSheets = 2;
/** Balanced over the whole part, not over a sheet: as in CIFAR-10. */
const labelsOf = (count: number) =>
  shuffle(
    Array.from({ length: count }, (_, i) => i % 10),
    createRandom(count),
  );
const trainLabels = labelsOf(trainSheets * imagesPerSheet);
const testLabels = labelsOf(imagesPerSheet);
const sheets = [0, 1, 2].map((sheet) =>
  Uint8Array.from({ length: imagesPerSheet * 3072 }, (_, i) => hash32(sheet, i) & 255),
);

function tarball(labels = trainLabels): Uint8Array {
  const png = (sheet: number) =>
    encode({ width: 1024, height: imagesPerSheet, channels: 3, depth: 8, data: sheets[sheet]! });
  const files = {
    'data_batch_1.png': png(0),
    'data_batch_2.png': png(1),
    'test_batch.png': png(2),
    'train_lables.json': JSON.stringify(labels),
    'test_lables.json': JSON.stringify(testLabels),
  };
  return gzipSync(
    createTar(Object.entries(files).map(([name, data]) => ({ name: `package/${name}`, data }))),
  );
}
const sums = new ChannelSums(3);
sums.add(sheets[0]!);
sums.add(sheets[1]!);
const facts = { firstLabels: trainLabels.slice(0, 10), ...sums.measured() };

let root = '';
let folder = '';
let fetched = 0;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'prepare-'));
  folder = join(root, 'cifar10');
  fetched = 0;
});
afterEach(() => rm(root, { recursive: true, force: true }));

const usual = tarball();
const originOf = (content = usual): CifarOrigin => ({
  imagesPerSheet,
  trainSheets,
  imagesPerShard: 20,
  facts,
  async fetch({ cache }) {
    fetched++;
    const path = join(cache, 'package.tgz');
    await writeFile(path, content);
    return path;
  },
});
const prepare = ({
  origin = originOf(),
  ...options
}: Partial<PrepareOptions> & { readonly origin?: CifarOrigin } = {}) =>
  prepareCifar10({ folder, report: () => undefined, cache: join(root, 'cache'), ...options }, origin);
const progress = async () =>
  JSON.parse(await readFile(join(folder, 'progress.json'), 'utf8')) as PreparationProgress;
const load = (seed = 1, count = 120) =>
  loadImages({
    info: cifar10,
    source: folderSource(folder),
    images: count,
    seed,
    report: () => undefined,
    patience: { absentMs: 0, silentMs: 1000, pollMs: 10 },
  });
const contents = async () =>
  Promise.all(
    (await readdir(folder))
      .filter((name) => name.endsWith('.bin'))
      .sort()
      .map((name) => readFile(join(folder, name))),
  );

test('a plan gives every shard as many of each class, and every image to one shard', () => {
  const plans = planShards('train', Uint8Array.from(trainLabels), 10, 2);
  expect(plans).toHaveLength(6);
  expect(plans.flatMap(({ source }) => source).sort((a, b) => a - b)).toEqual(trainLabels.map((_, i) => i));
  for (const { source } of plans)
    expect(source.map((at) => trainLabels[at])).toEqual([...Array(20).keys()].map((i) => i % 10));
  expect(() => planShards('train', Uint8Array.from(trainLabels), 10, 7)).toThrow(
    /50 train images fill no shard/,
  );
});

test('shards hold the images of the sheets under their labels, and are made once', async () => {
  const told: PreparationProgress[] = [];
  const { made, manifest } = await prepare({ report: (step) => told.push(step) });
  expect([made, manifest.trainShards, manifest.testShards, manifest.complete]).toEqual([9, 6, 3, true]);
  expect(told.map(({ stage }) => stage).filter((stage, i, all) => stage !== all[i - 1])).toEqual([
    'starting',
    'downloading',
    'checking',
    'decoding',
    'ready',
  ]);
  for (const { file, part, images, source = [] } of manifest.shards) {
    expect(source).toHaveLength(images);
    const bytes = new Uint8Array(await readFile(join(folder, file)));
    for (const [slot, at] of source.entries()) {
      const sheet = part === 'test' ? 2 : Math.floor(at / imagesPerSheet);
      const row = (at % imagesPerSheet) * 3072;
      expect(bytes[slot]).toBe((part === 'test' ? testLabels : trainLabels)[at]);
      const from = images + slot * 3072;
      expect(
        Buffer.compare(bytes.subarray(from, from + 3072), sheets[sheet]!.subarray(row, row + 3072)),
      ).toBe(0);
    }
  }
  expect((await load()).count).toBe(120);
  expect(await progress()).toMatchObject({ stage: 'ready', done: 9, total: 9 });
  expect((await prepare()).made).toBe(0);
  expect(fetched).toBe(1);
  expect((await readdir(folder)).sort()).toEqual(
    [
      ...manifest.shards.flatMap(({ file }) => [file, sumsName(file)]),
      'manifest.json',
      'progress.json',
      'shown.bin',
      '16',
      '8',
    ].sort(),
  );
  expect(await readdir(join(root, 'cache'))).toEqual([]);
});

test('shards of an older version get what is read beside them, and nothing is fetched for it', async () => {
  const { manifest } = await prepare();
  const before = await contents();
  for (const { file } of manifest.shards) await rm(join(folder, sumsName(file)));
  const older = { ...manifest, shards: manifest.shards.map(({ sums: _, ...entry }) => entry) };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(older));
  expect(await prepare()).toEqual({ made: 0, manifest });
  expect(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).toEqual(manifest);
  await rm(join(folder, 'train-03.sums'));
  expect(await prepare()).toEqual({ made: 0, manifest });
  expect(await contents()).toEqual(before);
  for (const { file, images } of manifest.shards) {
    const shard = await readFile(join(folder, file));
    expect(new Uint8Array(await readFile(join(folder, sumsName(file))))).toEqual(
      sumsOf(cifar10, images, shard),
    );
  }
  expect(fetched).toBe(1);
});

test('the first test image of each of the first six classes lies beside them, made anew without fetching', async () => {
  const { manifest } = await prepare();
  const source = folderSource(folder);
  const shown = await loadShown(cifar10, source);
  const whole = await loadTestImages(cifar10, source);
  expect([...shown.labels]).toEqual([0, 1, 2, 3, 4, 5]);
  for (let label = 0; label < 6; label++) {
    const at = testLabels.indexOf(label) * 3072;
    const expected = sheets[2]!.subarray(at, at + 3072);
    expect(Buffer.compare(shown.images.subarray(3072 * label, 3072 * (label + 1)), expected)).toBe(0);
  }
  expect(shownOf(whole)).toEqual(shown);
  const { shown: _, ...older } = manifest;
  for (const spoil of [
    () => writeFile(join(folder, 'manifest.json'), JSON.stringify(older)),
    () => rm(join(folder, 'shown.bin')),
    () => truncate(join(folder, 'shown.bin'), 7),
  ]) {
    await spoil();
    await expect(loadShown(cifar10, source)).rejects.toThrow(/npm run prepare-data/);
    expect(await prepare()).toEqual({ made: 0, manifest });
    expect(await loadShown(cifar10, source)).toEqual(shown);
  }
  await writeFile(join(folder, 'shown.bin'), (await stored('shown.bin')).fill(7, 6));
  await expect(loadShown(cifar10, source)).rejects.toThrow(
    /shown.bin in .* is damaged.*npm run prepare-data/,
  );
  await prepare({ verify: true });
  expect(await loadShown(cifar10, source)).toEqual(shown);
  expect(fetched).toBe(1);
});

const stored = async (name: string) => new Uint8Array(await readFile(join(folder, name)));

test('smaller shards hold what the page would shrink, bit for bit, test images included', async () => {
  const { manifest } = await prepare();
  const source = folderSource(folder);
  const options = { info: cifar10, source, images: 90, seed: 2, report: () => undefined };
  const older = {
    ...source,
    readJson: async (file: string) => (file.includes('/') ? undefined : source.readJson(file)),
  };
  for (const size of [8, 16]) {
    const [small, shrunk] = [
      await loadImagesAt(options, size),
      shrinkImages(await loadImages(options), size),
    ];
    expect(small).toEqual(shrunk);
    expect(await loadImagesAt({ ...options, source: older }, size)).toEqual(shrunk);
    const test = await loadTestImagesAt(cifar10, source, size);
    expect(test).toEqual(shrinkImages(await loadTestImages(cifar10, source), size));
    expect(test.count).toBe(60);
    for (const { file, images } of manifest.shards)
      expect(await stored(`${size}/${file}`)).toHaveLength(images * (1 + 3 * size * size));
  }
  // They are what is read: damage is noticed.
  const file = manifest.shards.at(-1)!.file;
  await writeFile(join(folder, '8', file), new Uint8Array((await stored(`8/${file}`)).length));
  await expect(loadTestImagesAt(cifar10, source, 8)).rejects.toThrow(
    /test-02.bin in .*8 is damaged.*npm run/,
  );
  expect(await loadImagesAt(options, 32)).toEqual(await loadImages(options));
});

test.each<[string, () => Promise<void>]>([
  ['all of them', () => rm(join(folder, '8'), { recursive: true })],
  ['the manifest', () => rm(join(folder, '16', 'manifest.json'))],
  ['a shard', () => rm(join(folder, '8', 'train-02.bin'))],
  ['what lies beside one', () => rm(join(folder, '16', 'test-01.sums'))],
])(
  'smaller shards of which %s are missing are cut again, and nothing is fetched for it',
  async (_, spoil) => {
    const { manifest } = await prepare();
    const all = async () => {
      const names = (await readdir(folder, { recursive: true })).filter((name) =>
        /bin|sums|manifest/.test(name),
      );
      return Promise.all(names.sort().map(async (name) => [name, await stored(name)] as const));
    };
    const before = await all();
    await spoil();
    expect(await all()).not.toEqual(before);
    expect(await prepare()).toEqual({ made: 0, manifest });
    expect(await all()).toEqual(before);
    expect(fetched).toBe(1);
  },
);

test('a damaged smaller shard is cut again when all are verified', async () => {
  await prepare();
  const before = await stored('8/train-01.bin');
  await writeFile(join(folder, '8', 'train-01.bin'), new Uint8Array(before.length));
  await prepare({ verify: true });
  expect(await stored('8/train-01.bin')).toEqual(before);
  expect(fetched).toBe(1);
});

test('the whole set in memory, as an archive brings it, gives a run the same images as its shards', async () => {
  await prepare();
  const images = new Uint8Array(await new Blob(sheets.slice(0, trainSheets)).arrayBuffer());
  const labels = Uint8Array.from(trainLabels);
  const whole = { info: cifar10, count: labels.length, images, labels };
  for (const [wanted, seed] of [
    [120, 1],
    [40, 2],
    [25, 3],
  ] as const) {
    const cut = cutShards(whole, wanted, seed, 20);
    const shards = await load(seed, wanted);
    expect(cut.labels).toEqual(shards.labels);
    expect(Buffer.compare(cut.images, shards.images)).toBe(0);
  }
});

test('stopped half-way, it goes on from the finished shards', async () => {
  const stop = new AbortController();
  const report = ({ stage, done }: PreparationProgress) => {
    if (stage === 'decoding' && done === 3) stop.abort(new Error('stopped'));
  };
  await expect(prepare({ report, signal: stop.signal })).rejects.toThrow('stopped');
  expect(await progress()).toMatchObject({
    stage: 'failed',
    error: expect.stringContaining('npm run prepare-data'),
  });
  expect((await prepare()).made).toBe(6);
  const resumed = await contents();
  await rm(folder, { recursive: true });
  await prepare();
  expect(await contents()).toEqual(resumed);
});

test('a truncated shard is made anew at once, a damaged one when all are verified', async () => {
  await prepare();
  const before = await contents();
  await truncate(join(folder, 'train-03.bin'), 100);
  expect((await prepare()).made).toBe(1);
  await writeFile(join(folder, 'test-01.bin'), new Uint8Array(before[1]!.length));
  expect((await prepare()).made).toBe(0);
  expect((await prepare({ verify: true })).made).toBe(1);
  expect(await contents()).toEqual(before);
});

test('of two at the same time one works and the other waits', async () => {
  const told: PreparationProgress[] = [];
  const both = await Promise.all([prepare(), prepare({ report: (step) => told.push(step) })]);
  expect(both.map(({ made }) => made).sort()).toEqual([0, 9]);
  expect(fetched).toBe(1);
  expect((await load()).count).toBe(120);
});

test('the lock and the half-written files of a killed process are no hindrance', async () => {
  await mkdir(folder);
  const old = new Date(Date.now() - 120_000);
  for (const name of ['.lock', 'train-00.bin.part-killed']) {
    await writeFile(join(folder, name), 'left behind');
    await utimes(join(folder, name), old, old);
  }
  expect((await prepare()).made).toBe(9);
  expect((await readdir(folder)).filter((name) => /lock|part-/.test(name))).toEqual([]);
});

test('what cannot be fetched is told to the caller and to the page', async () => {
  const origin = { ...originOf(), fetch: () => Promise.reject(new Error('no network: connect')) };
  await expect(prepare({ origin })).rejects.toThrow('no network: connect');
  expect(await progress()).toMatchObject({ stage: 'failed', error: 'no network: connect' });
  await expect(load()).rejects.toThrow('no network: connect');
  expect((await prepare()).made).toBe(9);
});

test('a place that cannot be written is named, with the remedy', async () => {
  await writeFile(join(root, 'file'), '');
  await expect(prepare({ folder: join(root, 'file', 'cifar10') })).rejects.toMatchObject({
    name: 'DataError',
    message: expect.stringMatching(/could not be kept in .*ENOTDIR.*npm run prepare-data/),
  });
});

test('a disk that fills up meanwhile is told with the file, keeps the shards that are whole and nothing half made', async () => {
  let full = false;
  const stop = withFullDisk(
    () => full,
    () =>
      prepare({
        report({ stage, done }) {
          if (stage === 'decoding' && done === 3) full = true;
        },
      }),
  );
  await expect(stop).rejects.toMatchObject({
    name: 'DataError',
    message: expect.stringMatching(
      /could not be kept in .*cifar10.*: the disk is full \(ENOSPC\).*npm run prepare-data/,
    ),
  });
  expect((await readdir(folder)).filter((name) => /part-|lock/.test(name))).toEqual([]);
  expect((await prepare()).made).toBeLessThan(9);
});

test('what is decoded must be what is known of the set', async () => {
  const [first, ...others] = trainLabels;
  const uneven = originOf(tarball([(first! + 1) % 10, ...others]));
  await expect(prepare({ origin: uneven })).rejects.toThrow(/training labels have .* expected 12 of each/);
  const otherOrder = originOf(tarball([...trainLabels.slice(60), ...trainLabels.slice(0, 60)]));
  await expect(prepare({ origin: otherOrder })).rejects.toThrow(/first training labels are/);
  const brighter = { ...originOf(), facts: { ...facts, mean: [0.6, 0.5, 0.4] } };
  await expect(prepare({ origin: brighter })).rejects.toThrow(
    /channels' mean is 0.\d{4} .* expected 0.6000 0.5000 0.4000/,
  );
  await expect(prepare({ origin: originOf(new Uint8Array(99)) })).rejects.toThrow(
    /package.tgz could not be read/,
  );
});
