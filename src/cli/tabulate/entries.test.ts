import { expect, test } from 'vitest';
import { RECIPES } from '../../studies/tabulated/recipes.ts';
import { recipeKey } from './entries.ts';

/** By these keys the log's lines are known: with others a trial of recipes, or the table, would begin anew. */
const KEYS = {
  old: 'd8e46d17',
  plain: '4ec6168e',
  half: '71d5e8a6',
  quarter: 'ba5f4fad',
  averaged: '6957718a',
  tail: '7e7858f9',
  'small-batch': 'd19e3065',
  'large-batch': 'f1dc86d2',
  'more-images': 'dc0ac259',
  'fewer-images': '8ca6ce0c',
  wide: 'b52a97d8',
  'sixteen-pixels': '4dfc887c',
};

test('no setting that a recipe inherits changes it unnoticed', async () => {
  const keys = await Promise.all(
    Object.entries(RECIPES).map(async ([name, recipe]) => [name, await recipeKey(recipe)]),
  );
  expect(Object.fromEntries(keys)).toEqual(KEYS);
});
