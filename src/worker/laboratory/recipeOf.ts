import { InputError } from '../../base/errors.ts';
import { precisionRefusal } from '../../engine/executor.ts';
import type { Recipe } from '../../engine/recipe.ts';
import type { Settings } from '../../settings/settings.ts';

/** The training recipe in a run's settings. The auxiliary head's loss weighs 0.4 (NASNET.md). */
export function recipeOf(settings: Settings): Recipe {
  const { epochs, batch, learningRate, momentum, weightDecay, clipNorm, labelSmoothing, keepProbability } =
    settings;
  const { cropPadding, flip, cutout, precision } = settings;
  return {
    epochs,
    batch,
    precision,
    learningRate,
    momentum,
    weightDecay,
    clipNorm,
    labelSmoothing,
    keepProbability,
    auxiliaryWeight: 0.4,
    augmentation: { cropPadding, flip, cutout },
  };
}

/** Throws an InputError, before anything is trained, where an engine does not train at the precision of a run. */
export function checkPrecision({ precision }: Pick<Settings, 'precision'>, engine: string): void {
  const refusal = precisionRefusal(precision, engine);
  if (refusal !== null) throw new InputError(refusal);
}
