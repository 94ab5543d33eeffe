import { datasetInfo } from '../data/infos.ts';
import type { Architecture } from '../space/architecture.ts';
import { MINI_STRATEGIES } from './presets.ts';
import { hasAuxiliary } from './rules.ts';
import { SETTINGS, type Settings } from './table/table.ts';

/**
 * A full training is a run of one child whose pair is given: built as large as a person wants, trained by a recipe to its
 * end, and tested there, once. That it is one follows from its settings alone.
 */
export const isFullTraining = ({ trials, test }: Pick<Settings, 'trials' | 'test'>): boolean =>
  test && trials === 1;

/** `paper`: as NASNet-A was trained on CIFAR-10; `own`: by whatever settings it is built from. */
export const FULL_RECIPES = ['paper', 'own'] as const;
export type FullRecipe = (typeof FULL_RECIPES)[number];

/** The size at which the paper's figures are: N = 6, F = 32, "6 @ 768". */
export const PAPER_SIZE = { cellsPerStage: 6, filters: 32 } as const;

/** Height of the images that the recipe was published for. */
const PUBLISHED_AT = 32;

/**
 * The paper's recipe for CIFAR-10 (Zoph et al. 2018, appendix A.4; what it leaves open as in the authors' public code: drop path
 * keeps 0.6, 600 epochs). A tenth of the images, at most 5,000, is held out for the curve. On smaller images crop and cutout
 * shrink with them, and where the auxiliary head's pool finds no room there is none.
 */
export function paperRecipe({ dataset, imageSize }: Pick<Settings, 'dataset' | 'imageSize'>) {
  const { trainingImages } = datasetInfo(dataset);
  const validationImages = Math.min(
    5000,
    Math.max(SETTINGS.validationImages.min, Math.floor(trainingImages / 10)),
  );
  const scale = imageSize / PUBLISHED_AT;
  return {
    epochs: 600,
    batch: 32,
    learningRate: 0.025,
    momentum: 0.9,
    weightDecay: 5e-4,
    clipNorm: 5,
    labelSmoothing: 0,
    keepProbability: 0.6,
    auxiliary: hasAuxiliary(imageSize),
    cropPadding: Math.round(4 * scale),
    cutout: Math.round(16 * scale),
    flip: true,
    trainImages: trainingImages - validationImages,
    validationImages,
  } as const satisfies Partial<Settings>;
}

export interface WantedTraining {
  readonly architecture: Architecture;
  /** What it is built from: its images, its seed, and with `own` its recipe. */
  readonly base: Settings;
  readonly recipe: FullRecipe;
  /** In the place of the recipe's or the base's; the paper's size where the recipe is its own. */
  readonly changes?: Partial<Settings>;
}

/** As settings of a run. They are not checked. */
export function fullTraining({ architecture, base, recipe, changes = {} }: WantedTraining): Settings {
  const sized = { ...base, ...changes };
  return {
    ...base,
    ...MINI_STRATEGIES.random,
    ...(recipe === 'paper' && { ...PAPER_SIZE, ...paperRecipe(sized) }),
    ...changes,
    ...spaceOf(architecture),
    strategy: 'random',
    rewards: 'trained',
    reward: 'accuracy',
    weightSharing: false,
    halving: false,
    trials: 1,
    finalists: 0,
    test: true,
    validateEachEpoch: true,
  };
}

/** A space that the pair is of, as far as settings can tell of one. */
function spaceOf({ normal, reduction }: Architecture): Pick<Settings, 'blocks' | 'operations'> {
  const used = new Set([...normal.blocks, ...reduction.blocks].flatMap(({ operations }) => operations));
  const { min, max } = SETTINGS.blocks;
  const most = Math.max(normal.blocks.length, reduction.blocks.length);
  return {
    blocks: Math.min(max, Math.max(min, most)),
    operations: SETTINGS.operations.choices.filter((one) => used.has(one)),
  };
}
