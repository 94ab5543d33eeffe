import { expect, test } from 'vitest';
import { dodge, type LabelBox } from './dodge.ts';

const box = (y: number, x = 0): LabelBox => ({ x, width: 100, y, height: 16 });

test('labels with room stay where they are', () => {
  expect(dodge([box(20), box(60), box(40)], 0, 100)).toEqual([20, 60, 40]);
});

test('labels that overlap part around their mean, in their order', () => {
  expect(dodge([box(50), box(52)], 0, 200)).toEqual([43, 59]);
  expect(dodge([box(52), box(50)], 0, 200)).toEqual([59, 43]);
  expect(dodge([box(50), box(50), box(50)], 0, 200)).toEqual([34, 50, 66]);
});

test('labels in different columns leave each other alone', () => {
  expect(dodge([box(50), box(50, 100)], 0, 200)).toEqual([50, 50]);
});

test('labels stay inside, and piles push piles', () => {
  expect(dodge([box(2), box(4), box(30)], 0, 100)).toEqual([8, 24, 40]);
  expect(dodge([box(98), box(99)], 0, 100)).toEqual([76, 92]);
});
