import { expect, test } from 'vitest';
import { DeviceError } from '../base/errors.ts';
import { canonicalKey } from '../space/canonical.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import { shareOf } from '../space/testing/share.ts';
import { createRandomSearch } from '../strategies/random/random.ts';
import type { Observation, Strategy } from '../strategies/strategy.ts';
import { runSearch, type SearchEvent } from './loop.ts';
import { createFakeEvaluator } from './testing/fakes.ts';
import type { Trial } from './trial.ts';

const space: SearchSpace = { blocks: 2, operations: ['identity', 'sepconv_3x3'] };
const share = shareOf('sepconv_3x3');
const settings = {
  trials: 6,
  childrenPerUpdate: 2,
  reward: 'accuracy',
  costTarget: 1000,
  costExponent: -0.07,
} as const;

async function collect(search: AsyncGenerator<SearchEvent>): Promise<SearchEvent[]> {
  const events: SearchEvent[] = [];
  for await (const event of search) events.push(event);
  return events;
}

const trialsOf = (events: readonly SearchEvent[]): Trial[] =>
  events.flatMap((event) => (event.type === 'trial-ended' ? [event.trial] : []));

/** Random search whose updates are written down, and which suggests each architecture `times` over. */
function watched(seed: number, times = 1): Strategy & { readonly updates: Observation[][] } {
  const inner = createRandomSearch(space, seed);
  const updates: Observation[][] = [];
  let held = inner.suggest();
  let count = 0;
  return {
    ...inner,
    updates,
    suggest() {
      if (count++ % times === 0) held = inner.suggest();
      return held;
    },
    update(observations) {
      updates.push([...observations]);
      return inner.update(observations);
    },
  };
}

test('every child is announced, trained and recorded, and the strategy learns in between', async () => {
  const strategy = watched(1);
  const evaluator = createFakeEvaluator(share);
  const events = await collect(runSearch({ settings, strategy, evaluator }));
  const child = ['trial-started', ...new Array<string>(6).fill('progress'), 'trial-ended'];
  const pair = [...child, ...child, 'updated'];
  expect(events.map(({ type }) => type)).toEqual([...pair, ...pair, ...pair]);
  const trials = trialsOf(events);
  expect(trials.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
  for (const { architecture, accuracy, reward, status, epochs, seconds } of trials) {
    expect([accuracy, reward, status, epochs.length, seconds]).toEqual([
      share(architecture),
      share(architecture),
      'trained',
      2,
      2,
    ]);
  }
  expect(strategy.updates.flat().map(({ reward }) => reward)).toEqual(trials.map(({ reward }) => reward));
  expect(events.filter(({ type }) => type === 'updated')).toMatchObject([
    { afterTrial: 2 },
    { afterTrial: 4 },
    { afterTrial: 6 },
  ]);
});

test('the same seed gives the same events', async () => {
  const run = (seed: number) =>
    collect(
      runSearch({
        settings,
        strategy: createRandomSearch(space, seed),
        evaluator: createFakeEvaluator(share),
      }),
    );
  expect(await run(3)).toEqual(await run(3));
  expect(await run(3)).not.toEqual(await run(4));
});

test('a graph that was trained is not trained again', async () => {
  const evaluator = createFakeEvaluator(share);
  const strategy = watched(2, 3);
  const trials = trialsOf(await collect(runSearch({ settings, strategy, evaluator })));
  expect(evaluator.asked).toEqual([1, 4]);
  expect(trials.map(({ status, reusedFrom }) => [status, reusedFrom])).toEqual([
    ['trained', undefined],
    ['reused', 1],
    ['reused', 1],
    ['trained', undefined],
    ['reused', 4],
    ['reused', 4],
  ]);
  expect(trials[2]).toMatchObject({ reward: trials[0]?.reward, accuracy: trials[0]?.accuracy, seconds: 0 });
  expect(strategy.updates.flat()).toHaveLength(6);
});

test('a graph that was trained is trained again, with a seed of its own, where the strategy wants that', async () => {
  const evaluator = createFakeEvaluator(share);
  const strategy = { ...watched(2, 3), retrainsKnown: true };
  const trials = trialsOf(await collect(runSearch({ settings, strategy, evaluator })));
  expect(evaluator.asked).toEqual([1, 2, 3, 4, 5, 6]);
  expect(trials.map(({ status }) => status)).toEqual(new Array(6).fill('trained'));
});

test('a child that fails, either way, has reward 0 and a reason, and is not reused', async () => {
  const evaluator = createFakeEvaluator(share, (trial) => {
    if (trial === 1) return 'The loss is not a number.';
    if (trial === 3) throw new Error('Out of memory.');
    return null;
  });
  const strategy = watched(2, 2);
  const trials = trialsOf(await collect(runSearch({ settings, strategy, evaluator })));
  expect(trials.map(({ status }) => status)).toEqual([
    'failed',
    'trained',
    'failed',
    'trained',
    'trained',
    'reused',
  ]);
  const failure = { accuracy: null, reward: 0, status: 'failed' };
  expect(trials[0]).toMatchObject({ ...failure, reason: 'The loss is not a number.', seconds: 1 });
  expect(trials[2]).toMatchObject({ ...failure, reason: 'Out of memory.', epochs: [{ epoch: 1 }] });
  expect(strategy.updates[0]?.[0]?.reward).toBe(0);
  expect(evaluator.released).toEqual(evaluator.asked);
});

test('an accuracy that is no number is a failure', async () => {
  const evaluator = createFakeEvaluator(() => Number.NaN);
  const trials = trialsOf(await collect(runSearch({ settings, strategy: watched(1), evaluator })));
  expect(trials[0]).toMatchObject({ status: 'failed', accuracy: null, reward: 0 });
});

test('a lost device ends the search', async () => {
  const evaluator = createFakeEvaluator(share, () => {
    throw new DeviceError('The GPU is gone.');
  });
  await expect(collect(runSearch({ settings, strategy: watched(1), evaluator }))).rejects.toThrow(
    DeviceError,
  );
  expect(evaluator.released).toEqual([1]);
});

test.each([1, 2])(
  '%i: a failure after an epoch ends a run of one child, which is resumed; of more it ends the child',
  async (trials) => {
    const evaluator = createFakeEvaluator(share, () => {
      throw new Error('Out of memory.');
    });
    const events: SearchEvent[] = [];
    const searched = async (): Promise<void> => {
      const alone = { ...settings, trials };
      for await (const event of runSearch({
        settings: alone,
        strategy: watched(1),
        evaluator,
        checkpoints: true,
      }))
        events.push(event);
    };
    if (trials === 1) await expect(searched()).rejects.toThrow('Out of memory.');
    else await searched();
    expect(trialsOf(events)).toHaveLength(trials === 1 ? 0 : 2);
    expect(evaluator.released).toEqual(evaluator.asked);
  },
);

test('it works only while pulled, and returning early ends the child in training', async () => {
  const strategy = watched(1);
  const evaluator = createFakeEvaluator(share);
  const search = runSearch({ settings, strategy, evaluator });
  expect(evaluator.asked).toEqual([]);
  for (let event = await search.next(); !event.done; event = await search.next()) {
    if (event.value.type === 'progress' && event.value.trial === 2) break;
  }
  expect([evaluator.asked, evaluator.released]).toEqual([[1, 2], [1]]);
  await search.return();
  expect([evaluator.asked, evaluator.released]).toEqual([
    [1, 2],
    [1, 2],
  ]);
  expect(await search.next()).toEqual({ done: true, value: undefined });
  expect(strategy.updates).toEqual([]);
});

test('keys of reuse see through renumbered blocks', async () => {
  const first = {
    blocks: [
      { inputs: [0, 0], operations: ['identity', 'identity'], combiner: 'add' },
      { inputs: [1, 1], operations: ['identity', 'identity'], combiner: 'add' },
    ],
  } as const;
  const second = { blocks: [first.blocks[1], first.blocks[0]] } as const;
  const pairs = [
    { normal: first, reduction: first },
    { normal: second, reduction: first },
  ];
  expect(canonicalKey(pairs[0]!)).toBe(canonicalKey(pairs[1]!));
  let next = 0;
  const strategy: Strategy = {
    ...createRandomSearch(space, 1),
    suggest: async () => ({ architecture: pairs[next++]! }),
  };
  const evaluator = createFakeEvaluator(share);
  const trials = trialsOf(
    await collect(runSearch({ settings: { ...settings, trials: 2 }, strategy, evaluator })),
  );
  expect(trials[1]).toMatchObject({ status: 'reused', reusedFrom: 1, architecture: pairs[1] });
});

test('a reward that counts the cost reaches the strategy, and the trial keeps both figures', async () => {
  const strategy = watched(1, 2);
  const evaluator = createFakeEvaluator(share);
  const costly = { ...settings, reward: 'cost', costTarget: 10, costExponent: -0.5 } as const;
  const trials = trialsOf(await collect(runSearch({ settings: costly, strategy, evaluator })));
  for (const { architecture, accuracy, reward, multiplyAdds } of trials) {
    expect([accuracy, multiplyAdds]).toEqual([
      share(architecture),
      evaluator.cost(architecture).multiplyAdds,
    ]);
    expect(reward).toBeCloseTo(share(architecture) / Math.sqrt(multiplyAdds / 10), 12);
  }
  expect(trials.some(({ reward, accuracy }) => reward !== accuracy)).toBe(true);
  expect(trials[1]).toMatchObject({ status: 'reused', reward: trials[0]?.reward });
  expect(strategy.updates.flat().map(({ reward }) => reward)).toEqual(trials.map(({ reward }) => reward));
});
