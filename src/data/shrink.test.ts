import { expect, test } from 'vitest';
import { DataError } from '../base/errors.ts';
import { cifar10 } from './cifar10/info.ts';
import { shrinkImages } from './shrink.ts';
import { makeSynthetic } from './synthetic/synthetic.ts';

test('each pixel is the rounded mean of four, in every channel and image', () => {
  const info = { ...cifar10, height: 4, width: 4 };
  const pixels = (...reds: number[]): number[] => reds.flatMap((red) => [red, red + 1, 200]);
  const rows = [
    ...pixels(0, 1, 10, 20),
    ...pixels(2, 3, 30, 41),
    ...pixels(9, 9, 0, 0),
    ...pixels(9, 9, 0, 1),
  ];
  const images = Uint8Array.from([...rows, ...rows.toReversed()]);
  const whole = { info, count: 2, images, labels: Uint8Array.of(3, 4) };
  const set = shrinkImages(whole, 2);
  expect([...set.images.subarray(0, 12)]).toEqual(pixels(2, 25, 9, 0));
  expect([...set.images.subarray(12)]).toEqual(pixels(2, 25, 9, 0).toReversed());
  expect(set).toMatchObject({ count: 2, info: { height: 2, width: 2, channels: 3 } });
  expect([...set.labels]).toEqual([3, 4]);
  expect([...shrinkImages(whole, 1).images.subarray(0, 3)]).toEqual(pixels(9));
  expect(shrinkImages(whole, 4)).toBe(whole);
});

test('a whole set keeps its mean', () => {
  const set = makeSynthetic(20, 1);
  const mean = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum + byte, 0) / bytes.length;
  const half = shrinkImages(set, 16);
  expect(half.images).toHaveLength(set.images.length / 4);
  expect(mean(half.images)).toBeCloseTo(mean(set.images), 0);
});

test('odd images have no half', () => {
  const info = { ...cifar10, height: 3, width: 3 };
  const set = { info, count: 0, images: new Uint8Array(), labels: new Uint8Array() };
  expect(() => shrinkImages(set, 2)).toThrow(DataError);
});
