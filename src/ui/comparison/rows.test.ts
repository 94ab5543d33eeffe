import { expect, test } from 'vitest';
import type { ContestantFigures } from '../../studies/comparison/compare.ts';
import type { Worths } from '../../studies/comparison/worths.ts';
import { effectGroups, worthRows } from './rows.ts';

const interval = { mean: 0.4, low: 0.39, high: 0.41 };

const contestant = (id: string, mean: number | null, pHolm = 1): ContestantFigures => ({
  ...{ id, best: interval, meanTop5: interval, meanTop25: interval, regret: interval },
  ...{ childrenToNoiseFloor: 12, reachedNoiseFloor: 20, worths: null },
  againstRandom:
    mean === null
      ? null
      : { wins: 3, losses: 2, p: pHolm, pHolm, effect: { mean, low: mean - 0.01, high: mean + 0.01 } },
});

test('those that are told from random search come first, the best first, the worse ones too', () => {
  const { told, open } = effectGroups([
    contestant('a', 0.002, 0.3),
    contestant('random', null),
    contestant('worse', -0.02, 0.01),
    contestant('b', 0.01, 0.049),
    contestant('c', 0.02, 0.001),
    contestant('at the level', 0.03, 0.05),
  ]);
  expect(told.map(({ id }) => id)).toEqual(['c', 'b', 'worse']);
  expect(open.map(({ id }) => id)).toEqual(['at the level', 'a']);
  expect(effectGroups([])).toEqual({ told: [], open: [] });
});

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
