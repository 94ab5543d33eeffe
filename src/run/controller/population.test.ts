import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import type { Trial } from '../../search/trial.ts';
import { PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import { createEvolution } from '../../strategies/evolution/evolution.ts';
import type { Member } from '../../strategies/members.ts';
import { birthOf, populationBefore } from './population.ts';

test('the population is the one that evolution has, and one of the parents told is one mutation away', async () => {
  const space = { blocks: 2, operations: PAPER_OPERATION_IDS };
  const settings = { populationSize: 6, sampleSize: 3, identityRate: 0, retrainKnown: false };
  const evolution = createEvolution(space, settings, 5);
  const random = createRandom(2);
  const trials: Trial[] = [];
  const updates: { afterTrial: number; baseline: null; entropy: null }[] = [];
  let open: { suggestion: { architecture: Trial['architecture'] }; reward: number }[] = [];
  for (let number = 1; number <= 40; number++) {
    if (open.length === 2) {
      await evolution.update(open);
      open = [];
      updates.push({ afterTrial: number - 1, baseline: null, entropy: null });
    }
    const suggestion = await evolution.suggest();
    const { population } = await evolution.snapshot();
    const run = { trials, updates, settings };
    const members = populationBefore(run, number).map(({ architecture, reward }) => ({
      architecture,
      reward,
    }));
    expect(members).toEqual(population as Member[]);
    const birth = birthOf(run, number, suggestion.architecture);
    if (number <= 6) expect(birth.kind).toBe('random');
    else {
      const parents = birth.kind === 'born' ? birth.parents : [];
      expect(parents.length).toBeGreaterThan(0);
      for (const { mutation } of parents) expect(mutation).not.toBeNull();
    }
    const reward = random.uniform();
    open.push({ suggestion, reward });
    const { architecture } = suggestion;
    trials.push({
      number,
      architecture,
      status: 'trained',
      accuracy: reward,
      reward,
      trainable: 1,
      multiplyAdds: 1,
      seconds: 1,
      epochs: [],
    });
  }
});

test('a copy is told as one, where nobody is a mutation away', () => {
  const architecture = {
    normal: { blocks: [{ inputs: [0, 1], operations: ['identity', 'identity'], combiner: 'add' }] },
    reduction: { blocks: [{ inputs: [0, 1], operations: ['identity', 'identity'], combiner: 'add' }] },
  } as const;
  const trial: Trial = {
    number: 1,
    architecture,
    status: 'trained',
    accuracy: 0.5,
    reward: 0.5,
    trainable: 1,
    multiplyAdds: 1,
    seconds: 1,
    epochs: [],
  };
  const run = {
    trials: [trial],
    updates: [{ afterTrial: 1, baseline: null, entropy: null }],
    settings: { populationSize: 1 },
  };
  expect(birthOf(run, 2, architecture)).toEqual({ kind: 'born', parents: [{ trial, mutation: null }] });
});
