import { PRESET_SETTINGS, type Settings } from '../../settings/settings.ts';
import { type CellPresetId, presetOf } from '../../space/presets.ts';

/**
 * Whether 16-bit maps cost accuracy: pairs of trainings that differ in nothing but the precision. All of this was fixed, and
 * committed, before any of it was trained (docs/PERFORMANCE.md, "Half the bytes").
 */

export const PRECISION_CHILDREN = ['nasnet-a', 'darts-v2'] as const satisfies readonly CellPresetId[];
export type PrecisionChild = (typeof PRECISION_CHILDREN)[number];

/** A seed decides initial weights, images, their order and their crops. */
export const PRECISION_SEEDS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** The mini recipe, but for what is named here. */
export const PRECISION_SETTINGS: Settings = {
  ...PRESET_SETTINGS.mini.settings,
  ...{ dataset: 'cifar10', imageSize: 16, trainImages: 1600, validationImages: 800 },
  ...{ cellsPerStage: 1, filters: 4, epochs: 4, batch: 32, validateEachEpoch: true },
};

/** In the order in which they are trained. */
export const PRECISIONS = [32, 16] as const satisfies readonly Settings['precision'][];

/** What a training counts with that is not finite. */
export const GUESS = 0.1;

/** Standard errors that the mean difference may have at most, where both count as equal. */
export const MOST_ERRORS = 2;

export interface PairTerms {
  readonly child: PrecisionChild;
  readonly seed: number;
}

/** One seed of both children before the next, so that a part of them is a fair sample. */
export const PRECISION_PAIRS: readonly PairTerms[] = PRECISION_SEEDS.flatMap((seed) =>
  PRECISION_CHILDREN.map((child) => ({ child, seed })),
);

export const titleOf = (child: PrecisionChild): string => presetOf(child).title;

export const pairSettings = ({ seed }: PairTerms, precision: Settings['precision']): Settings => ({
  ...PRECISION_SETTINGS,
  seed,
  precision,
});
