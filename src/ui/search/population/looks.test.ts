import { expect, test } from 'vitest';
import { columnsOf, lookOf, projectedRoom } from './looks.ts';

test('a projected page has its wave in two rows, up to three side by side, a phone as always', () => {
  expect([1, 2, 3, 4, 5, 6, 8].map((count) => columnsOf('single', count, true))).toEqual([
    1, 2, 3, 2, 3, 3, 4,
  ]);
  expect(lookOf('single', 8, true)).toBe('projected');
  expect(columnsOf('phone', 8, true)).toBe(columnsOf('phone', 8, false));
  expect(lookOf('phone', 8, true)).toBe('narrow');
});

test('a projected child gives most of its place to its cells', () => {
  // 1920 × 1080 and 1024 × 768 as a projected page counts them, six children.
  expect(projectedRoom({ width: 1264, height: 544 }, 3, 2)).toEqual({ width: 397, height: 144 });
  expect(projectedRoom({ width: 752, height: 400 }, 3, 2)).toEqual({ width: 226, height: 92 });
  expect(projectedRoom({ width: 1264, height: 544 }, 3, 1).height).toBeGreaterThan(330);
});
