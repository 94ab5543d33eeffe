import { expect, test } from 'vitest';
import { createEvolution } from '../../strategies/evolution/evolution.ts';
import { guardStrategy } from './lost.ts';

test.each([true, false])(
  'a guarded strategy says as before whether known graphs are trained again: %j',
  (retrainKnown) => {
    const options = { populationSize: 2, sampleSize: 1, identityRate: 0, retrainKnown };
    const strategy = createEvolution({ blocks: 1, operations: ['identity', 'conv_1x1'] }, options, 1);
    expect(guardStrategy(strategy, new Promise(() => {})).retrainsKnown).toBe(retrainKnown);
  },
);
