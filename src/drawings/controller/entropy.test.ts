import { expect, test } from 'vitest';
import { layoutEntropy, nearestChild } from './entropy.ts';

const input = {
  stretches: [
    { from: 1, to: 5, share: 1 },
    { from: 6, to: 10, share: 0.5 },
    { from: 11, to: 14, share: 0.25 },
  ],
  children: Array.from({ length: 14 }, (_, index) => index + 1),
  total: 20,
  child: 14,
};

test('the line begins at the start, steps at updates and ends at the newest child', () => {
  const { line, later, x, plot, share } = layoutEntropy(input, 616);
  const xOf = (trial: number): number => plot.left + (600 * trial) / 20;
  expect(line).toBe(`M8,5H${xOf(5)}V16.5H${xOf(10)}V22.3H${xOf(14)}`);
  expect(later).toBe('');
  expect(x).toBe(xOf(14));
  expect(share).toBe(0.25);
});

test('what comes after the child that is shown is a line of its own', () => {
  const { line, later, share } = layoutEntropy({ ...input, child: 7 }, 616);
  expect(line.endsWith('H218')).toBe(true);
  expect(later.startsWith('M218,16.5H308')).toBe(true);
  expect(later.endsWith('H428')).toBe(true);
  expect(share).toBe(0.5);
  const first = layoutEntropy({ ...input, child: 5 }, 616);
  expect(first.line).toBe('M8,5H158');
  expect(first.later.startsWith('M158,16.5')).toBe(true);
});

test('ticks are named where there is room, from one trial to ten thousand', () => {
  for (const total of [1, 12, 20, 100, 500, 20_000]) {
    for (const width of [300, 600, 900]) {
      const { ticks } = layoutEntropy({ ...input, total }, width);
      expect(ticks[0]!.trial).toBeNull();
      for (const [index, { x }] of ticks.slice(1).entries()) expect(x - ticks[index]!.x).toBeGreaterThan(55);
    }
  }
});

test('nothing that was proposed is a line without a length', () => {
  const { line, later, share } = layoutEntropy({ stretches: [], children: [], total: 20, child: 0 }, 616);
  expect([line, later, share]).toEqual(['', '', null]);
});

test('the nearest child is found, inside those that there are', () => {
  const layout = layoutEntropy(input, 616);
  expect(nearestChild(input, layout, layout.x)).toBe(14);
  expect(nearestChild(input, layout, -50)).toBe(1);
  expect(nearestChild(input, layout, 9999)).toBe(14);
  expect(nearestChild({ children: [], total: 20 }, layout, 5)).toBeNull();
});
