import { expect, test } from 'vitest';
import { InputError } from '../../base/errors.ts';
import type { SearchResume } from '../../search/checkpoint.ts';
import { runSearch } from '../../search/loop.ts';
import type { Trial } from '../../search/trial.ts';
import type { Architecture } from '../../space/architecture.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { architectureOf, spellings } from '../../space/choices.ts';
import { createEvolution } from '../../strategies/evolution/evolution.ts';
import { createRandomSearch } from '../../strategies/random/random.ts';
import type { Strategy } from '../../strategies/strategy.ts';
import { SMALL_SPACE, simulatedClosedTable } from '../testing/closedTable.ts';
import { closedEvaluator } from './evaluator.ts';
import type { ClosedTable } from './table.ts';

const { table } = simulatedClosedTable(1);
const ROW = 90;
const row = table.rows[ROW]!;
const graph = architectureOf(SMALL_SPACE, row.choices);

async function looked(of: ClosedTable, training: number, architecture: Architecture, until?: number) {
  const evaluator = closedEvaluator(of, training);
  const start = until === undefined ? undefined : { until };
  const { value } = await evaluator.evaluate(architecture, 1, start).next();
  return value;
}

test('a graph has the validation accuracy of the training and rung that are asked for, in any spelling', async () => {
  const same = [...spellings(SMALL_SPACE)].filter((one) => canonicalKey(one) === canonicalKey(graph));
  expect(same.length).toBeGreaterThan(1);
  for (const training of [0, 1]) {
    const { rungs } = row.trainings[training]!;
    for (const spelling of same) {
      const on = { on: 'validation', images: 5000 };
      const all = [6, 12, 24].map((epoch, index) => [epoch, rungs[index]! / 5000]);
      const whole = { accuracy: rungs[2]! / 5000, judged: on, seconds: 12, epochs: [], rungs: all };
      expect(await looked(table, training, spelling)).toEqual(whole);
      expect(await looked(table, training, spelling, 24)).toEqual(whole);
      expect(await looked(table, training, spelling, 6)).toEqual({
        accuracy: rungs[0]! / 5000,
        judged: on,
        seconds: 3,
        epochs: [],
        rungs: all.slice(0, 1),
      });
    }
  }
  // 10,000 images in batches of 64, 24 times.
  const { trainable, multiplyAdds } = row;
  expect(closedEvaluator(table, 0).cost(same[1]!)).toEqual({ trainable, multiplyAdds, steps: 156 * 24 });
});

test('a finalist is looked up in the trainings that the search did not see, its final figure on test images', async () => {
  const again = async (of: ClosedTable, training: number, look: number, isFinal = false) => {
    const start = { again: { training: look, isFinal } };
    return (await closedEvaluator(of, training).evaluate(graph, 1, start).next()).value;
  };
  for (const training of [0, 1]) {
    const other = row.trainings[1 - training]!;
    expect(await again(table, training, 1)).toMatchObject({
      accuracy: other.rungs[2]! / 5000,
      judged: { on: 'validation', images: 5000 },
    });
    expect(await again(table, training, 2, true)).toMatchObject({
      accuracy: other.test / 10_000,
      judged: { on: 'test', images: 10_000 },
    });
  }
  const three = simulatedClosedTable(1, { trainings: 3 }).table;
  const figures = three.rows[ROW]!.trainings.map((each) => each!.rungs[2]! / 5000);
  expect(await again(three, 1, 1)).toMatchObject({ accuracy: figures[0] });
  expect(await again(three, 1, 2)).toMatchObject({ accuracy: figures[2] });
});

test('what the predictions say of single images goes along, where they are of that training', async () => {
  const said = (at: number, training: number) => (training === 0 ? { shown: [at, 1, 2] } : {});
  const evaluator = closedEvaluator(table, 0, undefined, said);
  const { value } = await evaluator.evaluate(graph, 1).next();
  expect(value).toMatchObject({ shown: [ROW, 1, 2] });
});

test('what the table does not know is told in a sentence', async () => {
  await expect(looked(table, 0, graph, 7)).rejects.toThrow(InputError);
  await expect(looked(table, 0, graph, 7)).rejects.toThrow(/after 6, 12, 24 epochs, not after 7: choose/);
  const outside = { normal: graph.reduction, reduction: graph.reduction };
  await expect(looked(table, 0, outside)).rejects.toThrow('The architecture is not in the table.');
  for (const training of [2, -1, 0.5]) expect(() => closedEvaluator(table, training)).toThrow(InputError);
  const failing = {
    ...table,
    rows: table.rows.map((each, i) => (i === ROW ? { ...row, trainings: [null, row.trainings[1]!] } : each)),
  };
  expect(await looked(failing, 0, graph)).toMatchObject({
    accuracy: null,
    reason: expect.stringMatching(/failed/),
  });
  expect(await looked(failing, 1, graph)).toMatchObject({ accuracy: row.trainings[1]!.rungs[2]! / 5000 });
});

const settings = {
  childrenPerUpdate: 4,
  reward: 'accuracy',
  costTarget: 1,
  costExponent: 0,
  halving: true,
  reductionFactor: 2,
  minimumEpochs: 6,
  epochs: 24,
} as const;

async function trialsOf(strategy: Strategy, trials: number, from?: SearchResume) {
  const ended: Trial[] = [...(from?.trials ?? [])];
  let checkpoint = from?.checkpoint;
  const evaluator = closedEvaluator(table, 0);
  const search = { settings: { ...settings, trials }, strategy, evaluator, checkpoints: true };
  for await (const event of runSearch(from ? { ...search, from } : search)) {
    if (event.type === 'trial-ended') ended.push(event.trial);
    if (event.type === 'checkpoint') checkpoint = event.checkpoint;
  }
  strategy.dispose();
  return { trials: ended, checkpoint: checkpoint! };
}

test('successive halving climbs the rungs of the table', async () => {
  const { trials } = await trialsOf(createRandomSearch(SMALL_SPACE, 1), 60);
  expect(new Set(trials.map(({ budget }) => budget))).toEqual(new Set([6, 12, 24]));
  expect(trials.every(({ status }) => status === 'trained')).toBe(true);
  const last = trials.find(({ budget }) => budget === 24)!;
  const own = table.rows.find(
    ({ choices }) => canonicalKey(architectureOf(SMALL_SPACE, choices)) === canonicalKey(last.architecture),
  )!;
  expect(last.accuracy).toBe(own.trainings[0]!.rungs[2]! / 5000);
  const [first] = (await trialsOf(createRandomSearch(SMALL_SPACE, 1), 1)).trials;
  expect(first).toEqual(trials[0]);
});

test('a search that was interrupted goes on as it would have', async () => {
  const options = { populationSize: 10, sampleSize: 4, identityRate: 0, retrainKnown: false };
  const strategy = (): Strategy => createEvolution(SMALL_SPACE, options, 3);
  const whole = await trialsOf(strategy(), 50);
  const cut = await trialsOf(strategy(), 23);
  const resume = JSON.parse(JSON.stringify(cut)) as typeof cut;
  expect((await trialsOf(strategy(), 50, resume)).trials).toEqual(whole.trials);
});
