import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Axis, gridlines, growAxis } from './axis.ts';

const percent = { steps: [1, 2, 5, 10, 20, 25], intervals: 5, floor: 0, ceiling: 100 };

test('the axis holds its values in whole gridlines, five intervals at most', () => {
  expect(growAxis(null, 29.7, 44.9, percent)).toEqual({ low: 25, high: 45, step: 5 });
  expect(growAxis(null, 10, 11.2, percent)).toEqual({ low: 10, high: 12, step: 1 });
  expect(growAxis(null, 0, 100, percent)).toEqual({ low: 0, high: 100, step: 20 });
  expect(growAxis(null, 30, 30, percent)).toEqual({ low: 30, high: 31, step: 1 });
});

test('it stays inside its bounds', () => {
  expect(growAxis(null, 98, 100, percent).high).toBe(100);
  expect(growAxis(null, 100, 100, percent)).toEqual({ low: 100, high: 101, step: 1 });
  expect(growAxis(null, 0, 0.4, percent)).toEqual({ low: 0, high: 1, step: 1 });
});

test('it never shrinks while values come', () => {
  let axis: Axis | null = null;
  for (const value of [34.5, 36, 33.1, 43.9, 41, 45.2, 29.9, 52, 8]) {
    const next: Axis = growAxis(axis, value, value, percent);
    if (axis !== null) {
      expect(next.low).toBeLessThanOrEqual(axis.low);
      expect(next.high).toBeGreaterThanOrEqual(axis.high);
    }
    expect(next.low).toBeLessThanOrEqual(value);
    expect(next.high).toBeGreaterThanOrEqual(value);
    axis = next;
  }
});

test('fractions are no trouble', () => {
  const loss = { steps: [0.1, 0.2, 0.5, 1], intervals: 4, floor: 0, ceiling: 1000 };
  expect(gridlines(growAxis(null, 1.9, 2.3, loss)).map((value) => value.toFixed(1))).toEqual([
    '1.9',
    '2.0',
    '2.1',
    '2.2',
    '2.3',
  ]);
});

test('a figure that is no number moves no axis', () => {
  const rule = { steps: [1, 2, 5], intervals: 4, floor: 0, ceiling: 100 };
  const before = growAxis(null, 1, 3, rule);
  expect(growAxis(before, Number.NaN, Number.NaN, rule)).toEqual(before);
  const first = growAxis(null, Number.NaN, Number.POSITIVE_INFINITY, rule);
  expect(growAxis(first, Number.NaN, Number.POSITIVE_INFINITY, rule)).toEqual(first);
  expect(Number.isFinite(first.low) && Number.isFinite(first.high)).toBe(true);
});

test('whatever comes in whatever order, the axis holds it, and what it stays clear of or holds too', () => {
  const value = fc.double({ min: 0, max: 99, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), fc.option(value, { nil: undefined }), (values, foot) => {
      let axis: Axis | null = null;
      for (const value of values) {
        const before: Axis | null = axis;
        const next: Axis = growAxis(axis, value, value, { ...percent, ...(foot !== undefined && { foot }) });
        axis = next;
        expect(next.low).toBeLessThanOrEqual(Math.min(value, before?.low ?? value) + 1e-6);
        expect(next.high).toBeGreaterThanOrEqual(Math.max(value, before?.high ?? value) - 1e-6);
        expect((next.high - next.low) / next.step).toBeLessThanOrEqual(percent.intervals + 1e-6);
        if (foot !== undefined && next.low > foot + 1e-6)
          expect(next.low - foot).toBeGreaterThan(next.step - 1e-6);
        expect(growAxis(next, value, value, percent)).toEqual(next);
      }
    }),
  );
});

test('a bound that is no gridline cuts nothing off', () => {
  expect(growAxis(null, 15.9, 48, { ...percent, floor: 12 })).toEqual({ low: 10, high: 50, step: 10 });
  expect(growAxis(null, 15, 48, { ...percent, steps: [25], ceiling: 60 }).high).toBe(50);
});
