import { expect, test } from 'vitest';
import type { ComparisonEvent } from '../../protocol/comparison.ts';
import { encodeTable } from '../../studies/benchmark/table.ts';
import { encodeClosedTable } from '../../studies/tabulated/table.ts';
import { simulatedClosedTable } from '../../studies/testing/closedTable.ts';
import { simulatedTable } from '../../studies/testing/table.ts';
import { createComparing } from './comparing.ts';
import type { FetchText } from './fetchTable.ts';

const text = encodeTable(simulatedTable(5, { signal: 0.03 }));
const url = 'http://localhost/benchmark/table.json';

const answer = (body: string, status = 200): FetchText => {
  return async () => new Response(body, { status });
};

function setUp(fetch: FetchText) {
  const events: ComparisonEvent[] = [];
  return { events, handle: createComparing({ fetch, emit: (event) => events.push(event) }) };
}

test('a comparison tells of the benchmark, of every search, and of what came out', async () => {
  const { events, handle } = setUp(answer(text));
  void handle({ type: 'open', url });
  await handle({ type: 'compare', contestants: ['evolution', 'random', 'ppo-paper'], seeds: 2, trials: 12 });
  expect(events.map(({ type }) => type)).toEqual([
    'benchmark',
    ...new Array(6).fill('comparing'),
    'compared',
  ]);
  expect(events[0]).toMatchObject({ benchmark: { graphs: 375, spread: { trainings: 2 } } });
  expect(events[6]).toEqual({ type: 'comparing', progress: { done: 6, total: 6 } });
  const last = events.at(-1);
  if (last?.type !== 'compared') throw new Error('nothing came out');
  const { comparison, courses } = last;
  expect(comparison).toMatchObject({ trials: 12, seeds: [1, 2] });
  expect(comparison.contestants.map(({ id }) => id)).toEqual(['evolution', 'random', 'ppo-paper']);
  for (const own of comparison.contestants) expect(own).not.toHaveProperty('progress');
  expect(courses.children.best.map(({ id }) => id)).toEqual(['evolution', 'random', 'ppo-paper']);
  expect(courses.seconds.meanTop5[1]).toMatchObject({ end: 60 });
  expect(structuredClone(last)).toEqual(last);
});

test('the closed table is compared on just the same', async () => {
  const closed = encodeClosedTable(simulatedClosedTable(5).table);
  const { events, handle } = setUp(answer(closed));
  await handle({ type: 'open', url });
  await handle({ type: 'compare', contestants: ['local', 'random'], seeds: 2, trials: 12 });
  expect(events[0]).toMatchObject({
    type: 'benchmark',
    benchmark: { graphs: 165, adapter: null, spread: { trainings: 2 } },
  });
  const last = events.at(-1);
  expect(last).toMatchObject({ comparison: { table: { engine: 'wasm', heldAfter: 'trials' } } });
  expect(structuredClone(last)).toEqual(last);
});

test('a comparison that follows another starts from the same seeds', async () => {
  const { events, handle } = setUp(answer(text));
  await handle({ type: 'open', url });
  const command = { type: 'compare', contestants: ['random'], seeds: 1, trials: 5 } as const;
  await handle(command);
  await handle(command);
  const [first, second] = events.filter(({ type }) => type === 'compared');
  expect(second).toEqual(first);
});

test.each([
  ['missing', answer('', 404), { kind: 'table-missing', url }],
  ['refused', answer('', 503), { kind: 'table-refused', url, status: 503 }],
  ['cut off', answer(text.slice(0, 900)), { kind: 'table-not-json', url }],
  ['another page', answer('<!doctype html>'), { kind: 'table-not-json', url }],
  [
    'short of rows',
    answer(text.replace(/\n\[\[0,0,0,1\].*/, '')),
    { kind: 'table-damaged', why: expect.stringMatching(/374 rows/) },
  ],
  [
    'of another version',
    answer(text.replace('"version": 1', '"version": 9')),
    { kind: 'table-damaged', why: expect.stringMatching(/version 9/) },
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
