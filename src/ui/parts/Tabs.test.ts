import { expect, test } from 'vitest';
import { tabTarget } from './Tabs.tsx';

test('arrows go around a row of tabs, Home and End to its ends, and other keys are left alone', () => {
  const from = (index: number) =>
    ['ArrowLeft', 'ArrowRight', 'Home', 'End'].map((key) => tabTarget(key, index, 3));
  expect(from(0)).toEqual([2, 1, 0, 2]);
  expect(from(1)).toEqual([0, 2, 0, 2]);
  expect(from(2)).toEqual([1, 0, 0, 2]);
  expect(tabTarget('ArrowRight', 0, 1)).toBe(0);
  for (const key of ['ArrowUp', 'ArrowDown', 'Enter', 'Tab', 'x']) expect(tabTarget(key, 1, 3)).toBeNull();
});
