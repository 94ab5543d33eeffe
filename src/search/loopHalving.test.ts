import { expect, test } from 'vitest';
import { TINY_SETTINGS } from '../settings/testing/tiny.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import { shareOf } from '../space/testing/share.ts';
import { createRandomSearch } from '../strategies/random/random.ts';
import type { Observation, Strategy } from '../strategies/strategy.ts';
import type { SearchCheckpoint } from './checkpoint.ts';
import { pausedAfter } from './halving.ts';
import { runSearch, type SearchEvent, type SearchOptions } from './loop.ts';
import type { ChildState, EpochPoint, Evaluator, PausedChildren, Trial } from './trial.ts';

const space: SearchSpace = { blocks: 2, operations: ['identity', 'sepconv_3x3', 'maxpool_3x3'] };
const settings = {
  ...TINY_SETTINGS,
  trials: 14,
  childrenPerUpdate: 2,
  epochs: 4,
  halving: true,
  reductionFactor: 2,
  minimumEpochs: 1,
};
const share = shareOf('sepconv_3x3');

/** A child grows better by the epoch, by its share and a little by its seed; it can be paused and gone on with. */
function grower(fails: (trial: number, until: number) => boolean = () => false) {
  const asked: { trial: number; from: number; until: number }[] = [];
  const evaluator: Evaluator & { readonly asked: typeof asked } = {
    asked,
    cost: () => ({ trainable: 100, multiplyAdds: 10, steps: 8 }),
    async *evaluate(architecture, trial, { from, until = settings.epochs } = {}) {
      const epochs: EpochPoint[] = [...(from?.epochs ?? [])];
      asked.push({ trial, from: epochs.length, until });
      for (let epoch = epochs.length + 1; epoch <= until; epoch++) {
        const validationAccuracy = (share(architecture) * epoch) / 8 + trial / 1000;
        const point = { epoch, loss: 1 / epoch, trainAccuracy: 0.1, validationAccuracy };
        epochs.push(point);
        yield { type: 'epoch', ...point };
        if (fails(trial, until)) return { accuracy: null, reason: 'It diverged.', seconds: epoch, epochs };
        const state = { epochs: [...epochs], seconds: epoch, weights: new Float32Array([epoch]) };
        if (epoch < settings.epochs)
          yield { type: 'state', state: { ...state, velocity: new Float32Array() } };
      }
      return { accuracy: epochs.at(-1)?.validationAccuracy ?? null, seconds: until, epochs };
    },
  };
  return evaluator;
}

/** Random search that writes down what it is told. */
function listener(): Strategy & { readonly told: Observation[] } {
  const inner = createRandomSearch(space, 3);
  const told: Observation[] = [];
  return {
    ...inner,
    told,
    update(observations) {
      told.push(...observations);
      return inner.update(observations);
    },
  };
}

async function collect(options: Partial<SearchOptions>, most = Infinity): Promise<SearchEvent[]> {
  const search = runSearch({
    settings,
    strategy: listener(),
    evaluator: grower(),
    checkpoints: true,
    ...options,
  });
  const events: SearchEvent[] = [];
  while (events.length < most) {
    const { value, done } = await search.next();
    if (done) break;
    events.push(structuredClone(value));
  }
  await search.return(undefined);
  return events;
}

const trialsOf = (events: readonly SearchEvent[]): Trial[] =>
  events.flatMap((event) => (event.type === 'trial-ended' ? [event.trial] : []));

test('children begin with few epochs, and the best go on where they paused, with the seed that they had', async () => {
  const evaluator = grower();
  const strategy = listener();
  const events = await collect({ evaluator, strategy });
  const trials = trialsOf(events);
  expect(trials).toHaveLength(14);
  expect(new Set(trials.map(({ budget }) => budget))).toEqual(new Set([1, 2, 4]));
  let index = 0;
  for (const trial of trials.filter(({ status }) => status === 'trained')) {
    const { promotedFrom, budget, epochs, accuracy, seconds, architecture } = trial;
    const before = promotedFrom === undefined ? undefined : trials[promotedFrom - 1];
    const origin = before?.promotedFrom ?? promotedFrom ?? trial.number;
    expect(evaluator.asked[index++]).toEqual({ trial: origin, from: before?.budget ?? 0, until: budget });
    expect(epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: budget ?? 0 }, (_, i) => i + 1));
    expect(accuracy).toBe((share(architecture) * (budget ?? 0)) / 8 + origin / 1000);
    expect(seconds).toBe((budget ?? 0) - (before?.budget ?? 0));
    if (before) expect(architecture).toEqual(before.architecture);
  }
  // Only first rewards are learned from, and all of those.
  const first = trials.filter(({ promotedFrom }) => promotedFrom === undefined);
  expect(first.length).toBeLessThan(14);
  const learned = strategy.told.map(({ reward }) => reward);
  expect(learned).toEqual(first.slice(0, learned.length).map(({ reward }) => reward));
  expect(first.length - learned.length).toBeLessThan(settings.childrenPerUpdate);
});

test('what starts and what is told while it trains agrees with the budget', async () => {
  const events = await collect({});
  const starts = events.flatMap((event) => (event.type === 'trial-started' ? [event] : []));
  const trials = trialsOf(events);
  expect(starts.map(({ budget, promotedFrom }) => [budget, promotedFrom])).toEqual(
    trials.map(({ budget, promotedFrom }) => [budget, promotedFrom]),
  );
  expect(starts.map(({ cost }) => cost.steps)).toEqual(trials.map(({ budget = 0 }) => 2 * budget));
  // A child's state where it pauses comes with its trial and not before.
  for (const event of events) {
    if (event.type === 'child-state') {
      expect(event.state.epochs.length).not.toBe(trials[event.trial - 1]?.budget);
    }
    if (event.type === 'trial-ended') {
      const { status, budget } = event.trial;
      const pauses = status === 'trained' && budget !== 4;
      expect(event.paused?.epochs.length).toBe(pauses ? budget : undefined);
    }
  }
});

test('a child that fails while it is trained on stays failed, and is not tried again', async () => {
  const evaluator = grower((_, until) => until === 2);
  const trials = trialsOf(await collect({ evaluator }));
  const promoted = trials.filter(({ promotedFrom }) => promotedFrom !== undefined);
  expect(promoted.length).toBeGreaterThan(1);
  expect(promoted.every(({ status, budget }) => status === 'failed' && budget === 2)).toBe(true);
  expect(new Set(promoted.map(({ promotedFrom }) => promotedFrom)).size).toBe(promoted.length);
});

test('a graph that is suggested again has the reward of its first budget, however far it got since', async () => {
  const inner = createRandomSearch(space, 3);
  const once = await inner.suggest();
  const strategy: Strategy = { ...listener(), suggest: async () => once };
  const other: Strategy = { ...inner, suggest: inner.suggest };
  let count = 0;
  const mixed = { ...strategy, suggest: () => (count++ % 2 === 0 ? strategy : other).suggest() };
  const trials = trialsOf(await collect({ strategy: mixed }));
  const reused = trials.filter(({ status }) => status === 'reused');
  expect(reused.length).toBeGreaterThan(2);
  for (const trial of reused) {
    expect(trial).toMatchObject({ budget: 1, reusedFrom: 1, reward: trials[0]?.reward });
  }
});

/** What a recorder keeps of the events so far. */
function kept(events: readonly SearchEvent[]) {
  let paused: PausedChildren = {};
  let child: { trial: number; state: ChildState } | undefined;
  const trials: Trial[] = [];
  for (const event of events) {
    if (event.type === 'child-state') child = { trial: event.trial, state: event.state };
    if (event.type !== 'trial-ended') continue;
    trials.push(event.trial);
    paused = pausedAfter(settings, paused, trials, event.paused);
  }
  const checkpoint = events.findLast((event) => event.type === 'checkpoint')?.checkpoint;
  return { trials, paused, checkpoint: checkpoint as SearchCheckpoint, ...(child && { child }) };
}

test.each([
  ['with', true],
  ['without', false],
])('wherever a search is cut off, it goes on to the same trials %s its paused children', async (_, held) => {
  const strategy = listener();
  const all = await collect({ strategy });
  const untimed = (trials: readonly Trial[]) =>
    trials.map(({ seconds, ...trial }) => (held ? { ...trial, seconds } : trial));
  for (let cut = 2; cut <= all.length; cut++) {
    const { paused, child, ...rest } = kept(await collect({}, cut));
    const other = listener();
    const from = held ? { ...rest, paused, ...(child && { child }) } : rest;
    const evaluator = grower();
    const events = await collect({ from, strategy: other, evaluator });
    expect(untimed([...from.trials, ...trialsOf(events)]), `cut after ${cut}`).toEqual(
      untimed(trialsOf(all)),
    );
    expect(await other.snapshot()).toEqual(await strategy.snapshot());
    if (held) expect(evaluator.asked.every(({ from, until }) => from > 0 || until === 1)).toBe(true);
  }
});
