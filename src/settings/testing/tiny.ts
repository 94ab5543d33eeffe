import { PRESET_SETTINGS, type Settings } from '../settings.ts';

/** Settings of a search that takes a moment; tests hang on them, and not on a preset that may change. */
export const TINY_SETTINGS: Settings = {
  ...PRESET_SETTINGS.demo.settings,
  trials: 12,
  blocks: 2,
  filters: 4,
  epochs: 4,
  batch: 32,
  learningRate: 0.05,
  validateEachEpoch: true,
  imageSize: 32,
  cropPadding: 4,
  trainImages: 96,
  validationImages: 100,
};

/** A preset as it was when the keys of comparableKeys.json were kept. */
export function presetThen(id: string): Settings {
  if (id === 'demo') return TINY_SETTINGS;
  if (id === 'mini') return { ...PRESET_SETTINGS.mini.settings, validationImages: 1000 };
  return PRESET_SETTINGS.paper.settings;
}
