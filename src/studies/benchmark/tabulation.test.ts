import { expect, test } from 'vitest';
import { architectureOf } from '../../space/choices.ts';
import { createEvolution } from '../../strategies/evolution/evolution.ts';
import { createRandomSearch } from '../../strategies/random/random.ts';
import { compare } from '../comparison/compare.ts';
import { simulatedTable } from '../testing/table.ts';
import { benchmarkTabulation } from './tabulation.ts';

const table = simulatedTable(11, { signal: 0.03 });
const tabulation = benchmarkTabulation(table);
const reward = { reward: 'accuracy', costTarget: 1, costExponent: 0 } as const;

test('on the old table a search is judged by the figures that it saw, whatever its seed', async () => {
  const judge = tabulation.judge(reward);
  const { choices, accuracies } = table.rows[7]!;
  const graph = architectureOf(table.space, choices);
  const [first, second] = accuracies as [number, number];
  for (const seed of [1, 2]) {
    const { value } = await tabulation.evaluator(seed).evaluate(graph, 1).next();
    expect(value).toMatchObject({ accuracy: (first + second) / 2 });
    expect(judge.judged(7, seed)).toBe((first + second) / 2);
  }
  expect(judge.worth(7)).toBe((first + second) / 2);
  expect(tabulation.facts).toMatchObject({ graphs: 375, trainings: 2, commit: null, adapter: 'simulated' });
});

test('and held against random search after equally many trained children', async () => {
  const options = { populationSize: 4, sampleSize: 4, identityRate: 0.5, retrainKnown: false };
  const run = compare({
    contestants: [
      {
        id: 'evolution',
        settings: { childrenPerUpdate: 1 },
        create: (seed) => createEvolution(table.space, options, seed),
      },
      {
        id: 'random',
        settings: { childrenPerUpdate: 1 },
        create: (seed) => createRandomSearch(table.space, seed),
      },
    ],
    tabulation,
    reward,
    trials: 40,
    seeds: [1, 2, 3],
  });
  let step = await run.next();
  while (!step.done) step = await run.next();
  const [evolution, random] = step.value.contestants;
  const differences = evolution!.progress.map((points, seed) => {
    expect(points.length).toBeLessThan(40);
    return points.at(-1)!.meanTop5 - random!.progress[seed]![points.length - 1]!.meanTop5;
  });
  const mean = differences.reduce((sum, one) => sum + one, 0) / 3;
  expect(evolution!.againstRandom?.effect.mean).toBeCloseTo(mean, 12);
  expect(evolution!.againstRandom?.wins).toBe(differences.filter((one) => one > 0).length);
});
