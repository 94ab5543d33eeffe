import { expect, test } from 'vitest';
import { filterPixels } from './filters.ts';
import { mapPixels, mostVaried } from './maps.ts';

const stack = {
  height: 1,
  width: 3,
  channels: 3,
  // Channels: constant, -1 to 1, 0 to 0.5.
  values: new Float32Array([7, -1, 0, 7, 0, 0.5, 7, 1, 0]),
};

test('the maps that vary most are kept, in their order', () => {
  expect(mostVaried(stack, 3)).toEqual([0, 1, 2]);
  expect(mostVaried(stack, 2)).toEqual([1, 2]);
  expect(mostVaried(stack, 1)).toEqual([1]);
});

test('a map goes from heat0 to heat1 of its theme; a constant one is heat0', () => {
  const colours = (channel: number, theme: 'light' | 'dark') => {
    const { bytes } = mapPixels(stack, channel, theme);
    return [0, 1, 2].map((pixel) => [...bytes.subarray(4 * pixel, 4 * pixel + 4)]);
  };
  const [low, middle, high] = colours(1, 'light');
  expect(low).toEqual([0xf3, 0xf1, 0xeb, 255]);
  expect(high).toEqual([0x0f, 0x4c, 0x8f, 255]);
  expect(middle![2]).toBeGreaterThan(high![2]!);
  expect(colours(1, 'dark')[2]).toEqual([0x8c, 0xc0, 0xff, 255]);
  expect(colours(0, 'dark')).toEqual(Array(3).fill([0x22, 0x21, 0x1e, 255]));
});

test('a filter shows its weights as colours around the middle', () => {
  // Two filters of 1 x 2 on three channels, the filter fastest.
  const values = new Float32Array([0.5, 0, -0.5, 0, 0, 0, 0.25, 0, 0, 0, 0, 0]);
  const filters = { height: 1, width: 2, channels: 3, count: 2, values };
  expect([...filterPixels(filters, 0).bytes]).toEqual([255, 1, 128, 255, 192, 128, 128, 255]);
  expect([...filterPixels(filters, 1).bytes]).toEqual([128, 128, 128, 255, 128, 128, 128, 255]);
});
