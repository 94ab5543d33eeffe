import { expect, test } from 'vitest';
import { powerOf } from './power.ts';

const question = { seeds: 30, strategies: 7, draws: 2000, seed: 1 };

/** The table of docs/BENCHMARK.md: effect in deviations of a seed's difference, power alone, by Holm. */
const TABLE = [
  [0, 0.05, 0.01],
  [0.3, 0.33, 0.12],
  [0.5, 0.73, 0.42],
  [0.6, 0.87, 0.62],
  [0.8, 0.98, 0.91],
  [1, 1, 0.99],
] as const;

test.each(TABLE)('30 seeds and an effect of %f deviations', (effect, alone, byHolm) => {
  const power = powerOf({ ...question, effect });
  expect(power.alone.toFixed(2)).toBe(alone.toFixed(2));
  expect(power.byHolm.toFixed(2)).toBe(byHolm.toFixed(2));
});

test('it is nearly that of the paired t-test, which is 0.754 for half a deviation', () => {
  // Relative efficiency of the signed ranks for normal differences: 3 / pi. 4,000 draws: a standard error of 0.007.
  const { alone, byHolm } = powerOf({ seeds: 30, strategies: 1, draws: 4000, seed: 2, effect: 0.5 });
  expect(alone).toBeGreaterThan(0.71);
  expect(alone).toBeLessThan(0.76);
  expect(byHolm).toBe(alone);
});
