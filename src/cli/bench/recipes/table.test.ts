import { expect, test } from 'vitest';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { measuredKey, trainingLuck } from '../../../studies/recipes/measured.ts';
import { simulatedClosedTable } from '../../../studies/testing/closedTable.ts';
import { tableRecipe } from './table.ts';

test('the benchmark tells of its own recipe as the ladder does of its', () => {
  const { table } = simulatedClosedTable(1, { noise: 0.02 });
  const recipe = tableRecipe(table);
  expect(recipe).toMatchObject({ rung: 'table', engine: 'wasm', date: table.stamp.date });
  expect(recipe.key).toBe(measuredKey(PRESET_SETTINGS.table.settings));
  expect(recipe.right).toHaveLength(60);
  expect(new Set(recipe.right.map(String)).size).toBeGreaterThan(50);
  const training = trainingLuck(recipe)!;
  expect(training.low).toBeLessThan(0.02);
  expect(training.high).toBeGreaterThan(0.02);
});
