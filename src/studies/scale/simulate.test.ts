import { expect, test } from 'vitest';
import { simulateSearch } from './simulate.ts';

const search = { trials: 40, wave: 10, workers: 10, durations: [3], overhead: 0, learning: 0, seed: 1 };

test('children of equal length fill a wave, and none is idle', () => {
  expect(simulateSearch(search)).toEqual({ seconds: 12, childrenPerHour: 12_000, idle: 0, speedUp: 10 });
  expect(simulateSearch({ ...search, workers: 20 })).toMatchObject({ seconds: 12, idle: 0.5 });
  // Four of a wave's ten take a second round.
  expect(simulateSearch({ ...search, workers: 6 }).seconds).toBe(24);
  expect(simulateSearch({ ...search, workers: 1, overhead: 1, learning: 2 })).toMatchObject({
    ...{ seconds: 4 * (10 * 4 + 2), idle: 1 - 120 / 168 },
  });
});

test('a wave takes as long as its longest child; the same seed gives the same times', () => {
  const uneven = { ...search, durations: [1, 5], trials: 2000, wave: 100, workers: 100 };
  const { seconds, idle } = simulateSearch(uneven);
  expect(seconds).toBe(100);
  // The mean is 3 of 5.
  expect(idle).toBeCloseTo(0.4, 1);
  expect(simulateSearch(uneven)).toEqual(simulateSearch(uneven));
  expect(simulateSearch({ ...uneven, seed: 2 })).not.toEqual(simulateSearch(uneven));
});

test('a last wave may be short, and without durations nothing can be told', () => {
  expect(simulateSearch({ ...search, trials: 11 }).seconds).toBe(6);
  expect(() => simulateSearch({ ...search, durations: [] })).toThrow(RangeError);
});
