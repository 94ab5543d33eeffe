import { expect, test } from 'vitest';
import { layoutSeeds } from './seeds.ts';

test('all that is drawn lies between the first and the last tick, each where its figure is', () => {
  const { ticks, rows } = layoutSeeds([
    { accuracies: [0.61, 0.6], mean: 0.605, half: 0.02 },
    { accuracies: [0.55], mean: 0.55, half: 0.01 },
  ]);
  expect(ticks.map(({ text }) => text)).toEqual(['50', '55', '60', '65']);
  const [first, last] = [ticks[0]!.x, ticks.at(-1)!.x];
  const at = (points: number): number => first + ((last - first) * (points - 50)) / 15;
  expect(rows[0]!.dots[0]).toBeCloseTo(at(61), 3);
  expect(rows[0]!.low).toBeCloseTo(at(58.5), 3);
  expect(rows[0]!.high).toBeCloseTo(at(62.5), 3);
  expect(rows[1]).toMatchObject({ dots: [rows[1]!.mean] });
});

test('an interval that reaches beyond what an accuracy can be ends there, and without rows nothing is drawn', () => {
  const { ticks, rows } = layoutSeeds([{ accuracies: [0.98, 1], mean: 0.99, half: 0.3 }]);
  expect(rows[0]!.high).toBe(ticks.at(-1)!.x);
  expect(ticks.at(-1)?.text).toBe('100');
  expect(layoutSeeds([])).toEqual({ ticks: [], rows: [] });
});
