import { expect, test } from 'vitest';
import { InputError } from '../base/errors.ts';
import { TINY_SETTINGS } from '../settings/testing/tiny.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import { shareOf } from '../space/testing/share.ts';
import { createRandomSearch } from '../strategies/random/random.ts';
import type { Observation, Strategy } from '../strategies/strategy.ts';
import type { SearchCheckpoint } from './checkpoint.ts';
import { runSearch, type SearchEvent } from './loop.ts';
import { createFakeEvaluator } from './testing/fakes.ts';
import type { ChildState, Evaluator, Trial } from './trial.ts';

const space: SearchSpace = { blocks: 1, operations: ['identity', 'sepconv_3x3'] };
const settings = { ...TINY_SETTINGS, trials: 8, childrenPerUpdate: 3 };

/** Random search that also counts the rewards it has learned, as a strategy with a memory would. */
function learner(): Strategy & { readonly learned: number[] } {
  const inner = createRandomSearch(space, 5);
  let learned: number[] = [];
  return {
    ...inner,
    get learned() {
      return learned;
    },
    async update(observations: readonly Observation[]) {
      learned = [...learned, ...observations.map(({ reward }) => reward)];
      return { baseline: learned.reduce((a, b) => a + b), entropy: null };
    },
    snapshot: async () => ({ ...(await inner.snapshot()), learned }),
    restore(snapshot) {
      inner.restore(snapshot);
      learned = [...(snapshot.learned as number[])];
    },
  };
}

const state = (epoch: number): ChildState => ({
  epochs: Array.from({ length: epoch }, (_, i) => ({
    epoch: i + 1,
    loss: 1,
    trainAccuracy: 0,
    validationAccuracy: 0,
  })),
  seconds: epoch,
  weights: new Float32Array([epoch]),
  velocity: new Float32Array(),
});

/** The fake, yielding a state after its first epoch, and going on after it. */
function evaluator(): Evaluator & { readonly resumed: number[] } {
  const inner = createFakeEvaluator(shareOf('sepconv_3x3'));
  const resumed: number[] = [];
  return {
    resumed,
    cost: inner.cost,
    async *evaluate(architecture, trial, { from } = {}) {
      if (from !== undefined) resumed.push(trial);
      const training = inner.evaluate(architecture, trial);
      let skipping = from !== undefined;
      for (;;) {
        const { value, done } = await training.next();
        if (done) return value;
        if (!skipping) yield value;
        if (value.type !== 'epoch' || value.epoch !== 1) continue;
        if (!skipping) yield { type: 'state', state: state(1) };
        skipping = false;
      }
    },
  };
}

async function collect(search: AsyncGenerator<SearchEvent>, most = Infinity): Promise<SearchEvent[]> {
  const events: SearchEvent[] = [];
  while (events.length < most) {
    const { value, done } = await search.next();
    if (done) break;
    events.push(value);
  }
  await search.return(undefined);
  return events;
}

const trialsOf = (events: readonly SearchEvent[]): Trial[] =>
  events.flatMap((event) => (event.type === 'trial-ended' ? [event.trial] : []));

/** What a recorder keeps of the events so far. */
function kept(events: readonly SearchEvent[]) {
  let checkpoint: SearchCheckpoint | null = null;
  let child: { trial: number; state: ChildState } | undefined;
  for (const event of events) {
    if (event.type === 'checkpoint') checkpoint = structuredClone(event.checkpoint);
    if (event.type === 'child-state') child = { trial: event.trial, state: event.state };
  }
  return { trials: trialsOf(events), checkpoint, child };
}

const begin = (options: Partial<Parameters<typeof runSearch>[0]> = {}) =>
  runSearch({ settings, strategy: learner(), evaluator: evaluator(), checkpoints: true, ...options });

test('wherever a search is cut off, it goes on to the same trials and the same strategy', async () => {
  const whole = learner();
  const all = await collect(begin({ strategy: whole }));
  expect(trialsOf(all)).toHaveLength(8);
  for (let cut = 1; cut <= all.length; cut++) {
    const { trials, checkpoint, child } = kept(await collect(begin(), cut));
    if (checkpoint === null) continue;
    const strategy = learner();
    const trained = evaluator();
    const from = { trials, checkpoint, ...(child === undefined ? {} : { child }) };
    const rest = await collect(begin({ strategy, evaluator: trained, from }));
    expect([...trials, ...trialsOf(rest)], `cut after ${cut}`).toEqual(trialsOf(all));
    expect(strategy.learned).toEqual(whole.learned);
    expect(await strategy.snapshot()).toEqual(await whole.snapshot());
    const inTraining = child?.trial === trials.length + 1 && checkpoint.proposed?.trial === child.trial;
    expect(trained.resumed).toEqual(inTraining ? [child?.trial] : []);
    expect(rest.at(-1)).toEqual(all.at(-1));
  }
});

test('a checkpoint comes with every proposed child and at the end, and none unless asked for', async () => {
  const events = await collect(begin());
  const checkpoints = events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []));
  expect(checkpoints.map(({ proposed }) => proposed?.trial ?? null)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, null]);
  expect(checkpoints.map(({ learned }) => learned)).toEqual([0, 0, 0, 3, 3, 3, 6, 6, 6]);
  const silent = await collect(begin({ checkpoints: false }));
  expect(silent.some(({ type }) => type === 'checkpoint')).toBe(false);
});

test('parts that do not fit are refused', async () => {
  const { trials, checkpoint } = kept(await collect(begin()));
  const resume = (change: object) =>
    collect(begin({ from: { trials, checkpoint: checkpoint as SearchCheckpoint, ...change } }));
  await expect(resume({ trials: trials.slice(1) })).rejects.toThrow(InputError);
  await expect(resume({ trials: [] })).rejects.toThrow(/0 trials are kept/);
  const proposed = { trial: 3, architecture: trials[0]!.architecture };
  await expect(resume({ checkpoint: { ...checkpoint, proposed } })).rejects.toThrow(
    /checkpoint is of trial 3/,
  );
});
