import { DATASET_IDS, IMAGE_SIZES } from '../data/infos.ts';
import type { NumericSetting } from './ranges.ts';
import { type Settings, STRATEGY_IDS } from './settings.ts';

/** Settings that are one of a few values. A new one that is missing here does not compile. */
export type ChoiceSetting = {
  [Key in keyof Settings]: Key extends NumericSetting | 'operations'
    ? never
    : Settings[Key] extends boolean
      ? never
      : Key;
}[keyof Settings];

export const SETTING_CHOICES: { readonly [Key in ChoiceSetting]: readonly Settings[Key][] } = {
  strategy: STRATEGY_IDS,
  reward: ['accuracy', 'cost'],
  dataset: DATASET_IDS,
  imageSize: IMAGE_SIZES,
};
