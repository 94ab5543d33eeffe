import { LADDER } from '../../../settings/ladder.ts';
import { comparableKey } from '../../../settings/settings.ts';
import { type MeasuredRecipe, measuredKey, pairsOf, shownLuck } from '../../../studies/recipes/measured.ts';
import type { KnownRecipes } from '../../hooks/recipes.ts';

/** What random children of some recipes, each trained twice, tell of them. */
export function recipesOf(measured: readonly MeasuredRecipe[]): KnownRecipes {
  const deviations = new Map(measured.map((recipe) => [recipe.key, shownLuck(recipe)] as const));
  return {
    deviationOf: (settings) => deviations.get(measuredKey(settings)) ?? null,
    randomOf(settings) {
      // Shipped figures are accuracies after all of a training: they are no rewards that weigh cost.
      const own = measured.find(({ key }) => key === comparableKey(settings));
      if (own === undefined) return null;
      const seed = LADDER.find(({ id }) => id === own.rung)?.settings.seed;
      return {
        // The second trainings say nothing new of which child is drawn. One that failed is a draw of 0, as in a search.
        rewards: own.right.map(([first]) => (first ?? 0) / own.validationImages),
        pairs: pairsOf(own).map(([first, second]) => ({ first, second })),
        // The seed chooses the images, but for those that were looked up.
        otherImages: own.rung === 'table' || settings.seed === seed ? 0 : null,
      };
    },
  };
}
