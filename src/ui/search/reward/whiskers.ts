import type { HalfWidths } from '../../../drawings/reward/input.ts';
import type { Finalist } from '../../../search/finalists.ts';
import { rewardOf } from '../../../search/reward.ts';
import type { Trial } from '../../../search/trial.ts';
import type { Settings } from '../../../settings/settings.ts';
import { type Whisker, whiskerOf } from '../../../studies/uncertainty/whisker.ts';

/** How sure a run's accuracies are. `deviation` is that of its recipe's trainings, null where nobody measured it. */

/** Null for a child that failed. One that paused was not trained as the recipe says, so that its luck is not known. */
export function trialWhisker(
  { accuracy, budget }: Pick<Trial, 'accuracy' | 'budget'>,
  { epochs, validationImages }: Settings,
  deviation: number | null,
): Whisker | null {
  if (accuracy === null) return null;
  return whiskerOf(accuracy, validationImages, (budget ?? epochs) < epochs ? null : deviation);
}

export function finalistWhisker(
  { accuracy, images }: Pick<Finalist, 'accuracy' | 'images'>,
  deviation: number | null,
): Whisker | null {
  return accuracy === null || images === 0 ? null : whiskerOf(accuracy, images, deviation);
}

/** As the chart draws it: where cost is weighed, a reward is as unsure as its accuracy, weighed. */
export function inRewards(
  whisker: Whisker | null,
  multiplyAdds: number,
  settings: Settings,
): HalfWidths | null {
  if (whisker === null) return null;
  const weight = rewardOf(settings, 1, multiplyAdds);
  return { images: whisker.images * weight, whole: whisker.whole * weight };
}
