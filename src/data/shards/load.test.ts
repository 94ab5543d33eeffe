import { afterEach, expect, test, vi } from 'vitest';
import { DataError } from '../../base/errors.ts';
import { cifar10 } from '../cifar10/info.ts';
import { type ImageSet, imageBytes, type LoadProgress } from '../dataset.ts';
import { splitSet } from '../split.ts';
import { firstByte, madeShards, shape } from '../testing/shards.ts';
import { loadImages } from './load.ts';
import type { FilePart } from './parts.ts';
import { chooseShards as chooseFrom } from './plan.ts';
import type { ShardSource } from './source.ts';

afterEach(() => vi.unstubAllGlobals());

const patience = { absentMs: 30, silentMs: 60, pollMs: 2 };
const report = () => undefined;
const published = { imagesPerShard: 1000, trainShards: 50 };
const chooseShards = (shards: typeof published, images: number, seed: number) =>
  chooseFrom(shards, images, seed, cifar10.title);

test('a run takes the first shards of an order that its seed decides', () => {
  expect(chooseShards(published, 5000, 1)).toHaveLength(5);
  expect(chooseShards(published, 5001, 1)).toHaveLength(6);
  expect(chooseShards(published, 5001, 1).slice(0, 5)).toEqual(chooseShards(published, 5000, 1));
  expect(chooseShards(published, 5000, 2)).not.toEqual(chooseShards(published, 5000, 1));
  const all = chooseShards(published, 50_000, 7).sort((a, b) => a - b);
  expect(all).toEqual(Array.from({ length: 50 }, (_, i) => i));
});

test('the order of shards stays as it was: links and runs of old versions depend on it', () => {
  expect(chooseShards(published, 5000, 1)).toEqual([23, 8, 17, 28, 25]);
});

test.each([0, 50_001, 1.5])('%d images cannot be asked for', (images) => {
  expect(() => chooseShards(published, images, 1)).toThrow(
    /images were asked for, but the training part of CIFAR-10 here has 50000/,
  );
});

test('images and labels of the chosen shards arrive in the seeded order, with progress', async () => {
  const { info, source } = await madeShards();
  const told: LoadProgress[] = [];
  const set = await loadImages({
    info,
    source,
    images: 50,
    seed: 3,
    report: (progress) => told.push(progress),
  });
  const chosen = chooseShards(shape, 50, 3);
  expect(set.count).toBe(60);
  expect(set.images).toHaveLength(60 * imageBytes(cifar10));
  expect([0, 20, 40].map((i) => firstByte(set.images, i))).toEqual(chosen);
  expect(Array.from(set.labels.subarray(18, 24))).toEqual([8, 9, 0, 1, 2, 3]);
  expect(told.map(({ stage }) => stage)).toEqual(['loading', 'loading', 'loading', 'ready']);
  expect(told.at(-1)).toMatchObject({ doneBytes: 3 * 61_460, totalBytes: 3 * 61_460 });
});

/** A host of which parts of files can be read: `read` counts bytes, `parts` may spoil what comes. */
function partly(made: Awaited<ReturnType<typeof madeShards>>, spoil: (parts: FilePart[]) => FilePart[]) {
  const read = { whole: 0, parts: 0 };
  const source: ShardSource = {
    ...made.source,
    async readBytes(file, signal) {
      const bytes = await made.source.readBytes(file, signal);
      if (file.endsWith('.bin')) read.whole += bytes?.length ?? 0;
      return bytes;
    },
    async readParts(file, spans) {
      const bytes = made.files.get(file) as Uint8Array<ArrayBuffer>;
      const parts = spoil(spans.map(([start, end]) => ({ start, bytes: bytes.slice(start, end) })));
      read.parts += parts.reduce((sum, part) => sum + part.bytes.length, 0);
      return parts;
    },
  };
  return { source, read };
}

const wanted = (labelled: ImageSet) => Object.values(splitSet(labelled, 3, 5, 5));

test('of few wanted images no others are read, and they are the very ones', async () => {
  const made = await madeShards();
  const { source, read } = partly(made, (parts) => parts);
  const whole = await loadImages({ ...made, images: 8, seed: 3, report });
  const told: LoadProgress[] = [];
  const options = { info: made.info, source, images: 8, seed: 3 };
  const set = await loadImages({ ...options, wanted, report: (progress) => told.push(progress) });
  const size = imageBytes(cifar10);
  expect(read).toEqual({ whole: 0, parts: 8 * size });
  expect(told.at(-1)).toEqual({
    stage: 'ready',
    doneBytes: 8 * size,
    totalBytes: 8 * size,
    detail: '8 images of CIFAR-10 are loaded.',
  });
  expect([set.count, set.labels]).toEqual([whole.count, whole.labels]);
  expect(Object.values(splitSet(whole, 3, 5, 5))).toEqual(wanted(set));
  for (const image of wanted(set).flatMap((some) => [...some])) {
    const pixels = (of: ImageSet) => of.images.subarray(image * size, (image + 1) * size);
    expect(pixels(set)).toEqual(pixels(whole));
  }
});

test.each<[string, (parts: FilePart[]) => FilePart[]]>([
  ['nothing of use', () => []],
  ['damaged bytes', (parts) => parts.map(({ start, bytes }) => ({ start, bytes: bytes.map((x) => x ^ 1) }))],
])('where a host sends %s for parts, shards are read whole', async (_, spoil) => {
  const made = await madeShards();
  const { source, read } = partly(made, spoil);
  const options = { info: made.info, source, images: 8, seed: 3, wanted, report };
  const whole = await loadImages({ ...made, images: 8, seed: 3, report });
  expect(await loadImages(options)).toEqual(whole);
  expect(read.whole).toBe(61_460);
  for (const { file } of made.entries) (made.files.get(file) as Uint8Array)[5000]!++;
  await expect(loadImages(options)).rejects.toThrow(/train-0\d.bin .* damaged/);
});

test('of many loaded shards, a few that are looked at are read alone, where that is said', async () => {
  const made = await madeShards();
  const read: string[] = [];
  const readParts = async (file: string) => {
    read.push(file);
    return [{ start: 0, bytes: made.files.get(file) as Uint8Array<ArrayBuffer> }];
  };
  const readBytes = async (file: string, signal?: AbortSignal) => {
    if (file.endsWith('.bin')) read.push(`all of ${file}`);
    return made.source.readBytes(file, signal);
  };
  const source = { ...made.source, readParts, readBytes };
  const last = (labelled: ImageSet) => [Uint32Array.of(labelled.count - 1)];
  const options = { info: made.info, source, images: 80, seed: 3, wanted: last, report };
  await loadImages(options);
  expect(read.filter((file) => file.startsWith('all'))).toHaveLength(4);
  read.length = 0;
  await loadImages({ ...options, looked: 1 });
  expect(read).toHaveLength(1);
  expect(read[0]).toMatch(/^train/);
});

test('many wanted images, or a shard of an older version, are read whole', async () => {
  const made = await madeShards();
  const { source, read } = partly(made, (parts) => parts);
  await loadImages({ info: made.info, source, images: 41, seed: 3, wanted, report });
  expect(read).toEqual({ whole: 3 * 61_460, parts: 0 });
  made.publish(made.entries.map(({ sums: _, ...entry }) => entry));
  await loadImages({ info: made.info, source, images: 20, seed: 3, wanted: () => [], report });
  expect(read).toEqual({ whole: 4 * 61_460, parts: 0 });
});

test('without the platform’s digest (an insecure origin) shards are checked all the same', async () => {
  const { info, source, files } = await madeShards();
  vi.stubGlobal('crypto', {});
  await expect(loadImages({ info, source, images: 80, seed: 1, report })).resolves.toMatchObject({
    count: 80,
  });
  (files.get('train-02.bin') as Uint8Array)[5000]!++;
  await expect(loadImages({ info, source, images: 80, seed: 1, report })).rejects.toThrow(
    /train-02.bin .* damaged/,
  );
});

test('shards that are still being made are waited for', async () => {
  const made = await madeShards();
  made.files.delete('manifest.json');
  made.progress('downloading', 1);
  const told: LoadProgress[] = [];
  const loading = loadImages({ ...made, images: 80, seed: 1, patience, report: (step) => told.push(step) });
  for (let count = 0; count <= 5; count++) {
    await new Promise((resolve) => setTimeout(resolve, 15));
    made.publish(made.entries.slice(0, count));
    made.progress('decoding', 2 + count);
  }
  expect((await loading).count).toBe(80);
  expect(told[0]).toMatchObject({ stage: 'waiting', doneBytes: 0 });
  expect(told.some(({ detail }) => detail.includes('It is at decoding.'))).toBe(true);
});

test.each<[string, (bytes: Uint8Array<ArrayBuffer>) => unknown, RegExp]>([
  ['missing', () => undefined, /train-01.bin in the made folder is missing.*npm run prepare-data/],
  [
    'truncated',
    (bytes) => bytes.slice(0, 1000),
    /train-01.bin .* has 1000 bytes instead of 61460.*prepare-data/,
  ],
  [
    'damaged',
    (bytes) => bytes.map((x) => x ^ 1),
    /train-01.bin .* is damaged: its SHA-256 is .*prepare-data/,
  ],
])('a %s shard is named, with the remedy', async (_, change, message) => {
  const { info, source, files } = await madeShards();
  files.set('train-01.bin', change(files.get('train-01.bin') as Uint8Array<ArrayBuffer>));
  const loading = loadImages({ info, source, images: 80, seed: 1, report });
  await expect(loading).rejects.toThrow(message);
  await expect(loading).rejects.toBeInstanceOf(DataError);
});

test('a manifest that is cut off is named, with the remedy', async () => {
  const { info, source, files } = await madeShards();
  files.set('manifest.json', '{"version":1,"data');
  await expect(loadImages({ info, source, images: 20, seed: 1, report })).rejects.toThrow(
    /manifest.json in the made folder cannot be used: .*prepare-data/,
  );
});

test('where nothing is and nothing comes, that is said', async () => {
  const made = await madeShards();
  made.files.clear();
  await expect(loadImages({ ...made, images: 20, seed: 1, patience, report })).rejects.toThrow(
    /no CIFAR-10 images in the made folder.*drop cifar-10-binary.tar.gz/,
  );
});

test('a partial set that nobody goes on with is no endless wait', async () => {
  const made = await madeShards();
  made.publish(made.entries.slice(0, 2));
  await expect(loadImages({ ...made, images: 80, seed: 1, patience, report })).rejects.toThrow(
    /lists 2 shards.*nobody is making them/,
  );
  made.progress('decoding', 1);
  await expect(loadImages({ ...made, images: 80, seed: 1, patience, report })).rejects.toThrow(
    /has been silent for .* "It is at decoding."/,
  );
});

test('a failed preparation’s own words are passed on', async () => {
  const made = await madeShards();
  made.files.delete('manifest.json');
  made.progress('failed', 1, 'No network: connect, then go on.');
  await expect(loadImages({ ...made, images: 20, seed: 1, patience, report })).rejects.toThrow(
    'No network: connect, then go on.',
  );
});

test('a preparation that follows a failed one is waited for', async () => {
  const made = await madeShards();
  const all = made.entries;
  made.files.delete('manifest.json');
  made.progress('failed', 1, 'No network.');
  const stages: string[] = [];
  const loading = loadImages({
    ...made,
    images: 20,
    seed: 1,
    patience: { absentMs: 5000, silentMs: 5000, pollMs: 1 },
    report: ({ stage }) => {
      stages.push(stage);
      if (stages.length === 2) made.progress('decoding', 2);
      if (stages.length === 4) made.publish(all);
    },
  });
  await expect(loading).resolves.toMatchObject({ count: 20 });
  expect(stages.slice(0, 2)).toEqual(['waiting', 'waiting']);
});

test('stopping ends the wait at once', async () => {
  const made = await madeShards();
  made.files.delete('manifest.json');
  made.progress('downloading', 1);
  const stop = new AbortController();
  const slow = { absentMs: 9e4, silentMs: 9e4, pollMs: 9e4 };
  const loading = loadImages({ ...made, images: 20, seed: 1, report, patience: slow, signal: stop.signal });
  setTimeout(() => stop.abort(new Error('stopped')), 5);
  await expect(loading).rejects.toThrow('stopped');
});
