import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { bestOfDraws } from './draws.ts';
import { leadOverRandom } from './lead.ts';
import { RUNS, SHAPES, shareOf, tell } from './testing/simulation.ts';

test('of exponential children the best of n has the mean and spread of the textbook', () => {
  // Sum of 1 / i and of 1 / i^2 for i = 1 … n, by quantiles of the exponential in place of draws.
  const count = 4000;
  const children = Array.from({ length: count }, (_, i) => -Math.log(1 - (i + 0.5) / count));
  for (const draws of [1, 3, 20, 300]) {
    const rising = Array.from({ length: draws }, (_, i) => 1 / (i + 1));
    const { mean, spread } = bestOfDraws(children, draws);
    expect(mean).toBeCloseTo(
      rising.reduce((sum, x) => sum + x, 0),
      1,
    );
    expect(spread / rising.reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(1, 1);
  }
});

test('the best of one is any of them', () => {
  const random = createRandom(2);
  const children = Array.from({ length: 50 }, () => random.uniform());
  const mean = children.reduce((sum, value) => sum + value, 0) / 50;
  const variance = children.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 50;
  const best = bestOfDraws(children, 1);
  expect(best.mean).toBeCloseTo(mean, 12);
  expect(best.sampling).toBeCloseTo(variance / 49, 12);
});

test('how sure the mean is, is what other shipped children would have given', () => {
  const random = createRandom(3);
  const means: number[] = [];
  let told = 0;
  for (let run = 0; run < RUNS; run++) {
    const { mean, sampling } = bestOfDraws(
      Array.from({ length: 100 }, () => random.normal()),
      20,
    );
    means.push(mean);
    told += sampling / RUNS;
  }
  const middle = means.reduce((sum, mean) => sum + mean, 0) / RUNS;
  const seen = means.reduce((sum, mean) => sum + (mean - middle) ** 2, 0) / RUNS;
  expect(told / seen).toBeGreaterThan(0.85);
  expect(told / seen).toBeLessThan(1.25);
  // The best of 20 normals: 1.867.
  expect(middle).toBeCloseTo(1.867, 1);
});

test.each(
  (Object.keys(SHAPES) as (keyof typeof SHAPES)[]).flatMap((shape) =>
    [
      [60, 12],
      [60, 40],
      [200, 60],
      [1000, 100],
    ].map(([k, n]) => [shape, k!, n!] as const),
  ),
)('whatever the shape, about 95 of 100: %s, %d shipped, %d trials', (shape, k, n) => {
  const random = createRandom(k + n);
  const draw = (): number => SHAPES[shape](random) + 0.4 * random.normal();
  const runs = k > 500 ? 500 : RUNS;
  const held = shareOf(runs, () => {
    const best = Math.max(...Array.from({ length: n }, draw));
    const { lead, half } = leadOverRandom(best, n, Array.from({ length: k }, draw));
    return Math.abs(lead) <= half;
  });
  tell(`lead, ${shape}, ${k} shipped, ${n} trials, without images: 0 inside`, held);
  // A tail is no exponential: where it is lighter the interval holds more, where it is heavier less.
  expect(held).toBeGreaterThan(0.91);
  expect(held).toBeLessThan(0.995);
});
