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
  ['no object', 'half a fi', /the file is "half a fi" \(it must be an object\)/],
  ['a newer version', { ...manifest, version: 2 }, /version is 2 \(it must be 1\)/],
  ['another set', { ...manifest, dataset: 'mnist' }, /dataset is "mnist" \(it must be "cifar10"\)/],
  ['another size', { ...manifest, height: 28 }, /height is 28 \(it must be 32\)/],
  [
    'other classes',
    { ...manifest, classes: ['cat'] },
    /classes is a list of 1 \(it must be the 10 classes of CIFAR-10/,
  ],
  ['no origin', { ...manifest, origin: {} }, /origin.package is missing \(it must be a text\)/],
  [
    'no shards at all',
    { ...manifest, trainShards: 0 },
    /trainShards is 0 \(it must be a whole number from 1 to 1000\)/,
  ],
  [
    'a shard size of half',
    { ...manifest, imagesPerShard: 0.5 },
    /imagesPerShard is 0.5 \(it must be a whole number from 1 to 50000\)/,
  ],
  [
    'test shards below none',
    { ...manifest, testShards: -1 },
    /testShards is -1 \(it must be a whole number from 0 to 1000\)/,
  ],
  ['shards that are no list', { ...manifest, shards: {} }, /shards is an object \(it must be a list\)/],
  [
    'a false end',
    { ...manifest, shards: others },
    /complete is true \(it must be false with 4 shards listed\)/,
  ],
  [
    'odd facts',
    { ...manifest, measured: { mean: [1] } },
    /measured.mean is a list of 1 \(it must be a list of at least 3/,
  ],
  [
    'a shard twice',
    { ...manifest, shards: [first, first, ...others.slice(1)] },
    /shards\[1\].file is "train-00.bin" \(it must be listed only once\)/,
  ],
  [
    'a strange file',
    withFirst({ file: '../../etc/passwd' }),
    /file is "..\/..\/etc\/passwd" \(it must be train-00.bin\)/,
  ],
  [
    'a strange part',
    withFirst({ part: 'validation' }),
    /part is "validation" \(it must be "train" or "test"\)/,
  ],
  ['an index too far', withFirst({ index: 4 }), /index is 4 \(it must be 0 to 3\)/],
  ['too few images', withFirst({ images: 19 }), /shards\[0\].images is 19 \(it must be 20\)/],
  ['other bytes', withFirst({ bytes: 7 }), /shards\[0\].bytes is 7 \(it must be 61460\)/],
  [
    'a short hash',
    withFirst({ sha256: 'abc' }),
    /shards\[0\].sha256 is "abc" \(it must be 64 hexadecimal digits\)/,
  ],
  ['a position too far', withFirst({ source: Array.from({ length: 20 }, (_, i) => 61 + i) }), /up to 79/],
  [
    'a source twice',
    withFirst({ source: new Array(20).fill(3) }),
    /shards\[0\].source is a list of 20 \(it must be 20 different positions up to 79\)/,
  ],
])('%s is refused by name', (_, value, message) => {
  const read = readShardManifest(value);
  expect(read.ok ? '' : read.error).toMatch(message);
});

test('what a later version says besides is left out', () => {
  expect(readShardManifest({ ...withFirst({ colour: 'red' }), weather: 'fine' })).toEqual({
    ok: true,
    value: manifest,
  });
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
