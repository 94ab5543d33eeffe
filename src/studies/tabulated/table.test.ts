import { expect, test } from 'vitest';
import { validateSettings } from '../../settings/settings.ts';
import { choicesOf } from '../../space/choices.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { distinctGraphs } from './closedSpace.ts';
import { RECIPES } from './recipes.ts';
import { TABULATED_SPACE } from './space.ts';
import {
  type ClosedTable,
  decodeClosedTable,
  encodeClosedTable,
  entrySeed,
  MOST_TRAININGS,
} from './table.ts';

const tableOf = (space: SearchSpace): ClosedTable => ({
  space,
  recipe: RECIPES.averaged,
  stamp: { commit: 'abc', engine: 'wasm', engineVersion: 1, date: '2026-11-29' },
  testImages: 10_000,
  predictions: { training: 0, images: 2000, shown: 6, bytes: 390_000 },
  rows: distinctGraphs(space).map((graph, row) => ({
    choices: choicesOf(space, graph),
    trainable: 3000 + row,
    multiplyAdds: 100_000,
    coreSeconds: 12.5,
    trainings: [{ rungs: [1, 2, row], test: 3 * row }, row === 7 ? null : { rungs: [4, 5, 5000], test: 9 }],
  })),
});
const table = tableOf({ ...TABULATED_SPACE, operations: ['identity', 'conv_3x3'] });
const written = (): Record<string, unknown> => JSON.parse(encodeClosedTable(table));

test('a table comes back from its file, which is small', () => {
  expect(decodeClosedTable(written())).toEqual({ ok: true, value: table });
  const whole = encodeClosedTable(tableOf(TABULATED_SPACE));
  expect(whole.length).toBeLessThan(150_000);
  expect(decodeClosedTable(JSON.parse(whole)).ok).toBe(true);
});

test('what is damaged is named, and nothing throws', () => {
  const error = (patch: Record<string, unknown>): string => {
    const result = decodeClosedTable({ ...written(), ...patch });
    return result.ok ? '' : result.error;
  };
  const rows = written().rows as unknown[][];
  expect(error({ version: 1 })).toBe('The table has version 1; this program reads version 2.');
  expect(error({ stamp: { ...table.stamp, commit: 3 } })).toMatch(/does not say what made it: .*commit/);
  expect(error({ space: { blocks: 0 } })).toBe("The table's space is damaged.");
  expect(error({ recipe: { ...table.recipe, tail: 3 } })).toMatch(/recipe is damaged: .*tail/);
  const settings = { ...table.recipe.settings, batch: 0 };
  expect(error({ recipe: { ...table.recipe, settings } })).toMatch(/batch must be/);
  for (const rungs of [
    [12, 6, 24],
    [6, 6, 24],
    [6, 12],
    [3, 6, 12, 24],
  ])
    expect(error({ recipe: { ...table.recipe, rungs } })).toBe(
      `The table's recipe has the rungs ${rungs.join(', ')}: there are at most 3, rising, and the last one is all 24 epochs.`,
    );
  expect(error({ recipe: { ...table.recipe, averaged: 25 } })).toBe(
    "The table's recipe averages the last 25 epochs, but has only 24.",
  );
  expect(error({ predictions: { ...table.predictions, training: 2 } })).toBe(
    "The table's predictions are of training 3, but a graph has only 2.",
  );
  expect(error({ predictions: { ...table.predictions, images: 5001 } })).toBe(
    "The table's predictions are of 5001 images, but there are only 5000 validation images.",
  );
  expect(error({ rows: rows.slice(0, -1) })).toBe(
    `The table has ${rows.length - 1} rows, but its space ${rows.length} graphs.`,
  );
  expect(error({ rows: [] })).toBe(`The table has 0 rows, but its space ${rows.length} graphs.`);
  expect(error({ rows: [...rows, rows[3]] })).toBe(
    `Row ${rows.length + 1} of the table is of the same graph as row 4.`,
  );
  const [digits, ...rest] = rows[4] as [string];
  const withFifth = (row: unknown): string => error({ rows: [...rows.slice(0, 4), row, ...rows.slice(5)] });
  for (const row of [
    null,
    [digits],
    [`${digits}0`, ...rest],
    [digits.replace(/^./, '9'), ...rest],
    [digits, ...rest.slice(0, 3), [1]],
    [digits, ...rest.slice(0, 3), [1, 2, -3, 4]],
    [digits, ...rest.slice(0, 3), ...new Array(17).fill(null)],
  ])
    expect(withFifth(row)).toBe('Row 5 of the table is damaged.');
  const figures = rest.slice(0, 3);
  const whole = [1, 2, 3, 4];
  expect(withFifth([digits, ...figures, whole, [1, 2, 5001, 4]])).toBe(
    'Row 5 of the table has 5001 right of 5000 validation images.',
  );
  expect(withFifth([digits, ...figures, [1, 2, 3, 10_001], null])).toBe(
    'Row 5 of the table has 10001 right of 10000 test images.',
  );
  expect(withFifth([digits, ...figures, [1, 2, 3], whole])).toBe(
    'Row 5 of the table has 2 rungs in a training, but the recipe 3.',
  );
  expect(withFifth([digits, ...figures, whole])).toBe(
    'Row 5 of the table has another number of trainings (1) than row 1 (2).',
  );
  expect(withFifth([digits, ...figures, whole, null, null])).toBe(
    'Row 5 of the table has another number of trainings (3) than row 1 (2).',
  );
  expect(withFifth(rows[3])).toBe('Row 5 of the table is of the same graph as row 4.');
  expect(withFifth(rows[5])).toMatch(/^Row 5 of the table is of another graph .*: one is missing before it/);
  expect(error({ rows: [...rows.slice(0, 4), ...rows.slice(5)] })).toMatch(/^Row 5 .*: one is missing/);
  for (const value of [null, 3, 'table', []]) expect(decodeClosedTable(value).ok).toBe(false);
});

test('every recipe has valid settings, at most three rungs, and its last epoch among them', () => {
  for (const { settings, rungs, averaged } of Object.values(RECIPES)) {
    expect(validateSettings(settings).ok).toBe(true);
    expect(rungs.length).toBeLessThanOrEqual(3);
    expect(rungs.at(-1)).toBe(settings.epochs);
    expect([...rungs].sort((a, b) => a - b)).toEqual(rungs);
    expect(averaged).toBeLessThanOrEqual(settings.epochs);
  }
});

test('no two trainings of a table share their seed', () => {
  const seeds = distinctGraphs(TABULATED_SPACE).flatMap((_, row) =>
    Array.from({ length: MOST_TRAININGS }, (_, training) => entrySeed(table.recipe, row, training)),
  );
  expect(new Set(seeds).size).toBe(seeds.length);
});
