import { expect, test } from 'vitest';
import { cifar10 } from '../cifar10/info.ts';
import { shrinkImages } from '../shrink.ts';
import { firstByte, type MadeShards, madeShards, shape } from '../testing/shards.ts';
import { loadImages } from './load.ts';
import { manifestFile, readShardManifest } from './manifest.ts';
import { chooseShards } from './plan.ts';
import { loadImagesAt, smallerInfos } from './smaller.ts';
import { sourceWithin } from './source.ts';

const report = () => undefined;
const small = smallerInfos(cifar10).find(({ height }) => height === 8)!;

/** A place with smaller shards whose pixels differ from the whole ones', so that it shows which were read. */
async function bothSizes(): Promise<{ whole: MadeShards; smaller: MadeShards }> {
  const [whole, smaller] = [await madeShards(), await madeShards(small)];
  const copy = (): void => {
    for (const [name, content] of smaller.files) whole.files.set(`8/${name}`, content);
  };
  copy();
  return {
    whole,
    smaller: {
      ...smaller,
      publish(entries) {
        smaller.publish(entries);
        copy();
      },
    },
  };
}

test('shards of the wanted size are read where all that a run needs are there, else whole ones are shrunk', async () => {
  const { whole, smaller } = await bothSizes();
  const options = { info: cifar10, source: whole.source, images: 50, seed: 3, report };
  const shrunk = shrinkImages(await loadImages(options), 8);
  for (const { file } of whole.entries) whole.files.set(file, new Uint8Array(1));
  expect(await loadImagesAt(options, 8)).toEqual(shrunk);
  await expect(loadImagesAt(options, 16)).rejects.toThrow(/train-0\d.bin in the made folder has 1 bytes/);
  const [, first, ...others] = chooseShards(shape, 50, 3, '').map((index) => smaller.entries[index]!);
  smaller.publish(smaller.entries.filter((entry) => entry !== first));
  await expect(loadImagesAt(options, 8)).rejects.toThrow(/train-0\d.bin in the made folder has 1 bytes/);
  smaller.publish(smaller.entries);
  whole.files.set(`8/${others[0]!.file}`, new Uint8Array(others[0]!.bytes));
  await expect(loadImagesAt(options, 8)).rejects.toThrow(
    new RegExp(`${others[0]!.file} in the made folder/8 is damaged.*npm run prepare-data`),
  );
  whole.files.set(`8/${manifestFile}`, 'half of');
  await expect(loadImagesAt(options, 8)).rejects.toThrow(
    /manifest.json in the made folder\/8 cannot be used/,
  );
});

test('a place with only some shards gives a seed the first of its order that are there', async () => {
  const made = await madeShards();
  const order = chooseShards(shape, 80, 1, '');
  const shipped = order.slice(0, 3).sort((a, b) => a - b);
  const listed = made.entries.filter(({ part, index }) => part === 'train' && shipped.includes(index));
  made.publish(listed);
  const manifest = { ...(made.files.get(manifestFile) as object), testShards: 0, shipped, complete: true };
  made.files.set(manifestFile, manifest);
  const load = (images: number, seed: number) => loadImages({ ...made, images, seed, report });
  const found = async (images: number, seed: number) => {
    const { images: bytes, count } = await load(images, seed);
    return Array.from({ length: count / 20 }, (_, slot) => firstByte(bytes, 20 * slot));
  };
  expect(await found(60, 1)).toEqual(order.slice(0, 3));
  const other = chooseShards(shape, 80, 5, '');
  expect(await found(40, 5)).toEqual(other.filter((index) => shipped.includes(index)).slice(0, 2));
  await expect(load(61, 1)).rejects.toThrow(
    '61 images were asked for, but the training part of CIFAR-10 here has 60. Choose fewer training or validation images.',
  );
  for (const wrong of [[2, 1], [0, 4], [0, 0], []]) {
    const read = readShardManifest({ ...manifest, shipped: wrong }, cifar10);
    expect(read.ok ? '' : read.error).toContain('shipped');
  }
  const lacking = readShardManifest({ ...manifest, shipped: shipped.slice(0, 2) }, cifar10);
  expect(lacking.ok ? '' : lacking.error).toContain('complete');
});

test('a place within another reads the files of its folder', async () => {
  const { whole } = await bothSizes();
  const asked: string[] = [];
  const readParts = async (file: string) => {
    asked.push(file);
    return [];
  };
  const within = sourceWithin({ ...whole.source, place: 'http://localhost/data/', readParts }, '8');
  expect(within.place).toBe('http://localhost/data/8');
  expect(await within.readJson(manifestFile)).toEqual(whole.files.get('8/manifest.json'));
  expect(await within.readBytes('train-00.bin')).toBe(whole.files.get('8/train-00.bin'));
  await within.readParts?.('train-01.bin', [[0, 1]]);
  expect(asked).toEqual(['8/train-01.bin']);
  expect(sourceWithin(whole.source, '8').readParts).toBeUndefined();
});
