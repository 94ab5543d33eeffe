import { expect, test } from 'vitest';
import { TINY_SETTINGS } from '../settings/testing/tiny.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import { shareOf } from '../space/testing/share.ts';
import { createRandomSearch } from '../strategies/random/random.ts';
import type { SearchCheckpoint } from './checkpoint.ts';
import { runSearch, type SearchEvent, type SearchOptions } from './loop.ts';
import { createFakeEvaluator } from './testing/fakes.ts';
import type { Evaluator, SharedWeights, Trial } from './trial.ts';

const space: SearchSpace = { blocks: 1, operations: ['identity', 'sepconv_3x3'] };
const settings = { ...TINY_SETTINGS, trials: 8, childrenPerUpdate: 3, weightSharing: true };

/** A child is as good as the number of children before it whose weights it was given; it leaves its own number. */
function sharer(
  fails: readonly number[] = [],
): Evaluator & { readonly given: (SharedWeights | undefined)[] } {
  const inner = createFakeEvaluator(shareOf('sepconv_3x3'));
  const given: (SharedWeights | undefined)[] = [];
  return {
    given,
    cost: inner.cost,
    async *evaluate(_, trial, { shared } = {}) {
      given.push(shared);
      yield { type: 'compiled', dispatches: 1, bytes: 1 };
      const inherited = Object.keys(shared ?? {}).length;
      const epochs = [{ epoch: 1, loss: 1, trainAccuracy: 0, validationAccuracy: inherited / 100 }];
      const left = { [`place ${trial}`]: new Float32Array([trial]), last: new Float32Array([trial]) };
      const accuracy = fails.includes(trial) ? null : inherited / 100;
      return { accuracy, seconds: 1, epochs, inherited, left };
    },
  };
}

/** Random search that suggests its second child once more as its third. */
function repeating() {
  const inner = createRandomSearch(space, 5);
  let count = 0;
  let second = inner.suggest();
  return {
    ...inner,
    suggest() {
      count++;
      if (count === 3) return second;
      const fresh = inner.suggest();
      if (count === 2) second = fresh;
      return fresh;
    },
  };
}

async function collect(options: Partial<SearchOptions>, most = Infinity): Promise<SearchEvent[]> {
  const strategy = createRandomSearch(space, 5);
  const search = runSearch({ settings, strategy, evaluator: sharer(), checkpoints: true, ...options });
  const events: SearchEvent[] = [];
  while (events.length < most) {
    const { value, done } = await search.next();
    if (done) break;
    events.push(value);
  }
  await search.return(undefined);
  return events;
}

const endsOf = (events: readonly SearchEvent[]) =>
  events.flatMap((event) => (event.type === 'trial-ended' ? [event] : []));
const trialsOf = (events: readonly SearchEvent[]): Trial[] => endsOf(events).map(({ trial }) => trial);
const sharedOf = (events: readonly SearchEvent[]): SharedWeights =>
  Object.assign({}, ...endsOf(events).map(({ left }) => left));

test('a child is given what all earlier ones left, the latest where they left the same', async () => {
  const evaluator = sharer();
  const events = await collect({ evaluator, settings: { ...settings, trials: 3 } });
  expect(evaluator.given).toEqual([
    {},
    { 'place 1': new Float32Array([1]), last: new Float32Array([1]) },
    {
      'place 1': new Float32Array([1]),
      'place 2': new Float32Array([2]),
      last: new Float32Array([2]),
    },
  ]);
  expect(trialsOf(events).map(({ inherited }) => inherited)).toEqual([0, 2, 3]);
  expect(endsOf(events)[1]?.left).toEqual({ 'place 2': new Float32Array([2]), last: new Float32Array([2]) });
});

test('a child that failed leaves nothing, a graph that is known is not trained and leaves nothing new', async () => {
  const evaluator = sharer([1]);
  const events = await collect({
    evaluator,
    strategy: repeating(),
    settings: { ...settings, trials: 4 },
  });
  expect(trialsOf(events).map(({ status }) => status)).toEqual(['failed', 'trained', 'reused', 'trained']);
  expect(endsOf(events).map(({ left }) => left !== undefined)).toEqual([false, true, false, true]);
  expect(evaluator.given.map((shared) => Object.keys(shared ?? {}))).toEqual([[], [], ['place 2', 'last']]);
  expect(trialsOf(events)[2]).toMatchObject({ reusedFrom: 2, inherited: 0 });
  expect(trialsOf(events)[0]).toMatchObject({ inherited: 0 });
});

test('without it no child is given anything', async () => {
  const evaluator = sharer();
  const events = await collect({ evaluator, settings: { ...settings, weightSharing: false } });
  expect(endsOf(events).every((event) => !('left' in event))).toBe(true);
  expect(new Set(evaluator.given)).toEqual(new Set([undefined]));
});

test('wherever a search is cut off, it goes on to the same trials with what its children left', async () => {
  const all = await collect({});
  expect(trialsOf(all)).toHaveLength(8);
  for (let cut = 2; cut <= all.length; cut++) {
    const events = await collect({}, cut);
    const checkpoint = events.findLast((event) => event.type === 'checkpoint')?.checkpoint;
    const from = {
      trials: trialsOf(events),
      checkpoint: structuredClone(checkpoint) as SearchCheckpoint,
      shared: structuredClone(sharedOf(events)),
    };
    const rest = await collect({ from });
    expect([...from.trials, ...trialsOf(rest)], `cut after ${cut}`).toEqual(trialsOf(all));
    expect({ ...from.shared, ...sharedOf(rest) }).toEqual(sharedOf(all));
  }
});

test('a run without what its children left goes on with what is left from then on', async () => {
  const events = await collect({ settings: { ...settings, trials: 2 } });
  const checkpoint = events.findLast((event) => event.type === 'checkpoint')?.checkpoint as SearchCheckpoint;
  const evaluator = sharer();
  const rest = await collect({ evaluator, from: { trials: trialsOf(events), checkpoint } });
  expect(evaluator.given[0]).toEqual({});
  expect(trialsOf(rest)[0]).toMatchObject({ number: 3, inherited: 0 });
});
