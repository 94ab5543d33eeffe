import { expect, test } from 'vitest';
import { layoutIntervals } from './intervals.ts';

test('intervals stand on one axis, which holds 0 and all of them in whole steps', () => {
  const { ticks, rows } = layoutIntervals([
    { mean: 1.2, low: 0.8, high: 1.6 },
    { mean: -0.1, low: -0.5, high: 0.3 },
  ]);
  expect(ticks.map(({ text }) => text)).toEqual(['−1', '0', '+1', '+2']);
  const at = (value: number): number => 0.06 + (0.88 * (value + 1)) / 3;
  for (const { value, x } of ticks) expect(x).toBeCloseTo(at(value), 3);
  expect(rows[0]?.mean).toBeCloseTo(at(1.2), 3);
  expect(rows[0]?.low).toBeCloseTo(at(0.8), 3);
  expect(rows[1]?.high).toBeCloseTo(at(0.3), 3);
});

test('a side without an interval ends at 0, small ones have tenths', () => {
  const textsOf = (low: number, high: number): string[] =>
    layoutIntervals([{ mean: (low + high) / 2, low, high }]).ticks.map(({ text }) => text);
  expect(textsOf(0.1, 0.3)).toEqual(['0', '+0.1', '+0.2', '+0.3']);
  expect(textsOf(-30, -3)).toEqual(['−30', '−20', '−10', '0']);
  expect(textsOf(-0.35, 0.05)).toEqual(['−0.4', '−0.2', '0', '+0.2']);
  expect(textsOf(-0.8, 0.9)).toEqual(['−1.0', '−0.5', '0', '+0.5', '+1.0']);
  const few = layoutIntervals([{ mean: 0, low: -0.8, high: 0.9 }], 3);
  expect(few.ticks.map(({ text }) => text)).toEqual(['−1', '0', '+1']);
});

test('without an interval, and with one that is a point at 0, there is an axis about 0', () => {
  for (const rows of [[], [{ mean: 0, low: 0, high: 0 }]]) {
    const { ticks, rows: placed } = layoutIntervals(rows);
    expect(ticks.map(({ text }) => text)).toEqual(['−0.1', '0', '+0.1']);
    for (const { mean, low, high } of placed) expect([mean, low, high]).toEqual([0.5, 0.5, 0.5]);
  }
});
