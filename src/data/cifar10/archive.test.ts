import { createTar } from 'nanotar';
import { expect, test } from 'vitest';
import { imageBytes } from '../dataset.ts';
import { readCifarArchive, readCifarTest } from './archive.ts';
import { cifar10 } from './info.ts';

const imagesPerBatch = 20;
const cifarImageBytes = imageBytes(cifar10);
const recordBytes = 1 + cifarImageBytes;

/** Image i of batch b: label i mod 10; a pixel's red is b, its green i, its blue its place modulo 251. */
function batch(number: number): Uint8Array {
  const bytes = new Uint8Array(imagesPerBatch * recordBytes);
  for (let i = 0; i < imagesPerBatch; i++) {
    const record = bytes.subarray(i * recordBytes, (i + 1) * recordBytes);
    record[0] = i % 10;
    record.fill(number, 1, 1025).fill(i, 1025, 2049);
    for (let pixel = 0; pixel < 1024; pixel++) record[2049 + pixel] = pixel % 251;
  }
  return bytes;
}

type Files = Record<string, Uint8Array | string>;
const official = (): Files => ({
  'cifar-10-batches-bin/batches.meta.txt': 'airplane\nautomobile\n',
  'cifar-10-batches-bin/data_batch_4.bin': batch(4),
  'cifar-10-batches-bin/data_batch_1.bin': batch(1),
  'cifar-10-batches-bin/readme.html': '<html></html>',
  'cifar-10-batches-bin/test_batch.bin': batch(9),
  'cifar-10-batches-bin/data_batch_2.bin': batch(2),
  'cifar-10-batches-bin/data_batch_3.bin': batch(3),
  'cifar-10-batches-bin/data_batch_5.bin': batch(5),
});
const tarOf = (files: Files) =>
  Uint8Array.from(createTar(Object.entries(files).map(([name, data]) => ({ name, data }))));
const gzip = async (bytes: Uint8Array<ArrayBuffer>) =>
  new Uint8Array(
    await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
  );
const dropped = (bytes: Uint8Array<ArrayBuffer>) => new File([bytes], 'dropped.tar.gz');
const read = async (blob: Blob) => (await readCifarArchive(blob, { imagesPerBatch })).set;
const changed = async (change: (files: Files) => void) => {
  const files = official();
  change(files);
  return read(dropped(await gzip(tarOf(files))));
};

test('training batches in any order become one set in NHWC; the test batch is left alone', async () => {
  const reports: number[] = [];
  const archive = dropped(await gzip(tarOf(official())));
  const { set, shown } = await readCifarArchive(archive, {
    imagesPerBatch,
    report: (done) => reports.push(done),
  });
  expect(set.count).toBe(100);
  expect(Array.from(set.labels.subarray(15, 25))).toEqual([5, 6, 7, 8, 9, 0, 1, 2, 3, 4]);
  const at = (3 * imagesPerBatch + 7) * cifarImageBytes + 3 * 300;
  expect(Array.from(set.images.subarray(at, at + 3))).toEqual([4, 7, 300 % 251]);
  expect(reports.at(-1)).toBe(archive.size);
  expect(Array.from(shown?.labels ?? [])).toEqual([0, 1, 2, 3, 4, 5]);
  // The first of its class, pixel 300: batch 9, image 4.
  const pixel = 4 * cifarImageBytes + 3 * 300;
  expect(Array.from(shown?.images.subarray(pixel, pixel + 3) ?? [])).toEqual([9, 4, 300 % 251]);
});

test('the test batch alone is read where it is asked for', async () => {
  const archive = dropped(await gzip(tarOf(official())));
  const set = await readCifarTest(archive, { imagesPerBatch });
  expect(set.count).toBe(imagesPerBatch);
  const at = 7 * cifarImageBytes + 3 * 300;
  expect([set.labels[17], ...set.images.subarray(at, at + 3)]).toEqual([7, 9, 7, 300 % 251]);
  const files = official();
  delete files['cifar-10-batches-bin/test_batch.bin'];
  const without = dropped(await gzip(tarOf(files)));
  await expect(readCifarTest(without, { imagesPerBatch })).rejects.toThrow(
    /dropped.tar.gz holds no test_batch.bin/,
  );
});

test('a tar whose gzip layer the browser took off is taken too', async () => {
  expect((await read(new Blob([tarOf(official())]))).count).toBe(100);
});

const bin = (number: number) => `cifar-10-batches-bin/data_batch_${number}.bin`;

test.each<[string, (files: Files) => void, RegExp]>([
  ['a missing batch', (files) => delete files[bin(3)], /dropped.tar.gz holds no data_batch_3.bin/],
  [
    'a batch twice',
    (files) => Object.assign(files, { 'copy/data_batch_1.bin': batch(1) }),
    /data_batch_1.bin twice/,
  ],
  [
    'a short batch',
    (files) => (files[bin(2)] = batch(2).slice(1)),
    /data_batch_2.bin has 61459 bytes instead of 61460/,
  ],
  [
    'a label over 9',
    (files) => (batchOf(files, 5)[7 * recordBytes] = 10),
    /data_batch_5.bin gives its image 7 the label 10/,
  ],
  ['uneven classes', (files) => (batchOf(files, 5)[0] = 1), /holds 9, 11, 10, 10/],
])('%s is named', async (_, change, message) => {
  await expect(changed(change)).rejects.toThrow(message);
});

function batchOf(files: Files, number: number): Uint8Array {
  return files[bin(number)] as Uint8Array;
}

test('other versions and other sets are told apart', async () => {
  const holding = async (...names: string[]) =>
    read(dropped(await gzip(tarOf(Object.fromEntries(names.map((name) => [name, 'x']))))));
  await expect(holding('cifar-10-batches-py/data_batch_1')).rejects.toThrow(/is the Python version/);
  await expect(holding('cifar-10-batches-mat/data_batch_1.mat')).rejects.toThrow(/is the Matlab version/);
  await expect(holding('cifar-100-binary/train.bin')).rejects.toThrow(/looks like CIFAR-100/);
  await expect(holding('a', 'b', 'c', 'd')).rejects.toThrow(
    /holds no data_batch_1.bin \(it holds a, b, c, …\)/,
  );
});

test('what is no archive is refused with the remedy', async () => {
  const remedy = /Drop the file cifar-10-binary.tar.gz/;
  await expect(read(new File([], 'empty.bin'))).rejects.toThrow(/empty.bin is empty. Drop the file/);
  const picture = new File([Uint8Array.of(0x89, 0x50, 0x4e, 0x47)], 'cat.png');
  await expect(read(picture)).rejects.toThrow(
    /cat.png is no gzip archive \(its first bytes are 89 50 4e 47\)/,
  );
  await expect(read(picture)).rejects.toThrow(remedy);
  const noTar = dropped(await gzip(new Uint8Array(5000).fill(65)));
  await expect(read(noTar)).rejects.toThrow(/could not be read to its end: what it holds is no tar archive/);
});

test('an archive that was cut off or damaged is refused', async () => {
  const whole = await gzip(tarOf(official()));
  await expect(read(dropped(whole.slice(0, whole.length >> 1)))).rejects.toThrow(
    /dropped.tar.gz could not be read/,
  );
  await expect(read(dropped(whole.slice(0, -6)))).rejects.toThrow(/dropped.tar.gz could not be read/);
  const flipped = whole.slice();
  flipped[flipped.length - 8]! ^= 1;
  await expect(read(dropped(flipped))).rejects.toThrow(/dropped.tar.gz could not be read/);
  const short = tarOf(official()).slice(0, 30_000);
  await expect(read(new Blob([short]))).rejects.toThrow(
    /The archive could not be read to its end: it ends early/,
  );
});

test('what gzip and tar read is read', async () => {
  const tar = tarOf(official());
  const [one, other] = [await gzip(tar.slice(0, 99_999)), await gzip(tar.slice(99_999))];
  const joined = Uint8Array.from([...one, ...other]);
  const behind = Uint8Array.from([...(await gzip(tar)), ...new TextEncoder().encode('\r\n<!-- -->')]);
  const old = tar.slice();
  // No magic, and the checksum without it: a tar of before ustar.
  for (let at = 0; at < old.length; ) {
    const header = old.subarray(at, at + 512);
    if (header.every((byte) => byte === 0)) break;
    header.fill(0, 257, 512).fill(32, 148, 156);
    const sum = header.reduce((all, byte) => all + byte, 0);
    header.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
    const size = Number.parseInt(new TextDecoder().decode(header.subarray(124, 135)), 8);
    at += 512 + 512 * Math.ceil(size / 512);
  }
  const wanted = await read(new Blob([tar]));
  for (const bytes of [joined, behind, old, await gzip(old)]) {
    expect(await read(dropped(bytes))).toEqual(wanted);
  }
});

test('no sentence ends in two stops', async () => {
  const whole = await gzip(tarOf(official()));
  const tar = tarOf(official());
  const tries: Uint8Array<ArrayBuffer>[] = [whole.slice(0, 3), whole.slice(0, 15)];
  for (let part = 1; part < 12; part++) {
    tries.push(whole.slice(0, (whole.length * part) / 12), tar.slice(0, (tar.length * part) / 12));
    const damaged = whole.slice();
    damaged[Math.floor((whole.length * part) / 12)]! ^= 0xff;
    tries.push(damaged);
    const header = tar.slice();
    header[512 * part]! ^= 0xff;
    tries.push(header);
  }
  const messages = new Set<string>();
  for (const bytes of [new Uint8Array(0), new Uint8Array(5000).fill(65), ...tries]) {
    await read(dropped(bytes)).catch((thrown: Error) => messages.add(thrown.message));
  }
  const failing = new File(['x'.repeat(600)], 'gone.tar');
  const stream = () =>
    new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) => controller.error(new Error('A requested file could not be found.')),
    });
  const broken = Object.assign(failing, { stream, slice: () => new Blob([tar.slice(0, 512)]) });
  await read(broken).catch((thrown: Error) => messages.add(thrown.message));
  expect([...messages].join('\n')).toContain(
    'gone.tar could not be read to its end: A requested file could not be found. Drop',
  );
  expect(messages.size).toBeGreaterThan(8);
  for (const message of messages) expect(message).not.toMatch(/[.!?]\s*[.]\s/);
});

test('reading stops when it is told to', async () => {
  const stop = AbortSignal.abort(new Error('stopped'));
  const archive = dropped(await gzip(tarOf(official())));
  await expect(readCifarArchive(archive, { imagesPerBatch, signal: stop })).rejects.toThrow('stopped');
});

test('an archive without test images gives none to be shown, and is read all the same', async () => {
  const files = official();
  delete files['cifar-10-batches-bin/test_batch.bin'];
  const { set, shown } = await readCifarArchive(dropped(await gzip(tarOf(files))), { imagesPerBatch });
  expect(set.count).toBe(100);
  expect(shown).toBeNull();
});
