import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { randomSearchBand } from '../statistics.ts';
import { randomBand } from './band.ts';

/** The best over all k^n ways to draw. */
function listed(values: readonly number[], draws: number): number[] {
  const bests = Array.from({ length: values.length ** draws }, (_, way) =>
    Math.max(
      ...Array.from(
        { length: draws },
        (_, i) => values[Math.floor(way / values.length ** i) % values.length]!,
      ),
    ),
  );
  return bests.sort((a, b) => a - b);
}

test('quantiles and mean are those over every way to draw, ties included', () => {
  const random = createRandom(5);
  for (let round = 0; round < 30; round++) {
    const values = Array.from({ length: 1 + random.integer(6) }, () => random.integer(6) / 6);
    for (const [index, point] of randomBand(values, 5).entries()) {
      const bests = listed(values, index + 1);
      const quantile = (q: number): number => bests[Math.ceil(q * bests.length - 1e-9) - 1]!;
      expect(point.children).toBe(index + 1);
      expect([point.low, point.median, point.high]).toEqual([quantile(0.1), quantile(0.5), quantile(0.9)]);
      expect(point.mean).toBeCloseTo(bests.reduce((sum, best) => sum + best, 0) / bests.length, 12);
    }
  }
});

test('it has a width where every child would have been drawn once', () => {
  const values = Array.from({ length: 60 }, (_, i) => i / 100);
  const last = randomBand(values, 60).at(-1)!;
  expect(last.low).toBeLessThan(last.high);
  // Without replacement it closes there.
  const closed = randomSearchBand(values).at(-1)!;
  expect(closed.low).toBe(closed.high);
});

test('it rises, also to many more children than were shipped, and none give none', () => {
  const random = createRandom(6);
  const band = randomBand(
    Array.from({ length: 200 }, () => random.uniform()),
    20_000,
  );
  expect(band).toHaveLength(20_000);
  for (const [index, point] of band.entries()) {
    expect(point.low <= point.median && point.median <= point.high).toBe(true);
    const before = band[index - 1];
    if (before !== undefined) expect(point.low >= before.low && point.mean >= before.mean - 1e-12).toBe(true);
  }
  expect(randomBand([], 12)).toEqual([]);
  expect(randomBand([0.3], 0)).toEqual([]);
});
