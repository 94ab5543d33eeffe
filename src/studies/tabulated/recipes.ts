import { PRESET_SETTINGS, type Settings } from '../../settings/settings.ts';
import { TABULATED_SPACE } from './space.ts';

/** How the children of a tabulated space are trained and judged. */
export interface TabulatedRecipe {
  readonly settings: Settings;
  /** Epochs after which validation accuracy is kept, rising; three at most, the last one is the settings'. */
  readonly rungs: readonly number[];
  /**
   * How many of the last epochs' ends are averaged before the last judgement, weights and running statistics alike
   * (Izmailov et al. 2018, without their further pass for the statistics); 1: what training ends with.
   */
  readonly averaged: number;
  /** The power of the cosine: 1 is the usual schedule, 2 stays small for longer at the end. */
  readonly tail: 1 | 2;
}

/** What a recipe has beyond the settings that a search's children are trained by. */
export type EntryTerms = Omit<TabulatedRecipe, 'settings'>;

/**
 * Everything that decides a reward is written out, whatever the presets come to be: the keys by which trainings are logged
 * hang on it. How children are chosen says nothing here.
 */
const BASE: Settings = {
  ...PRESET_SETTINGS.mini.settings,
  seed: 1,
  reward: 'accuracy',
  weightSharing: false,
  halving: false,
  blocks: TABULATED_SPACE.blocks,
  operations: TABULATED_SPACE.operations,
  cellsPerStage: 1,
  filters: 4,
  epochs: 24,
  batch: 64,
  learningRate: 0.2,
  momentum: 0.9,
  weightDecay: 0.0005,
  clipNorm: 5,
  labelSmoothing: 0,
  keepProbability: 1,
  auxiliary: false,
  dataset: 'cifar10',
  imageSize: 8,
  trainImages: 10_000,
  validationImages: 5000,
  cropPadding: 0,
  cutout: 0,
  flip: true,
};

const recipe = (
  settings: Partial<Settings>,
  { averaged = 1, tail = 1 }: Partial<Pick<TabulatedRecipe, 'averaged' | 'tail'>> = {},
): TabulatedRecipe => {
  const whole = { ...BASE, ...settings };
  return { settings: whole, rungs: rungsOf(whole.epochs), averaged, tail };
};

/** A quarter, a half and all of the epochs, each once. */
function rungsOf(epochs: number): number[] {
  const rungs = [epochs / 4, epochs / 2, epochs].map((share) => Math.max(1, Math.floor(share)));
  return [...new Set(rungs)];
}

/**
 * The recipes that are tried before the space is tabulated: most of them within about the same computing, each changing
 * what might steady a training. docs/BENCHMARK.md says which one is taken.
 */
export const RECIPES = {
  /** That of the table before this one, on this space. */
  old: recipe({ epochs: 1, batch: 40, learningRate: 0.25, trainImages: 2400, validationImages: 2000 }),
  plain: recipe({}),
  /** A half and a quarter of the computing. */
  half: recipe({ epochs: 12 }),
  quarter: recipe({ epochs: 6 }),
  /** The last one, judged by twice as many images, which takes a tenth longer. */
  judged: recipe({ epochs: 6, validationImages: 10_000 }),
  averaged: recipe({}, { averaged: 6 }),
  tail: recipe({}, { tail: 2 }),
  'small-batch': recipe({ batch: 32, learningRate: 0.1 }),
  'large-batch': recipe({ batch: 128, learningRate: 0.3 }),
  'more-images': recipe({ epochs: 10, trainImages: 24_000 }),
  'fewer-images': recipe({ epochs: 48, trainImages: 5000 }),
  wide: recipe({ epochs: 9, filters: 8 }),
  'sixteen-pixels': recipe({ epochs: 7, imageSize: 16 }),
} as const satisfies Record<string, TabulatedRecipe>;

export type RecipeId = keyof typeof RECIPES;

export const RECIPE_IDS = Object.keys(RECIPES) as readonly RecipeId[];
