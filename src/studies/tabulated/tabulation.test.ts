import { expect, test } from 'vitest';
import { mean } from '../../base/statistics.ts';
import { runSearch } from '../../search/loop.ts';
import type { Trial } from '../../search/trial.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { architectureOf } from '../../space/choices.ts';
import { createRandomSearch } from '../../strategies/random/random.ts';
import { compare } from '../comparison/compare.ts';
import { figuresOf } from '../comparison/figures.ts';
import type { Tabulation } from '../comparison/tabulation.ts';
import { SMALL_SPACE, simulatedClosedTable, TEST_IMAGES } from '../testing/closedTable.ts';
import { correlationsOf } from './agreement.ts';
import { rowLookup } from './lookup.ts';
import { TABULATED_SPACE } from './space.ts';
import type { ClosedTable } from './table.ts';
import { closedTabulation } from './tabulation.ts';

const reward = { reward: 'accuracy', costTarget: 1, costExponent: 0 } as const;

function tabulationOf(table: ClosedTable): Tabulation {
  const tabulation = closedTabulation(table);
  if (!tabulation.ok) throw new Error(tabulation.error);
  return tabulation.value;
}

const { table, truths } = simulatedClosedTable(1);
const tabulation = tabulationOf(table);
const graphs = table.rows.map(({ choices }) => architectureOf(SMALL_SPACE, choices));

async function randomSearch(on: Tabulation, seed: number, trials: number): Promise<Trial[]> {
  const strategy = createRandomSearch(on.benchmark.space, seed);
  const settings = { ...reward, childrenPerUpdate: 1, trials };
  const ended: Trial[] = [];
  for await (const event of runSearch({ settings, strategy, evaluator: on.evaluator(seed) })) {
    if (event.type === 'trial-ended') ended.push(event.trial);
  }
  return ended;
}

test('correlations are those that signal and noise give', () => {
  const { table: whole, truths: known } = simulatedClosedTable(5, { space: TABULATED_SPACE });
  const { facts, spread } = tabulationOf(whole).benchmark;
  const variance = mean(known.map((truth) => (truth - mean(known)) ** 2));
  const noise = 0.01 ** 2 + (0.4 * 0.6) / 5000;
  // 2,178 graphs: a standard error of (1 - r squared) / sqrt(2178), under 0.01.
  expect(facts.correlation).toBeGreaterThan(variance / (variance + noise) - 0.03);
  expect(facts.correlation).toBeLessThan(variance / (variance + noise) + 0.03);
  expect(facts.correlationBetterHalf).toBeLessThan(facts.correlation! - 0.1);
  expect(spread?.ofTrainings).toBeCloseTo(Math.sqrt(noise), 3);
  expect(facts).toMatchObject({
    graphs: 2178,
    trainings: 2,
    engine: 'wasm',
    engineVersion: 1,
    commit: '0123456789abcdef',
    adapter: null,
  });
});

test('three trainings: all pairs correlate, and the first one chooses the better half', () => {
  const rows = [
    [0.4, 0.1, 0.2],
    [0.3, 0.3, 0.1],
    [0.2, 0.2, 0.5],
    [0.1, 0.9, 0.9],
    [null, 0.4, 0.4],
  ];
  const r = (x: number[], y: number[]): number => {
    const [mx, my] = [mean(x), mean(y)];
    const sum = (a: number[], ma: number, b: number[], mb: number): number =>
      a.reduce((s, v, i) => s + (v - ma) * (b[i]! - mb), 0);
    return sum(x, mx, y, my) / Math.sqrt(sum(x, mx, x, mx) * sum(y, my, y, my));
  };
  const [a, b, c] = [0, 1, 2].map((training) => rows.slice(0, 4).map((row) => row[training]!));
  const { correlation, correlationBetterHalf } = correlationsOf(rows);
  expect(correlation).toBeCloseTo((r(a!, b!) + r(a!, c!) + r(b!, c!)) / 3, 12);
  expect(correlationBetterHalf).toBeCloseTo(r([0.1, 0.3], [0.2, 0.1]), 12);
  expect(
    correlationsOf([
      [0.3, 0.3],
      [0.3, 0.3],
    ]),
  ).toEqual({ correlation: null, correlationBetterHalf: null });
});

test('odd seeds search on the first training and are judged by the test of the second, even ones the other way', async () => {
  const judge = tabulation.judge(reward);
  for (const [seed, searched, judging] of [
    [1, 0, 1],
    [2, 1, 0],
    [31, 0, 1],
    [0, 1, 0],
  ] as const) {
    const { value } = await tabulation.evaluator(seed).evaluate(graphs[40]!, 1).next();
    const { trainings } = table.rows[40]!;
    expect(value).toMatchObject({ accuracy: trainings[searched]!.rungs.at(-1)! / 5000 });
    expect(judge.judged(40, seed)).toBe(trainings[judging]!.test / TEST_IMAGES);
  }
  const [one, two] = table.rows[40]!.trainings;
  expect(judge.worth(40)).toBeCloseTo((one!.test + two!.test) / 2 / TEST_IMAGES, 12);
});

test('the noise floor lies 1.96 standard errors of an entry below the best', () => {
  const judge = tabulation.judge(reward);
  const tests = table.rows.map(({ trainings }) => trainings.map((training) => training!.test / TEST_IMAGES));
  const best = Math.max(...tests.map(mean));
  // Of two trainings: the variance of one is half of their squared difference.
  const variance = mean(tests.map(([a, b]) => (a! - b!) ** 2 / 2));
  expect(judge.best).toBeCloseTo(best, 12);
  expect(judge.noiseFloor).toBeCloseTo(best - 1.96 * Math.sqrt(variance / 2), 12);
  expect(judge.atNoiseFloor).toBe(tests.filter((own) => mean(own) >= judge.noiseFloor!).length);
  expect(judge.atNoiseFloor).toBeGreaterThan(0);
  // What was put in: training luck and the chance of 10,000 images.
  expect(Math.sqrt(variance)).toBeCloseTo(Math.hypot(0.01, Math.sqrt(0.24 / TEST_IMAGES)), 2);
});

test('judged figures are right on average, where the figures that were searched by are too high', async () => {
  const off: { judged: number; searched: number }[] = [];
  for (let made = 1; made <= 6; made++) {
    const noisy = simulatedClosedTable(made, { ofOperations: 0.0075, own: 0.015, noise: 0.015 });
    const on = tabulationOf(noisy.table);
    const judge = on.judge(reward);
    const rowOf = rowLookup(SMALL_SPACE, noisy.table.rows);
    for (let seed = 1; seed <= 20; seed++) {
      const trials = await randomSearch(on, seed, 40);
      const top = [...trials].sort((a, b) => b.reward - a.reward).slice(0, 5);
      const truth = mean(top.map(({ architecture }) => noisy.truths[rowOf(architecture)]!));
      const { meanTop5 } = figuresOf(trials, judge, seed).progress.at(-1)!;
      off.push({ judged: meanTop5 - truth, searched: mean(top.map((trial) => trial.reward)) - truth });
    }
  }
  // Over tables the judged figure is off by 0.0018 (one deviation), over six of them by 0.0007.
  expect(Math.abs(mean(off.map(({ judged }) => judged)))).toBeLessThan(0.0025);
  expect(mean(off.map(({ searched }) => searched))).toBeGreaterThan(0.015);
});

test('a reward by cost is judged by cost', () => {
  const cost = { reward: 'cost', costTarget: tabulation.medianMultiplyAdds, costExponent: -1 } as const;
  const { multiplyAdds, trainings } = table.rows[7]!;
  const accuracy = trainings[1]!.test / TEST_IMAGES;
  expect(tabulation.judge(cost).judged(7, 1)).toBeCloseTo((accuracy * cost.costTarget) / multiplyAdds, 12);
  const below = table.rows.filter((row) => row.multiplyAdds < cost.costTarget).length;
  const above = table.rows.filter((row) => row.multiplyAdds > cost.costTarget).length;
  expect(Math.max(below, above)).toBeLessThanOrEqual(table.rows.length / 2);
});

test('a training that failed is worth nothing', () => {
  const rows = table.rows.map((row, i) => (i === 3 ? { ...row, trainings: [row.trainings[0]!, null] } : row));
  const judge = tabulationOf({ ...table, rows }).judge(reward);
  expect(judge.judged(3, 1)).toBe(0);
  expect(judge.judged(3, 2)).toBe(table.rows[3]!.trainings[0]!.test / TEST_IMAGES);
});

test('a table that nothing can be judged on is told in a sentence', () => {
  const error = (damaged: ClosedTable): string => {
    const read = closedTabulation(damaged);
    return read.ok ? '' : read.error;
  };
  expect(error(simulatedClosedTable(1, { trainings: 1 }).table)).toMatch(/one training of each graph/);
  const rows = table.rows.map((row, i) => (i === 4 ? { ...row, trainings: row.trainings.slice(1) } : row));
  expect(error({ ...table, rows })).toMatch(/^Row 5 .* another number of trainings/);
});

test('random search against itself is a tie, whatever is judged, and finds the floor in the seeds that it says', async () => {
  const create = (seed: number) => createRandomSearch(SMALL_SPACE, seed);
  const contestants = ['twin', 'random'].map((id) => ({ id, settings: { childrenPerUpdate: 1 }, create }));
  const seeds = [1, 2, 3, 4];
  const run = compare({ contestants, tabulation, reward, trials: 30, seeds });
  let step = await run.next();
  while (!step.done) step = await run.next();
  const { contestants: results, table: told } = step.value;
  const judge = tabulation.judge(reward);
  expect(told).toMatchObject({ best: judge.best, noiseFloor: judge.noiseFloor });
  expect(results[0]?.againstRandom).toMatchObject({ wins: 0, losses: 0, p: 1, pHolm: 1 });
  const reached: number[] = [];
  for (const seed of seeds) {
    const trials = await randomSearch(tabulation, seed, 30);
    const at = trials.findIndex(
      ({ architecture }) => judge.worth(judge.graphOf(architecture)) >= judge.noiseFloor!,
    );
    if (at >= 0) reached.push(new Set(trials.slice(0, at + 1).map((t) => canonicalKey(t.architecture))).size);
  }
  const half = reached.sort((a, b) => a - b)[1] ?? null;
  expect(results[1]).toMatchObject({ reachedNoiseFloor: reached.length, childrenToNoiseFloor: half });
  expect(truths).toHaveLength(165);
});
