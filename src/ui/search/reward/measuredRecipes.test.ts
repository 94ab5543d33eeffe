import { expect, test } from 'vitest';
import { LADDER } from '../../../settings/ladder.ts';
import { type MeasuredRecipe, measuredFigures, measuredKey } from '../../../studies/recipes/measured.ts';
import { recipesOf } from './measuredRecipes.ts';

const { settings } = LADDER.find(({ id }) => id === 'mini')!;

const right = Array.from({ length: 30 }, (_, index): [number | null, number | null] => [
  1500 + 20 * index,
  1500 + 20 * index + (index % 2 === 0 ? 120 : -120),
]);
const mini: MeasuredRecipe = {
  rung: 'mini',
  key: measuredKey(settings),
  engine: 'wasm',
  engineVersion: 1,
  date: '2026-11-29',
  validationImages: 5000,
  right: [...right, [null, null]],
};
const recipes = recipesOf([mini]);

test('a measured recipe has its deviation, whatever weighs its accuracies; another one has none', () => {
  const { training: value } = measuredFigures(mini)!;
  expect(value).toBeGreaterThan(0.01);
  expect(recipes.deviationOf(settings)).toBe(value);
  expect(recipes.deviationOf({ ...settings, reward: 'cost' })).toBe(value);
  expect(recipes.deviationOf({ ...settings, epochs: settings.epochs + 1 })).toBeNull();
  // Too few pairs, and pairs that show no luck.
  expect(recipesOf([{ ...mini, right: right.slice(0, 19) }]).deviationOf(settings)).toBeNull();
  const same = right.map(([first]) => [first, first] as const);
  expect(recipesOf([{ ...mini, right: same }]).deviationOf(settings)).toBeNull();
});

test('random children are for comparable settings alone; one that failed is a draw of 0', () => {
  const random = recipes.randomOf(settings)!;
  expect(random.rewards).toEqual([...right.map(([first]) => (first ?? 0) / 5000), 0]);
  expect(random.otherImages).toBe(0);
  // Of a child that failed once nobody knows what it has when it is trained again.
  expect(random.pairs).toHaveLength(30);
  expect(random.pairs![1]).toEqual({ first: 1520 / 5000, second: 1400 / 5000 });
  expect(recipes.randomOf({ ...settings, trials: 100, strategy: 'evolution' })?.rewards).toEqual(
    random.rewards,
  );
  for (const other of [{ reward: 'cost' }, { halving: true }, { epochs: 4 }, { rewards: 'table' }] as const)
    expect(recipes.randomOf({ ...settings, ...other })).toBeNull();
});

test('another seed has other images', () => {
  expect(recipes.randomOf({ ...settings, seed: settings.seed + 1 })?.otherImages).toBeNull();
});
