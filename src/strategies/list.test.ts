import { expect, test } from 'vitest';
import { BASELINE, STRATEGIES } from './list.ts';

test('one strategy alone is what the others have to beat', () => {
  const baselines = STRATEGIES.filter((strategy) => 'isBaseline' in strategy);
  expect(baselines.map(({ id }) => id)).toEqual([BASELINE]);
});
