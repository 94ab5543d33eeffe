import { expect, test } from 'vitest';
import { madeShards, shape } from '../testing/shards.ts';
import { loadTestImages } from './loadTest.ts';

test('the test shards are read whole and in order, and none of the others', async () => {
  const { info, source, entries } = await madeShards();
  const set = await loadTestImages(info, source);
  expect(set.count).toBe(shape.testShards * shape.imagesPerShard);
  expect([...set.labels.subarray(0, 11)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
  expect(entries.filter(({ part }) => part === 'test')).toHaveLength(shape.testShards);
});

test('test images that are missing or damaged are refused', async () => {
  const { info, source, entries, files, publish } = await madeShards();
  const last = entries.at(-1)!;
  files.set(last.file, new Uint8Array(last.bytes));
  await expect(loadTestImages(info, source)).rejects.toThrow('test-00.bin in the made folder is damaged');
  publish(entries.slice(0, -1));
  await expect(loadTestImages(info, source)).rejects.toThrow('test images of CIFAR-10 are not all in');
  files.clear();
  await expect(loadTestImages(info, source)).rejects.toThrow('test images of CIFAR-10 are not all in');
});
