import { expect, test } from 'vitest';
import { columnsOf, lookOf } from './looks.ts';

test('a projected page has its wave in two rows, a phone as always', () => {
  expect([1, 2, 5, 8].map((count) => columnsOf('single', count, true))).toEqual([1, 1, 3, 4]);
  expect(lookOf('single', 8, true)).toBe('projected');
  expect(columnsOf('phone', 8, true)).toBe(columnsOf('phone', 8, false));
  expect(lookOf('phone', 8, true)).toBe('narrow');
});
