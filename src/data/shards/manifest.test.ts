import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cifar10 } from '../cifar10/info.ts';
import { madeShards } from '../testing/shards.ts';
import { manifestFile, readShardManifest as readFor, type ShardManifest } from './manifest.ts';

const readShardManifest = (value: unknown) => readFor(value, cifar10);
const { files } = await madeShards();
const manifest = files.get(manifestFile) as ShardManifest;
const [first, ...others] = manifest.shards;
const withFirst = (change: object) => ({ ...manifest, shards: [{ ...first, ...change }, ...others] });

test('a manifest survives the way through a file', () => {
  const measured = { mean: [0.1, 0.2, 0.3], deviation: [0.1, 0.2, 0.3] };
  const whole = { ...manifest, measured };
  expect(readShardManifest(JSON.parse(JSON.stringify(whole)))).toEqual({ ok: true, value: whole });
});

test.each<[string, unknown, RegExp]>([
  ['no object', 'half a fi', /holds "half a fi", expected an object/],
  ['a newer version', { ...manifest, version: 2 }, /"version" is 2, expected 1/],
  ['another set', { ...manifest, dataset: 'mnist' }, /"dataset" is "mnist"/],
  ['another size', { ...manifest, height: 28 }, /"height" is 28, expected 32/],
  ['other classes', { ...manifest, classes: ['cat'] }, /"classes" is \["cat"\]/],
  ['no origin', { ...manifest, origin: {} }, /"origin" is \{\}/],
  ['no shards at all', { ...manifest, trainShards: 0 }, /"trainShards" is 0/],
  ['a shard size of half', { ...manifest, imagesPerShard: 0.5 }, /"imagesPerShard" is 0.5/],
  ['test shards below none', { ...manifest, testShards: -1 }, /"testShards" is -1/],
  ['shards that are no list', { ...manifest, shards: {} }, /"shards" is \{\}/],
  ['a false end', { ...manifest, shards: others }, /"complete" is true, expected false with 4 shards/],
  ['odd facts', { ...manifest, measured: { mean: [1] } }, /"measured"/],
  [
    'a shard twice',
    { ...manifest, shards: [first, first, ...others.slice(1)] },
    /train-00.bin is listed twice/,
  ],
  [
    'a strange file',
    withFirst({ file: '../../etc/passwd' }),
    /"file" is "..\/..\/etc\/passwd", expected train-00.bin/,
  ],
  ['a strange part', withFirst({ part: 'validation' }), /"part" is "validation"/],
  ['an index too far', withFirst({ index: 4 }), /"index" is 4, expected 0 to 3/],
  ['too few images', withFirst({ images: 19 }), /"images" of train-00.bin is 19, expected 20/],
  ['other bytes', withFirst({ bytes: 7 }), /"bytes" of train-00.bin is 7, expected 61460/],
  ['a short hash', withFirst({ sha256: 'abc' }), /"sha256" of train-00.bin is "abc"/],
  ['a source twice', withFirst({ source: new Array(20).fill(3) }), /"source" of train-00.bin/],
])('%s is refused by name', (_, value, message) => {
  const read = readShardManifest(value);
  expect(read.ok ? '' : read.error).toMatch(message);
});

test('nothing that JSON can hold makes it throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(manifest)), (value, field) => {
      readShardManifest(value);
      readShardManifest({ ...manifest, [field]: value });
      readShardManifest(withFirst({ [field]: value, source: value }));
    }),
  );
});
