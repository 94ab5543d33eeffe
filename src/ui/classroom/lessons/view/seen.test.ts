import { expect, test } from 'vitest';
import { common, without } from './seen.ts';

const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

test('what two boxes have in common', () => {
  expect(common(box(0, 0, 10, 10), box(4, 5, 20, 20))).toEqual(box(4, 5, 10, 10));
  expect(common(box(0, 0, 10, 10), box(10, 0, 20, 10))).toBeNull();
});

test('what a sheet, a head or a column leaves of a box', () => {
  const table = box(10, 100, 110, 300);
  expect(without(table, box(0, 250, 390, 844))).toEqual(box(10, 100, 110, 250));
  expect(without(table, box(0, 0, 390, 120))).toEqual(box(10, 120, 110, 300));
  expect(without(table, box(100, 0, 390, 844))).toEqual(box(10, 100, 100, 300));
  expect(without(table, box(0, 0, 390, 844))).toBeNull();
  expect(without(table, box(0, 300, 390, 844))).toEqual(table);
});
