import { expect, test } from 'vitest';
import { RECIPES } from '../../studies/tabulated/recipes.ts';
import { recipeKey } from './entries.ts';

/** By these keys the log's lines are known: with others a trial of recipes, or the table, would begin anew. */
const KEYS = {
  old: '2ba9b176',
  plain: '93870197',
  half: '3d466170',
  quarter: '78d4f7ad',
  averaged: 'f3b2a4f4',
  tail: '54475fe4',
  'small-batch': 'a1d377ce',
  'large-batch': '506d5efc',
  'more-images': '6086d446',
  'fewer-images': '7bcc328d',
  wide: '2e78d0b8',
  'sixteen-pixels': '05d4bbd9',
};

test('no setting that a recipe inherits changes it unnoticed', async () => {
  const keys = await Promise.all(
    Object.entries(RECIPES).map(async ([name, recipe]) => [name, await recipeKey(recipe)]),
  );
  expect(Object.fromEntries(keys)).toEqual(KEYS);
});
