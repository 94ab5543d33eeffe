import { expect, test } from 'vitest';
import { bitAt, readBits } from '../../base/bytes/bits.ts';
import { DataError } from '../../base/errors.ts';
import { cifar10 } from '../../data/cifar10/info.ts';
import { imageBytes } from '../../data/dataset.ts';
import { sha256 } from '../../data/sha256.ts';
import { manifestFile, type ShardManifest } from '../../data/shards/manifest.ts';
import { encodeShown, shownBytes } from '../../data/shown.ts';
import { type MadeShards, madeShards } from '../../data/testing/shards.ts';
import { createWasmExecutor } from '../../engine/wasm/executor.ts';
import { openNodeCrew } from '../../engine/wasm/threads/nodeCrew.ts';
import type { Evaluation } from '../../search/trial.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { presetOf } from '../../space/presets.ts';
import { trainingEvaluator } from './evaluator.ts';
import { readImages, readOutside } from './images.ts';

const settings = {
  ...TINY_SETTINGS,
  dataset: 'synthetic',
  trainImages: 20,
  validationImages: 20,
  imageSize: 8,
  filters: 2,
  epochs: 1,
  batch: 10,
  blocks: 1,
} as const;
const told = {
  dataUrl: 'http://localhost/',
  archive: null,
  signal: new AbortController().signal,
  data: () => {},
};
const nowhere = {
  place: 'nowhere',
  readJson: async () => undefined,
  readBytes: async () => undefined,
};
const real = { ...settings, dataset: 'cifar10', trainImages: 10, validationImages: 10 } as const;

/** Sets the six images into a made place. */
async function withShown(made: MadeShards, change: Partial<NonNullable<ShardManifest['shown']>> = {}) {
  const images = new Uint8Array(6 * imageBytes(cifar10)).map((_, index) => index % 251);
  const labels = Uint8Array.from({ length: 6 }, (_, label) => label);
  const bytes = encodeShown({ info: cifar10, count: 6, images, labels });
  made.files.set('shown.bin', bytes);
  const entry = { file: 'shown.bin', images: 6, bytes: shownBytes(cifar10), sha256: await sha256(bytes) };
  made.files.set(manifestFile, {
    ...(made.files.get(manifestFile) as ShardManifest),
    shown: { ...entry, ...change },
  });
  return images;
}

test('a run gets the six images of its data set, and goes on without them, told why', async () => {
  const made = await madeShards();
  const without = await readImages(real, told, made.source);
  expect(without.shown).toMatchObject({ ok: false, error: expect.stringMatching(/npm run prepare-data/) });
  expect(without.set.count).toBe(20);
  const images = await withShown(made);
  const read = await readImages(real, told, made.source);
  expect(read.shown.ok && read.shown.value.images).toEqual(images);
  await withShown(made, { sha256: 'a'.repeat(64) });
  const damaged = await readImages(real, told, made.source);
  expect(damaged.shown).toMatchObject({ ok: false, error: expect.stringMatching(/damaged/) });
  const drawn = await readImages(settings, told, nowhere);
  expect(drawn.shown.ok && [...drawn.shown.value.labels]).toEqual([0, 1, 2, 3, 4, 5]);
  expect(drawn.shown.ok && drawn.shown.value.info.height).toBe(32);
});

test('images outside the split are none of those that a run trains or is judged on', async () => {
  const { set, split } = await readImages(settings, told, nowhere);
  const outside = await readOutside(settings, told, split, nowhere);
  expect(outside?.count).toBe(5000);
  const size = imageBytes(set.info);
  const key = (images: Uint8Array, index: number): string =>
    Buffer.from(images.subarray(index * size, (index + 1) * size)).toString('base64');
  const used = new Set([...split.train, ...split.validation].map((index) => key(set.images, index)));
  expect(used.size).toBe(40);
  for (let index = 0; index < 5000; index++) expect(used.has(key(outside!.images, index))).toBe(false);
  const counts = new Array<number>(10).fill(0);
  for (const label of outside!.labels) counts[label]!++;
  expect(counts).toEqual(new Array<number>(10).fill(500));
  expect(await readOutside(settings, told, split, nowhere)).toEqual(outside);
});

test('where too few are left there are none: a site may have some of the images alone', async () => {
  const made = await madeShards();
  const { split } = await readImages(real, told, made.source);
  expect(await readOutside(real, told, split, made.source)).toBeNull();
  const most = { ...settings, trainImages: 40_000, validationImages: 9000 };
  expect(await readOutside(most, told, split, nowhere)).toBeNull();
});

const executor = createWasmExecutor(await openNodeCrew(1));
const { architecture } = presetOf('nasnet-a');
const lost = new Promise<string>(() => {});

async function finalist(
  outside: () => Promise<Awaited<ReturnType<typeof executor.upload>> | null>,
  isFinal = true,
): Promise<Evaluation> {
  const { set, split } = await readImages(settings, told, nowhere);
  const images = await executor.upload(set);
  const evaluator = trainingEvaluator(settings, { executor, images, split, lost, outside });
  const steps = evaluator.evaluate(architecture, 1, { again: { training: 3, isFinal } });
  for (;;) {
    const { value, done } = await steps.next();
    if (done) return value;
  }
}

test('a finalist’s final training is judged on images outside the split, its earlier ones on the validation images', async () => {
  const { split } = await readImages(settings, told, nowhere);
  let asked = 0;
  const outside = async () => {
    asked++;
    const set = await readOutside(settings, told, split, nowhere);
    return executor.upload(set!);
  };
  const final = await finalist(outside);
  expect(final.judged).toEqual({ on: 'outside', images: 5000 });
  const bits = readBits(final.right ?? '', 5000);
  if (!bits.ok) throw new Error('its bits are damaged');
  const right = Array.from({ length: 5000 }, (_, index) => bitAt(bits.value, index)).filter(Boolean).length;
  expect(right / 5000).toBe(final.accuracy);
  expect(final.epochs.at(-1)?.validationAccuracy).toBeUndefined();
  const fresh = await finalist(outside, false);
  expect(fresh.judged).toEqual({ on: 'validation', images: 20 });
  expect(asked).toBe(1);
});

test('with none left it is judged on the validation images, and where they cannot be had it fails in a sentence', async () => {
  expect((await finalist(async () => null)).judged).toEqual({ on: 'validation', images: 20 });
  const failed = await finalist(async () => {
    throw new DataError('train-07.bin is missing.');
  });
  expect(failed).toEqual({
    accuracy: null,
    reason: 'The images that were to judge it could not be loaded: train-07.bin is missing.',
    seconds: 0,
    epochs: [],
  });
});
