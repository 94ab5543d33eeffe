import { expect, test } from 'vitest';
import { InputError } from '../../base/errors.ts';
import { validateSettings } from '../../settings/settings.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { architectureOf, spellings } from '../../space/choices.ts';
import { architectureCount, type SearchSpace } from '../../space/searchSpace.ts';
import { validateArchitecture } from '../../space/validity.ts';
import { distinctGraphs } from '../tabulated/closedSpace.ts';
import { simulatedTable } from '../testing/table.ts';
import { BENCHMARK_SETTINGS, BENCHMARK_SPACE } from './definition.ts';
import { tabulatedEvaluator } from './evaluator.ts';
import { decodeTable, encodeTable } from './table.ts';

const table = simulatedTable(1);
const written = (): Record<string, unknown> => JSON.parse(encodeTable(table));

test('the benchmark has 375 different graphs in 625 spellings, each of its own space', () => {
  const graphs = distinctGraphs(BENCHMARK_SPACE);
  expect(architectureCount(BENCHMARK_SPACE)).toBe(625n);
  // Block 0: 5 x 5 pairs, each operand on a state of its own; block 1: 15 unordered pairs on one state.
  expect(graphs).toHaveLength(25 * 15);
  expect(new Set(graphs.map(canonicalKey)).size).toBe(375);
  for (const graph of graphs) expect(validateArchitecture(graph, BENCHMARK_SPACE).ok).toBe(true);
  expect(validateSettings(BENCHMARK_SETTINGS).ok).toBe(true);
  expect(() => distinctGraphs({ blocks: 5, operations: BENCHMARK_SPACE.operations })).toThrow(RangeError);
});

test('drawn by decisions, some graphs come twice as often as others, or eight times', () => {
  const add = { combiner: 'add' } as const;
  const pool = { ...add, inputs: [0, 1], operations: ['maxpool_3x3', 'maxpool_3x3'] } as const;
  const free: SearchSpace = {
    blocks: 2,
    operations: ['identity', 'maxpool_3x3', 'sepconv_3x3', 'conv_3x3'],
    fixed: { normal: [add, add], reduction: [pool, pool] },
  };
  for (const [space, graphs, least, most] of [
    [BENCHMARK_SPACE, 375, 1, 2],
    [free, 2178, 1, 8],
  ] as const) {
    const ways = new Map<string, number>();
    for (const spelling of spellings(space)) {
      const key = canonicalKey(spelling);
      ways.set(key, (ways.get(key) ?? 0) + 1);
    }
    const counts = [...ways.values()];
    expect([ways.size, Math.min(...counts), Math.max(...counts)]).toEqual([graphs, least, most]);
  }
});

test('a table comes back from its file', () => {
  expect(decodeTable(written())).toEqual({ ok: true, value: table });
  const failed = {
    ...table,
    rows: table.rows.map((row, i) => (i === 3 ? { ...row, accuracies: [0.2, null] } : row)),
  };
  expect(decodeTable(JSON.parse(encodeTable(failed)))).toEqual({ ok: true, value: failed });
});

test('what is damaged is named, and nothing throws', () => {
  const error = (patch: Record<string, unknown>): string => {
    const result = decodeTable({ ...written(), ...patch });
    return result.ok ? '' : result.error;
  };
  const rows = written().rows as unknown[][];
  const withRow = (row: unknown): unknown[] => [...rows.slice(0, 4), row, ...rows.slice(5)];
  expect(error({ version: 2 })).toBe('The table has version 2; this program reads version 1.');
  expect(error({ adapter: 7 })).toMatch(/which engine and adapter/);
  expect(error({ settings: { ...BENCHMARK_SETTINGS, batch: 0 } })).toMatch(/batch must be/);
  expect(error({ rows: rows.slice(1) })).toBe('The table has 374 rows, but its space 375 graphs.');
  expect(error({ rows: 'none' })).toBe('The table has 0 rows, but its space 375 graphs.');
  const [choices, ...rest] = rows[4] as [number[]];
  for (const row of [
    null,
    rows[4]!.slice(1),
    [[...choices.slice(1), 9], ...rest],
    [[0, 0, 0, 0], ...rest],
    [choices, -1, ...rest.slice(1)],
    [choices, ...rest.slice(0, 2), [1.5, 0.2], [1, 1]],
    [choices, ...rest.slice(0, 2), [], []],
    [choices, ...rest.slice(0, 2), [0.1, 0.2], [1]],
  ]) {
    expect(error({ rows: withRow(row) })).toBe('Row 5 of the table is damaged.');
  }
  for (const space of [
    null,
    {},
    { ...BENCHMARK_SPACE, operations: ['conv_9x9'] },
    { ...BENCHMARK_SPACE, blocks: 9 },
    { ...BENCHMARK_SPACE, fixed: undefined },
    { ...BENCHMARK_SPACE, fixed: { normal: [{ inputs: [5, 6] }] } },
    { ...BENCHMARK_SPACE, fixed: { ...BENCHMARK_SPACE.fixed, normal: [{ operations: ['x', 'y'] }] } },
    { ...BENCHMARK_SPACE, fixed: { ...BENCHMARK_SPACE.fixed, normal: 3 } },
  ]) {
    expect(error({ space })).toBe("The table's space is damaged.");
  }
  for (const value of [null, 3, 'table', []]) expect(decodeTable(value).ok).toBe(false);
});

test("a look-up answers the mean of a graph's trainings in any spelling, and the seconds of one", async () => {
  const evaluator = tabulatedEvaluator(table);
  const row = table.rows[7]!;
  const [a, b, c, d] = row.choices as [number, number, number, number];
  for (const choices of [row.choices, [a, b, d, c]]) {
    const architecture = architectureOf(BENCHMARK_SPACE, choices);
    const { value } = await evaluator.evaluate(architecture, 1).next();
    const [first, second] = row.accuracies as [number, number];
    expect(value).toEqual({ accuracy: (first + second) / 2, seconds: 5, epochs: [] });
    expect(evaluator.cost(architecture)).toEqual({
      trainable: 5000,
      multiplyAdds: row.multiplyAdds,
      steps: 0,
    });
  }
});

test('a child that failed when the table was made fails in a search; one outside the space is refused', async () => {
  const failing = { ...table, rows: table.rows.map((row) => ({ ...row, accuracies: [0.2, null] })) };
  const [graph] = distinctGraphs(BENCHMARK_SPACE);
  const { value } = await tabulatedEvaluator(failing).evaluate(graph!, 1).next();
  expect(value).toMatchObject({ accuracy: null, reason: expect.stringMatching(/failed/) });
  const outside = { normal: graph!.reduction, reduction: graph!.reduction };
  expect(() => tabulatedEvaluator(table).cost(outside)).toThrow(InputError);
});
