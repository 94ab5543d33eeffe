import type { Settings } from '../../../../settings/settings.ts';

/**
 * Standard deviation of the accuracies of trainings of one child under a recipe, as a share of 1; null where nobody measured
 * it, so that figures count the chance of the images alone.
 */
export type DeviationOf = (settings: Settings) => number | null;

export const notMeasured: DeviationOf = () => null;
