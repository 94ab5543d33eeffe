import { expect, test } from 'vitest';
import { searchWith } from './followProjector.ts';

test.each([
  ['', true, '?big'],
  ['?embed=1', true, '?embed=1&big'],
  ['?big=1&embed=1', true, '?embed=1&big'],
  ['?big', false, ''],
  ['?bigger&big&a=%20', false, '?bigger&a=%20'],
])('of %s with %s: %s', (search, on, wanted) => {
  expect(searchWith(search, on)).toBe(wanted);
});
