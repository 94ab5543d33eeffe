import { calledAs } from '../../../settings/called.ts';
import type { Settings } from '../../../settings/settings.ts';
import { settingsTexts } from '../../texts/search/settings.ts';

/** What the settings are called: their preset, their rung and how many children, or that they are a person's own. */
export function presetName(settings: Settings): string {
  const called = calledAs(settings);
  if (called === null) return settingsTexts.presets.own;
  return called.children === null ? called.title : settingsTexts.presets.rung(called.title, called.children);
}
