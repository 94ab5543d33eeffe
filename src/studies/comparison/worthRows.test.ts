import { expect, test } from 'vitest';
import type { Comparison, ContestantFigures } from './compare.ts';
import { toldWorths, worthRows } from './worthRows.ts';
import type { Worths } from './worths.ts';

test('choices are told in points, those that matter most, the worthiest first', () => {
  const effect = (choice: number, mean: number, half: number) => ({
    ...{ mean, low: mean - half, high: mean + half, seen: 9 },
    feature: { kind: 'inputAt', cell: 'normal', block: 1, slot: 0, choice } as const,
  });
  const worths: Worths = {
    effects: [effect(0, 0.1, 0.3), effect(1, -0.8, 0.2), effect(2, 0.5, 0.1)],
    ...{ hidden: 0, rewardPerScore: 0.02, children: 40, fit: { children: 0, correlation: null } },
  };
  const rows = worthRows(worths, 2);
  expect(rows.map(({ feature }) => feature)).toEqual([
    worths.effects[2]!.feature,
    worths.effects[1]!.feature,
  ]);
  expect(rows[0]?.mean).toBeCloseTo(1, 12);
  expect(rows[0]?.low).toBeCloseTo(0.8, 12);
  expect(rows[1]?.high).toBeCloseTo(-1.2, 12);
  expect(worthRows(worths, 9).map(({ isTold }) => isTold)).toEqual([true, false, true]);
});

test('choices are told by the linear search, or by the best where it does not take part', () => {
  const interval = (mean: number) => ({ mean, low: mean - 0.01, high: mean + 0.01 });
  const worths = (children: number): Worths => ({
    ...{ effects: [], hidden: 0, rewardPerScore: 1, children, fit: { children: 0, correlation: null } },
  });
  const contestant = (id: string, mean: number, own: Worths | null): ContestantFigures => ({
    ...{ id, best: interval(1), meanTop5: interval(mean), meanTop25: interval(0), regret: interval(0) },
    ...{ childrenToNoiseFloor: null, reachedNoiseFloor: 0, againstRandom: null, worths: own },
  });
  const of = (...contestants: ContestantFigures[]) =>
    toldWorths({ table: {} as Comparison['table'], trials: 9, seeds: [7, 8], contestants });
  const [low, high] = [contestant('local', 0.4, worths(5)), contestant('ppo', 0.5, worths(6))];
  expect(of(low, high)).toEqual({ strategy: 'ppo', seed: 7, worths: worths(6) });
  expect(of(low, high, contestant('linear', 0.1, worths(7)))).toMatchObject({ strategy: 'linear' });
  expect(of(low, contestant('ppo', 0.5, null))).toBeNull();
  expect(of()).toBeNull();
});
