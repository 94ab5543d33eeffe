import { expect, test } from 'vitest';
import { RECIPES } from '../../studies/tabulated/recipes.ts';
import { recipeKey } from './entries.ts';

/** By these keys the log's lines are known: with others a trial of recipes, or the table, would begin anew. */
const KEYS = {
  old: '674af6b2',
  plain: 'c2fb765b',
  half: '8aafc8f2',
  quarter: 'ae8b01be',
  judged: '276ab8fd',
  averaged: '8f783cbe',
  tail: 'b3e91747',
  'small-batch': '4be8f132',
  'large-batch': '864976e2',
  'more-images': '78c7da4d',
  'fewer-images': '733e2e7d',
  wide: '7005f7af',
  'sixteen-pixels': '16c6ffdc',
};

test('no setting that a recipe inherits changes it unnoticed', async () => {
  const keys = await Promise.all(
    Object.entries(RECIPES).map(async ([name, recipe]) => [name, await recipeKey(recipe)]),
  );
  expect(Object.fromEntries(keys)).toEqual(KEYS);
});
