import { expect, test } from 'vitest';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { createEvolution } from '../../strategies/evolution/evolution.ts';
import { createLinearSearch } from '../../strategies/linear/linear.ts';
import { createRandomSearch } from '../../strategies/random/random.ts';
import type { Strategy } from '../../strategies/strategy.ts';
import { TABULATED_SPACE } from '../tabulated/space.ts';
import { closedTabulation } from '../tabulated/tabulation.ts';
import { simulatedClosedTable } from '../testing/closedTable.ts';
import { type AgainstRandom, type Comparison, type Contestant, compare } from './compare.ts';
import { CONTESTANTS } from './contestants.ts';
import { curveOf, REGRET_AXES, regretCourses } from './curves.ts';
import type { Tabulation } from './tabulation.ts';
import { probability, verdicts } from './words.ts';

/** 735 graphs. */
const SPACE: SearchSpace = { ...TABULATED_SPACE, operations: ['identity', 'conv_1x1', 'conv_3x3'] };

function made(): Tabulation {
  const { table } = simulatedClosedTable(11, { space: SPACE, ofOperations: 0.02, own: 0.006, noise: 0.006 });
  const read = closedTabulation(table);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}
const tabulation = made();
const reward = { reward: 'accuracy', costTarget: 1000, costExponent: 0 } as const;
const settings = { childrenPerUpdate: 1 };
const options = { populationSize: 10, sampleSize: 4, identityRate: 0, retrainKnown: false };
const random: Contestant = {
  id: 'random',
  settings,
  create: (seed) => createRandomSearch(SPACE, seed),
};
const evolution: Contestant = {
  id: 'evolution',
  settings,
  create: (seed) => createEvolution(SPACE, options, seed),
};

async function finished(contestants: readonly Contestant[], trials = 60, seeds = 10): Promise<Comparison> {
  const run = compare({
    contestants,
    tabulation,
    reward,
    trials,
    seeds: Array.from({ length: seeds }, (_, index) => index + 1),
  });
  let step = await run.next();
  while (!step.done) step = await run.next();
  return step.value;
}

test('evolution beats random search where choices have effects, in words', async () => {
  const comparison = await finished([evolution, random], 100);
  const [first, second] = comparison.contestants;
  expect(first?.againstRandom?.p).toBeLessThan(0.05);
  expect(second?.againstRandom).toBeNull();
  expect(first!.meanTop5.mean).toBeGreaterThan(second!.meanTop5.mean);
  for (const { best, meanTop5, meanTop25, progress } of comparison.contestants) {
    expect(best.mean).toBeGreaterThan(meanTop5.mean);
    expect(meanTop5.mean).toBeGreaterThan(meanTop25.mean);
    expect(meanTop5.low).toBeLessThan(meanTop5.mean);
    expect(progress).toHaveLength(10);
    for (const points of progress) expect(points.at(-1)?.children).toBeLessThanOrEqual(100);
  }
  expect(verdicts(comparison)).toEqual([
    expect.stringMatching(
      /^evolution beat random in (9|10) of 10 seeds, by \d\.\d\d points \(\d\.\d\d to \d\.\d\d\), p = 0\.0\d+$/,
    ),
  ]);
});

test('random search against itself is all ties, and the same seeds give the same comparison', async () => {
  const twin: Contestant = { ...random, id: 'twin' };
  const comparison = await finished([twin, random], 20, 4);
  expect(comparison.contestants[0]?.againstRandom).toEqual({
    wins: 0,
    losses: 0,
    p: 1,
    pHolm: 1,
    effect: { mean: 0, low: 0, high: 0 },
  });
  expect(verdicts(comparison)).toEqual(['twin tied with random in all 4 seeds']);
  expect(await finished([twin, random], 20, 4)).toEqual(comparison);
});

test('without random search there is nothing to test against', async () => {
  const { contestants } = await finished([evolution], 5, 2);
  expect(contestants[0]?.againstRandom).toBeNull();
});

test('random search finds every graph of the table before it repeats one', async () => {
  const { contestants } = await finished([random], 738, 1);
  const [points] = contestants[0]!.progress;
  expect(points?.at(-1)?.children).toBe(735);
});

test('strategies are freed, also where the comparison is ended early', async () => {
  let alive = 0;
  const counted: Contestant = {
    ...random,
    create(seed): Strategy {
      alive += 1;
      return {
        ...random.create(seed),
        dispose() {
          alive -= 1;
        },
      };
    },
  };
  const run = compare({ contestants: [counted], tabulation, reward, trials: 3, seeds: [1, 2, 3] });
  expect((await run.next()).value).toMatchObject({ done: 1, total: 3 });
  await run.return(undefined as never);
  expect(alive).toBe(0);
});

test('a curve holds the last figure of a search that has ended, and starts once all have a child', async () => {
  const point = (children: number, seconds: number, best: number) => ({
    children,
    seconds,
    best,
    meanTop5: 0,
    meanTop25: 0,
  });
  const [result] = (await finished([random], 3, 1)).contestants;
  const progress = [
    [point(1, 2, 0.1), point(2, 4, 0.3)],
    [point(1, 3, 0.2), point(2, 5, 0.2), point(3, 9, 0.7)],
  ];
  const curve = curveOf({ ...result!, progress }, 'best', 'seconds', [2, 3, 4, 9]);
  expect(curve.map(({ at, mean }) => [at, Number(mean.toFixed(3))])).toEqual([
    [3, 0.15],
    [4, 0.25],
    [9, 0.5],
  ]);
});

test('regret stands at places whose ratios are equal, ends in the final figures, and has a band for random search', async () => {
  const comparison = await finished([evolution, random], 30, 3);
  const regrets = regretCourses(comparison, 7);
  expect(regrets.trials.map(({ id }) => id)).toEqual(['evolution', 'random']);
  expect(regrets.trials[1]?.points.map(({ at }) => at)).toEqual([1, 2, 3, 5, 10, 17, 30]);
  const [first, last] = [regrets.seconds[1]!.points[0]!, regrets.seconds[1]!.points.at(-1)!];
  // Every training of this table takes as long.
  expect([first.at, last.at]).toEqual([12, 360]);
  for (const axis of REGRET_AXES) {
    comparison.contestants.forEach(({ regret }, index) => {
      const { points, band, id } = regrets[axis][index]!;
      expect(points.at(-1)?.mean).toBeCloseTo(regret.mean, 12);
      expect(band.length).toBe(id === 'random' ? points.length : 0);
      for (const [place, { at, mean, low, high }] of band.entries()) {
        expect([at, mean]).toEqual([points[place]!.at, points[place]!.mean]);
        expect(low).toBeLessThanOrEqual(mean);
        expect(high).toBeGreaterThanOrEqual(mean);
      }
    });
  }
  const [own] = comparison.contestants;
  const fifth = own!.regrets.reduce((sum, points) => sum + points[4]!.regret, 0) / 3;
  expect(regrets.trials[0]?.points.find(({ at }) => at === 5)?.mean).toBeCloseTo(fifth, 12);
});

test('between two seeds it tells what is known so far, as if no more had been asked for', async () => {
  const options = { contestants: [evolution, random], tabulation, reward, trials: 8 };
  const run = compare({ ...options, seeds: [1, 2, 3] });
  const known: (Comparison | null)[] = [];
  let step = await run.next();
  while (!step.done) {
    known.push(step.value.soFar?.() ?? null);
    step = await run.next();
  }
  expect(known.map((comparison) => comparison?.seeds ?? null)).toEqual([
    ...[null, [1]],
    ...[null, [1, 2]],
    ...[null, [1, 2, 3]],
  ]);
  expect(known[3]).toEqual(await finished([evolution, random], 8, 2));
  expect(known[5]).toEqual(step.value);
});

test('what choices are worth is read off the first search of each, however its children were chosen', async () => {
  const cost = tabulation.cost;
  const linear: Contestant = {
    id: 'linear',
    settings,
    create: (seed) => createLinearSearch(SPACE, CONTESTANTS.linear.settings, cost, seed),
  };
  const { contestants } = await finished([linear, random], 60, 2);
  const [own, fitted] = contestants.map(({ worths }) => worths!);
  expect([own!.children, fitted!.children]).toEqual([60, 60]);
  // Random search foretells nothing.
  expect(own!.fit.children).toBe(50);
  expect(fitted!.fit).toEqual({ children: 0, correlation: null });
  for (const { effects, rewardPerScore } of [own!, fitted!]) {
    expect(rewardPerScore).toBeGreaterThan(0);
    expect(effects.length).toBeGreaterThan(10);
  }
});

test('what does not beat random search is said not to', async () => {
  const { table: told } = await finished([random], 3, 1);
  const said = (againstRandom: AgainstRandom): string[] => {
    const interval = { mean: 0, low: 0, high: 0 };
    const figures = { best: interval, meanTop5: interval, meanTop25: interval, regret: interval };
    const none = { childrenToNoiseFloor: null, reachedNoiseFloor: 0, worths: null };
    const own = { id: 'it', ...figures, ...none, againstRandom };
    return verdicts({ table: told, trials: 3, seeds: new Array(30).fill(1), contestants: [own] }, () => 'It');
  };
  const effect = { mean: 0.0015, low: -0.0048, high: 0.0079 };
  expect(said({ wins: 14, losses: 15, p: 0.7, pHolm: 0.75, effect })).toEqual([
    'It cannot be told from random: better in 14 of 30 seeds, worse in 15 (1 tied), p = 0.75',
  ]);
  const worse = { mean: -0.01, low: -0.02, high: -0.003 };
  expect(said({ wins: 4, losses: 26, p: 0.001, pHolm: 0.008, effect: worse })).toEqual([
    'It lost to random in 26 of 30 seeds, by 1.00 points (0.30 to 2.00), p = 0.008',
  ]);
});

test('probabilities are rounded for a reader, never to nothing', () => {
  expect([22 / 1024, 0.11, 0.094, 0.096, 0.0004, 1, 0.0549, 0.0496].map(probability)).toEqual([
    'p = 0.02',
    'p = 0.11',
    'p = 0.09',
    'p = 0.10',
    'p < 0.001',
    'p = 1.00',
    'p = 0.055',
    'p = 0.050',
  ]);
});
