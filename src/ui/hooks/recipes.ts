import { createContext, useContext } from 'react';
import type { Settings } from '../../settings/settings.ts';
import type { TrainedTwice } from '../../studies/uncertainty/leadOfFinal.ts';

/** What is known of a recipe beforehand, from random children that ship with the page. */
export interface KnownRecipes {
  /** Standard deviation of the accuracies of trainings of one child, without the images' part; null where nobody measured it. */
  deviationOf(settings: Settings): number | null;
  /** Of random children that a run with these settings may be compared with; null where none are shipped. */
  randomOf(settings: Settings): RandomChildren | null;
}

export interface RandomChildren {
  /** What a run's values are: shares of 1. */
  readonly rewards: readonly number[];
  /** Those of them that were trained twice, for a winner that was trained again; absent where none were. */
  readonly pairs?: readonly TrainedTwice[];
  /** The variance of a comparison with them by having been judged by other images; null: not known, so at most it. */
  readonly otherImages: number | null;
}

export const NO_RECIPES: KnownRecipes = { deviationOf: () => null, randomOf: () => null };

export const RecipesContext = createContext<KnownRecipes>(NO_RECIPES);

export const useRecipes = (): KnownRecipes => useContext(RecipesContext);
