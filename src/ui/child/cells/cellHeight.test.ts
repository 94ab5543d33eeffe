import { expect, test } from 'vitest';
import { cellHeight, projectedHeight } from './cellHeight.ts';

test('a low window leaves the reward chart its height, a high one enlarges the cells', () => {
  expect(cellHeight('drawer', 768)).toBe(261);
  expect(cellHeight('wide', 900)).toBe(292);
  expect(cellHeight('wide', 2160)).toBe(640);
  expect(cellHeight('drawer', 500)).toBe(232);
  expect(cellHeight('phone', 844)).toBe(264);
  // A headline takes its room from the cells, not from the chart.
  expect(cellHeight('drawer', 800, true)).toBe(232);
  expect(cellHeight('wide', 900, true)).toBe(292);
});

test('a projected page gives its cell all that bar, tabs and caption leave', () => {
  expect(projectedHeight(720 / 1.5)).toBe(264);
  expect(projectedHeight(1080 / 1.5)).toBe(504);
  expect(projectedHeight(300)).toBe(232);
});
