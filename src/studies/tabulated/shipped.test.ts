import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { wordsOf } from '../../base/bytes/bits.ts';
import { readTabulation } from '../comparison/readTabulation.ts';
import { RECORDED_SHARE } from '../recipes/measured.ts';
import { countsOf } from '../uncertainty/difference.ts';
import { partingShare } from '../uncertainty/trainings.ts';
import { decodePredictions } from './predictions.ts';
import { RECIPES } from './recipes.ts';
import { CLOSED_FILE, CLOSED_PREDICTIONS_FILE, TABULATED_GRAPHS, TABULATED_SPACE } from './space.ts';
import { decodeClosedTable } from './table.ts';

/** That its figures come out again is held by cli/tabulate/retrained.test.ts. */

const read = (name: string): Buffer => readFileSync(new URL(`../../../public/${name}`, import.meta.url));

test('the shipped table is the defined one, whole: every graph, trained as often, by the recipe that was chosen', () => {
  const written: unknown = JSON.parse(read(CLOSED_FILE).toString());
  const table = decodeClosedTable(written);
  if (!table.ok) throw new Error(`public/${CLOSED_FILE}: ${table.error}`);
  const { space, recipe, rows, stamp, predictions } = table.value;
  expect(space).toEqual(TABULATED_SPACE);
  expect(recipe).toEqual(RECIPES.judged);
  expect(rows).toHaveLength(TABULATED_GRAPHS);
  for (const { trainings } of rows) expect(trainings).toHaveLength(2);
  expect(stamp.engine).toBe('wasm');
  expect(read(CLOSED_PREDICTIONS_FILE)).toHaveLength(predictions.bytes);
  const tabulation = readTabulation(written);
  expect(tabulation).toMatchObject({ ok: true, value: { benchmark: { facts: { trainings: 2 } } } });
});

test('different graphs are parted by about as much of their images’ chance as is taken for trainings of one', () => {
  const table = decodeClosedTable(JSON.parse(read(CLOSED_FILE).toString()));
  if (!table.ok) throw new Error(table.error);
  const rows = table.value.rows.length;
  const told = { ...table.value.predictions, rows };
  const { images, right } = decodePredictions(read(CLOSED_PREDICTIONS_FILE), told);
  const words = right.map(wordsOf);
  const pairs = words.map((one, row) => {
    const { both, first, second } = countsOf(one, words[(7 * row + 13) % rows]!, images);
    return { right: [both + first, both + second] as const, differ: first + second };
  });
  const share = partingShare(pairs, images)!;
  expect(share).toBeGreaterThan(RECORDED_SHARE - 0.03);
  expect(share).toBeLessThan(RECORDED_SHARE + 0.01);
});
