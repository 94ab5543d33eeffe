import { expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import { bestSoFar, movingMean, randomSearchBand } from './statistics.ts';

test('a moving mean starts with what there is', () => {
  expect(movingMean([1, 2, 3, 4, 5, 11])).toEqual([1, 1.5, 2, 2.5, 3, 5]);
  expect(movingMean([])).toEqual([]);
});

test('the best so far never falls', () => {
  expect(bestSoFar([0.1, 0.3, 0.2, 0.4])).toEqual([0.1, 0.3, 0.3, 0.4]);
});

/** Quantile of the greatest element over all subsets of `draws` values, by listing them. */
function listed(values: readonly number[], draws: number, q: number): number {
  const greatest: number[] = [];
  for (let set = 0; set < 1 << values.length; set++) {
    const chosen = values.filter((_, index) => (set >> index) & 1);
    if (chosen.length === draws) greatest.push(Math.max(...chosen));
  }
  greatest.sort((a, b) => a - b);
  return greatest[Math.ceil(q * greatest.length - 1e-9) - 1] as number;
}

test('the band is the quantiles over every subset, ties included', () => {
  const random = createRandom(5);
  for (let n = 1; n <= 11; n++) {
    const rewards = Array.from({ length: n }, () => random.integer(8) / 8);
    const expected = rewards.map((_, index) => ({
      children: index + 1,
      low: listed(rewards, index + 1, 0.1),
      median: listed(rewards, index + 1, 0.5),
      high: listed(rewards, index + 1, 0.9),
    }));
    expect(randomSearchBand(rewards)).toEqual(expected);
  }
});

test('a long history gives a band that rises to its best', () => {
  const random = createRandom(6);
  const rewards = Array.from({ length: 5000 }, () => random.uniform());
  const band = randomSearchBand(rewards);
  const best = Math.max(...rewards);
  expect(band.at(-1)).toEqual({ children: 5000, low: best, median: best, high: best });
  expect(band[0]?.median).toBeCloseTo(0.5, 1);
  expect(band.every(({ low, median, high }) => low <= median && median <= high)).toBe(true);
  for (const name of ['low', 'median', 'high'] as const) {
    const line = band.map((point) => point[name]);
    expect(line).toEqual(bestSoFar(line));
  }
});
