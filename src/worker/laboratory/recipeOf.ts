import type { Recipe } from '../../engine/recipe.ts';
import type { Settings } from '../../settings/settings.ts';

/** The training recipe in a run's settings. The auxiliary head's loss weighs 0.4 (NASNET.md). */
export function recipeOf(settings: Settings): Recipe {
  const { epochs, batch, learningRate, momentum, weightDecay, clipNorm, labelSmoothing, keepProbability } =
    settings;
  const { cropPadding, flip, cutout } = settings;
  return {
    epochs,
    batch,
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
