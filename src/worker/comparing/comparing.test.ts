import { expect, test } from 'vitest';
import type { ComparisonEvent } from '../../protocol/comparison.ts';
import { encodeClosedTable } from '../../studies/tabulated/table.ts';
import { simulatedClosedTable } from '../../studies/testing/closedTable.ts';
import { createComparing } from './comparing.ts';
import type { FetchText } from './fetchTable.ts';

const text = encodeClosedTable(simulatedClosedTable(5).table);
const url = 'http://localhost/benchmark/table.json';

const answer = (body: string, status = 200): FetchText => {
  return async () => new Response(body, { status });
};

function setUp(fetch: FetchText) {
  const events: ComparisonEvent[] = [];
  let time = 0;
  return {
    events,
    handle: createComparing({ fetch, now: () => (time += 1), emit: (event) => events.push(event) }),
  };
}

test('a comparison tells of the benchmark, of every search, of what is known between seeds, and of what came out', async () => {
  const { events, handle } = setUp(answer(text));
  void handle({ type: 'open', url });
  await handle({ type: 'compare', contestants: ['linear', 'random', 'ppo-paper'], seeds: 2, trials: 12 });
  const round = new Array(3).fill('comparing');
  expect(events.map(({ type }) => type)).toEqual(['benchmark', ...round, 'compared', ...round, 'compared']);
  expect(events[0]).toMatchObject({
    benchmark: { facts: { graphs: 165, trainings: 2, engine: 'wasm' }, spread: { trainings: 2 } },
  });
  expect(events[7]).toEqual({ type: 'comparing', progress: { done: 6, total: 6 } });
  const [soFar, last] = events.filter((event) => event.type === 'compared');
  expect(soFar).toMatchObject({ comparison: { seeds: [1] }, asked: 2 });
  expect(last).toMatchObject({ comparison: { trials: 12, seeds: [1, 2] }, asked: 2 });
  // A clock that ticks whenever it is asked.
  expect(last!.seconds).toBeGreaterThan(soFar!.seconds);
  const { comparison, regrets } = last!;
  expect(comparison.contestants.map(({ id }) => id)).toEqual(['linear', 'random', 'ppo-paper']);
  for (const own of comparison.contestants) {
    expect(own).not.toHaveProperty('progress');
    expect(own).not.toHaveProperty('regrets');
    expect(own.worths?.effects.length).toBeGreaterThan(0);
  }
  expect(regrets.trials.map(({ id }) => id)).toEqual(['linear', 'random', 'ppo-paper']);
  // Each training of this table takes 12 s.
  expect(regrets.seconds[1]?.points.at(-1)?.at).toBe(144);
  expect(structuredClone(last)).toEqual(last);
});

test('telling what is known takes a fifth of the time at most: where it is slow, it is told less often', async () => {
  let time = 0;
  const events: ComparisonEvent[] = [];
  const handle = createComparing({
    fetch: answer(text),
    now: () => time,
    emit(event) {
      // A search takes a second, telling ten.
      time += event.type === 'comparing' ? 1 : 10;
      events.push(event);
    },
  });
  await handle({ type: 'open', url });
  await handle({ type: 'compare', contestants: ['random'], seeds: 150, trials: 1 });
  const told = events.flatMap((event) => (event.type === 'compared' ? event.comparison.seeds.length : []));
  expect(told.at(-1)).toBe(150);
  expect(told.length).toBeLessThanOrEqual(6);
  expect(told[0]).toBe(1);
});

test('a comparison that follows another starts from the same seeds', async () => {
  const { events, handle } = setUp(answer(text));
  await handle({ type: 'open', url });
  const command = { type: 'compare', contestants: ['random'], seeds: 1, trials: 5 } as const;
  await handle(command);
  await handle(command);
  const [first, second] = events.filter((event) => event.type === 'compared');
  expect({ ...second, seconds: 0 }).toEqual({ ...first, seconds: 0 });
});

test.each([
  ['missing', answer('', 404), { kind: 'table-missing', url }],
  ['refused', answer('', 503), { kind: 'table-refused', url, status: 503 }],
  ['cut off', answer(text.slice(0, 900)), { kind: 'table-not-json', url }],
  ['another page', answer('<!doctype html>'), { kind: 'table-not-json', url }],
  [
    'short of rows',
    answer(text.replace(/\n\["00000001".*/, '')),
    { kind: 'table-damaged', why: expect.stringMatching(/one is missing before it/) },
  ],
  [
    'of another version',
    answer(text.replace('"version": 2', '"version": 9')),
    { kind: 'table-damaged', why: expect.stringMatching(/version 9/) },
  ],
  [
    'of the space before',
    answer('{"version": 1}'),
    { kind: 'table-damaged', why: expect.stringMatching(/version 1, of the small space of 375 graphs/) },
  ],
  [
    'out of reach',
    async () => {
      throw new TypeError('Failed to fetch');
    },
    { kind: 'table-unreachable', url, why: 'Failed to fetch' },
  ],
] as const)('a table that is %s is told of, and nothing is compared', async (_, fetch, problem) => {
  const { events, handle } = setUp(fetch);
  await handle({ type: 'open', url });
  await handle({ type: 'compare', contestants: ['random'], seeds: 1, trials: 5 });
  expect(events).toEqual([{ type: 'problem', problem }]);
});
