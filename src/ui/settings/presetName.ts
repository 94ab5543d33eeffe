import { PRESET_SETTINGS, type PresetId, type Settings } from '../../settings/settings.ts';
import { settingsTexts } from '../texts/settings.ts';
import { isPreset } from './fields.ts';

/** What the settings are called: their preset, or that they are a person's own. */
export function presetName(settings: Settings): string {
  const ids = Object.keys(PRESET_SETTINGS) as PresetId[];
  const id = ids.find((one) => isPreset(one, settings));
  return id === undefined ? settingsTexts.presets.own : PRESET_SETTINGS[id].title;
}
