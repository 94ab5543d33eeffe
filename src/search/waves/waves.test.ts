import { expect, test } from 'vitest';
import { DeviceError } from '../../base/errors.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { createRandomSearch } from '../../strategies/random/random.ts';
import type { Observation, Strategy } from '../../strategies/strategy.ts';
import { runSearch, type SearchEvent, type SearchOptions } from '../loop.ts';
import { createUnevenEvaluator } from '../testing/uneven.ts';
import type { Evaluator, SharedWeights, Trial } from '../trial.ts';
import { createHeirs, keptAfterLeaving, leftApart } from './heirs.ts';
import { knownBefore, waveEnd, waveStart } from './waves.ts';

const space: SearchSpace = { blocks: 2, operations: ['identity', 'sepconv_3x3', 'maxpool_3x3'] };
const settings = { ...TINY_SETTINGS, trials: 12, childrenPerUpdate: 2, wave: 4, epochs: 2 };

/** Random search that writes down what is asked of it and told to it, in order; `repeats` says which child is the one before again. */
function watched(repeats: (child: number) => boolean = () => false) {
  const inner = createRandomSearch(space, 3);
  const said: (string | number[])[] = [];
  let count = 0;
  let last = inner.suggest();
  const strategy: Strategy & { readonly said: typeof said } = {
    ...inner,
    said,
    suggest() {
      said.push('suggest');
      count += 1;
      if (!repeats(count)) last = inner.suggest();
      return last;
    },
    update(observations: readonly Observation[]) {
      said.push(observations.map(({ reward }) => reward));
      return inner.update(observations);
    },
  };
  return strategy;
}

async function collect(options: Partial<SearchOptions> = {}): Promise<SearchEvent[]> {
  const events: SearchEvent[] = [];
  const given = { settings, strategy: watched(), evaluator: createUnevenEvaluator(1), checkpoints: true };
  for await (const event of runSearch({ ...given, ...options })) events.push(event);
  return events;
}

const trialsOf = (events: readonly SearchEvent[]): Trial[] =>
  events.flatMap((event) => (event.type === 'trial-ended' ? [event.trial] : []));

test('where a wave begins and ends follows from numbers alone', () => {
  const of = (wave: number) => [1, 3, 4, 5, 8].map((n) => [waveStart(n, { wave }), waveEnd(n, { wave })]);
  expect(of(4)).toEqual([
    [1, 4],
    [1, 4],
    [1, 4],
    [5, 8],
    [5, 8],
  ]);
  expect(of(1)).toEqual([1, 3, 4, 5, 8].map((n) => [n, n]));
  const updates = [{ afterTrial: 2 }, { afterTrial: 4 }];
  expect([1, 3, 4, 5].map((n) => knownBefore({ updates, settings: { wave: 4 } }, n))).toEqual([0, 0, 0, 4]);
  expect([1, 3, 4, 5].map((n) => knownBefore({ updates, settings: {} }, n))).toEqual([0, 2, 2, 4]);
});

test.each([1, 3, 9])(
  '%i at once: asked in waves, told in number order once a wave is over',
  async (parallel) => {
    const strategy = watched();
    const evaluator = createUnevenEvaluator(5);
    const events = await collect({ strategy, evaluator, parallel });
    const trials = trialsOf(events);
    expect(trials.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    const rewards = trials.map(({ reward }) => reward);
    const wave = (from: number) => [
      ...Array<string>(4).fill('suggest'),
      rewards.slice(from, from + 2),
      rewards.slice(from + 2, from + 4),
    ];
    expect(strategy.said).toEqual([0, 4, 8].flatMap(wave));
    expect(evaluator.mostInTraining).toBe(Math.min(parallel, 4));
    expect(trials).toEqual(trialsOf(await collect()));
    const updates = events.flatMap((event) => (event.type === 'updated' ? [event.afterTrial] : []));
    expect(updates).toEqual([2, 4, 6, 8, 10, 12]);
  },
);

test('what does not fill an update waits for the next wave; of a last wave that is cut short nothing is learned', async () => {
  const learns = async (change: object) => {
    const strategy = watched();
    await collect({ strategy, settings: { ...settings, ...change } });
    return strategy.said.map((one) => (one === 'suggest' ? 's' : one.length)).join('');
  };
  expect(await learns({ wave: 4, childrenPerUpdate: 3, trials: 12 })).toBe('ssss3ssss3ssss33');
  expect(await learns({ wave: 5, childrenPerUpdate: 2, trials: 7 })).toBe('sssss22ss');
});

test.each([1, 4])(
  '%i at once: of equal graphs in a wave the first is trained, and the next where that fails',
  async (parallel) => {
    const strategy = watched((child) => child % 4 === 3 || child % 4 === 0);
    const evaluator = createUnevenEvaluator(2, { fails: 0 });
    const trials = trialsOf(await collect({ strategy, evaluator, parallel }));
    expect(trials.map(({ status, reusedFrom }) => reusedFrom ?? status)).toEqual(
      [0, 4, 8].flatMap((before) => ['trained', 'trained', before + 2, before + 2]),
    );
    const failing: Evaluator = {
      ...evaluator,
      async *evaluate(architecture, trial, start) {
        const told = yield* evaluator.evaluate(architecture, trial, start);
        return trial === 2 ? { ...told, accuracy: null, reason: 'It diverged.' } : told;
      },
    };
    const again = watched((child) => child === 3 || child === 4);
    const ended = trialsOf(
      await collect({ strategy: again, evaluator: failing, parallel, settings: { ...settings, trials: 4 } }),
    );
    expect(ended.map(({ status, reusedFrom }) => reusedFrom ?? status)).toEqual([
      'trained',
      'failed',
      'trained',
      3,
    ]);
  },
);

test('it trains only while it is pulled, and returning ends all that are in training', async () => {
  const evaluator = createUnevenEvaluator(4);
  const search = runSearch({ settings, strategy: watched(), evaluator, parallel: 3 });
  for (;;) {
    const { value } = await search.next();
    if (value?.type === 'progress') break;
  }
  expect(evaluator.inTraining).toBe(3);
  const { begun } = evaluator;
  const before = begun.length;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(begun.length).toBe(before);
  await search.return();
  expect(evaluator.inTraining).toBe(0);
  expect(await search.next()).toEqual({ done: true, value: undefined });
});

test('a child that waits is kept until its turn, however often the search is interrupted before', async () => {
  const evaluator: Evaluator = {
    cost: () => ({ trainable: 1, multiplyAdds: 1, steps: 1 }),
    async *evaluate(_, trial) {
      // The first ends last.
      for (let step = 0; step < (trial === 1 ? 9 : 1); step++)
        yield { type: 'evaluating', epoch: 1, done: step, total: 9 };
      return { accuracy: trial / 10, seconds: 1, epochs: [] };
    },
  };
  const begun: number[] = [];
  const counted: Evaluator = {
    ...evaluator,
    evaluate(architecture, trial, start) {
      begun.push(trial);
      return evaluator.evaluate(architecture, trial, start);
    },
  };
  const short = { ...settings, trials: 4 };
  const waits = (events: readonly SearchEvent[]) =>
    events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []));
  const first = waits(await collect({ settings: short, evaluator, parallel: 2 }));
  const numbers = first.map(({ waiting = [] }) => waiting.map(({ number }) => number));
  expect(numbers).toEqual([[], [2], [2, 3], [2, 3, 4], []]);
  const checkpoint = { ...first[3]!, waiting: first[3]!.waiting!.slice(2) };
  const again = waits(
    await collect({ settings: short, evaluator: counted, parallel: 2, from: { trials: [], checkpoint } }),
  );
  expect(again.map(({ waiting = [] }) => waiting.map(({ number }) => number))).toEqual([
    [2, 4],
    [2, 3, 4],
    [],
  ]);
  expect(begun).toEqual([1, 2, 3]);

  // A search that is made shorter meanwhile forgets who waits beyond its end: no checkpoint tells of them.
  const from = { trials: [], checkpoint: { ...first[3]!, waiting: [first[3]!.waiting![2]!] } };
  const shorter = waits(await collect({ settings: { ...short, trials: 3 }, evaluator, parallel: 2, from }));
  expect(shorter.flatMap(({ waiting = [] }) => waiting.map(({ number }) => number))).not.toContain(4);
});

test('a lost device ends all of the wave', async () => {
  const evaluator = createUnevenEvaluator(4);
  const lost: Evaluator = {
    ...evaluator,
    async *evaluate(architecture, trial, start) {
      if (trial === 6) throw new DeviceError('The GPU is gone.');
      return yield* evaluator.evaluate(architecture, trial, start);
    },
  };
  await expect(collect({ evaluator: lost, parallel: 4 })).rejects.toThrow(DeviceError);
  expect(evaluator.inTraining).toBe(0);
});

test('promotions come first in a wave, those of one wave side by side, by what was known before it', async () => {
  const halving = { halving: true, reductionFactor: 2, minimumEpochs: 1, wave: 6, trials: 18 };
  const evaluator = createUnevenEvaluator(1, { fails: 0 });
  const trials = trialsOf(await collect({ settings: { ...settings, ...halving }, evaluator, parallel: 6 }));
  const from = trials.map(({ promotedFrom }) => promotedFrom ?? 0);
  expect(from.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 0]);
  const best = trials.slice(0, 6).sort((a, b) => b.reward - a.reward);
  expect(from.slice(6, 12)).toEqual([...best.slice(0, 3).map(({ number }) => number), 0, 0, 0]);
  expect(new Set(from.filter((number) => number > 0)).size).toBe(from.filter((number) => number > 0).length);
});

test('children inherit what there was before their wave, later numbers over earlier ones', async () => {
  const given: (readonly string[])[] = [];
  const evaluator: Evaluator = {
    cost: () => ({ trainable: 1, multiplyAdds: 1, steps: 1 }),
    async *evaluate(_, trial, { shared = {} } = {}) {
      given.push(Object.entries(shared).map(([place, [value]]) => `${place} ${value}`));
      yield { type: 'compiled', dispatches: 1, bytes: 1 };
      const left = { last: new Float32Array([trial]), [`of ${trial}`]: new Float32Array([trial]) };
      return { accuracy: 0.5, seconds: 1, epochs: [], inherited: 0, left };
    },
  };
  const sharing = { ...settings, weightSharing: true, wave: 3, trials: 7 };
  const events = await collect({ evaluator, settings: sharing, parallel: 2 });
  const second = ['last 3', 'of 1 1', 'of 2 2', 'of 3 3'];
  const third = ['last 6', 'of 1 1', 'of 2 2', 'of 3 3', 'of 4 4', 'of 5 5', 'of 6 6'];
  expect(given).toEqual([[], [], [], second, second, second, third]);
  const kept = events.reduce<SharedWeights>(
    (before, event) => ('left' in event && event.left ? keptAfterLeaving(before, event.left) : before),
    {},
  );
  // The last wave is cut short: what it left waits for the rest of it, should the search be made longer.
  expect(Object.keys(kept).sort()).toEqual(
    ['#7 last', '#7 of 7', ...third.map((one) => one.replace(/ \d$/, ''))].sort(),
  );
  const heirs = createHeirs({ wave: 3 }, kept);
  expect([heirs.shared.last, heirs.of(7)?.last]).toEqual([new Float32Array([6]), new Float32Array([7])]);
  expect(keptAfterLeaving(leftApart(4, { last: new Float32Array(1) }), {})).toHaveProperty('#4 last');
});
