import { expect, test } from 'vitest';
import type { ContestantFigures } from '../../../../studies/comparison/compare.ts';
import { effectGroups } from './rows.ts';

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
