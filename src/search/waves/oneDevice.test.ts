import { expect, test } from 'vitest';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { createRandomSearch } from '../../strategies/random/random.ts';
import { runSearch, type SearchEvent, type SearchOptions } from '../loop.ts';
import type { Evaluation, Evaluator, TrainingStep } from '../trial.ts';

const settings = { ...TINY_SETTINGS, trials: 7, childrenPerUpdate: 2, wave: 4 };
const STEPS = 3;

interface Device extends Evaluator {
  /** Of each pull, whose it was. */
  readonly pulls: readonly number[];
  readonly mostAtOnce: number;
}

/** Children of three steps, which take `bytes` each; more than fit beside each other in `holds` it refuses. */
function device(bytes = 1, holds = Number.POSITIVE_INFINITY): Device {
  const pulls: number[] = [];
  const held = new Set<number>();
  let mostAtOnce = 0;
  let isAtWork = false;
  const work = async (trial: number): Promise<void> => {
    if (isAtWork) throw new Error('Two children are at work at once.');
    isAtWork = true;
    pulls.push(trial);
    await new Promise((resolve) => setTimeout(resolve, 0));
    isAtWork = false;
  };
  return {
    pulls,
    get mostAtOnce() {
      return mostAtOnce;
    },
    cost: () => ({ trainable: 1, multiplyAdds: 1, steps: STEPS }),
    async *evaluate(_, trial): AsyncGenerator<TrainingStep, Evaluation, void> {
      held.add(trial);
      mostAtOnce = Math.max(mostAtOnce, held.size);
      try {
        await work(trial);
        if (held.size * bytes > holds)
          return { accuracy: null, reason: 'No room.', isRefused: true, seconds: 0, epochs: [] };
        yield { type: 'compiled', dispatches: null, bytes };
        for (let step = 1; step <= STEPS; step++) {
          await work(trial);
          yield { type: 'batch', step, steps: STEPS, epoch: 1, loss: 1, accuracy: 0, imagesPerSecond: 1 };
        }
        return { accuracy: trial / 10, seconds: 1, epochs: [] };
      } finally {
        held.delete(trial);
      }
    },
  };
}

async function collect(options: Pick<SearchOptions, 'evaluator'> & Partial<SearchOptions>) {
  const strategy = createRandomSearch(
    { blocks: settings.blocks, operations: settings.operations },
    settings.seed,
  );
  const events: SearchEvent[] = [];
  for await (const event of runSearch({ settings, strategy, checkpoints: true, ...options }))
    events.push(event);
  return events;
}

const trialsOf = (events: readonly SearchEvent[]) =>
  events.flatMap((event) => (event.type === 'trial-ended' ? [event.trial] : []));

test('one device trains a step of each child of a wave in turn, and the trials are those of one after the other', async () => {
  const alone = trialsOf(await collect({ evaluator: device() }));
  const evaluator = device();
  const trials = trialsOf(await collect({ evaluator, parallel: 3, oneDevice: { room: 100 } }));
  expect(trials).toEqual(alone);
  expect(evaluator.mostAtOnce).toBe(3);
  expect(new Set(evaluator.pulls.slice(3, 9))).toEqual(new Set([1, 2, 3]));
});

test('no more are in training than have room, and one that needs more trains alone', async () => {
  for (const [bytes, most] of [
    [30, 3],
    [40, 2],
    [500, 1],
  ] as const) {
    const evaluator = device(bytes);
    await collect({ evaluator, parallel: 4, oneDevice: { room: 100 } });
    expect(evaluator.mostAtOnce).toBe(most);
  }
});

test('what was refused beside others is trained again by itself, and what is refused alone has failed', async () => {
  const narrow = device(30, 70);
  const trials = trialsOf(await collect({ evaluator: narrow, parallel: 4, oneDevice: { room: 100 } }));
  expect(trials).toEqual(trialsOf(await collect({ evaluator: device() })));
  expect(narrow.mostAtOnce).toBe(3);
  const never = trialsOf(await collect({ evaluator: device(30, 10), parallel: 4, oneDevice: { room: 100 } }));
  expect(never.map(({ status, reason }) => [status, reason])).toEqual(
    Array.from({ length: 7 }, () => ['failed', 'No room.']),
  );
});

test('while only the next is wanted the others are held where they are', async () => {
  let onlyNext = false;
  const evaluator = device();
  const search = runSearch({
    settings,
    strategy: createRandomSearch({ blocks: settings.blocks, operations: settings.operations }, 1),
    evaluator,
    parallel: 3,
    oneDevice: { room: 100, onlyNext: () => onlyNext },
  });
  const until = async (type: SearchEvent['type']): Promise<void> => {
    for await (const event of { [Symbol.asyncIterator]: () => ({ next: () => search.next() }) })
      if (event.type === type) return;
  };
  for (let child = 1; child <= 3; child++) await until('progress');
  onlyNext = true;
  const before = evaluator.pulls.length;
  await until('trial-ended');
  await until('trial-ended');
  const since = evaluator.pulls.slice(before);
  expect(since).toEqual([...since].sort((a, b) => a - b));
  expect(new Set(since)).toEqual(new Set([1, 2]));
  await search.return();
});
