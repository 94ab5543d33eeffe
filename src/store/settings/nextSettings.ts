import type { LiveRun } from '../../run/live.ts';
import { sameSettings } from '../../settings/called.ts';
import { SETTINGS, type Settings } from '../../settings/settings.ts';
import type { SettingsState } from './settings.ts';

interface Next extends Pick<SettingsState, 'settings' | 'fitted'> {
  readonly run: LiveRun | null;
  readonly lent: unknown;
}

/**
 * What Start begins with. The same settings once more would be the same search once more: after a finished run they take the
 * next seed, of the last one the first. Whoever changed any of them, the seed included, gets what they asked for; so does whoever
 * followed a link to a search, whose settings are `lent` them. Fitted to a newer pace they may have another number of children,
 * of whom the first were trained already.
 */
export function nextSettings({ run, settings, fitted, lent }: Next): Settings {
  if (lent !== null || run === null || run.isPreview || run.phase !== 'finished') return settings;
  const { trials } = fitted ? run.settings : settings;
  if (!sameSettings(run.settings, { ...settings, trials })) return settings;
  const { min, max } = SETTINGS.seed;
  return { ...settings, seed: settings.seed < max ? settings.seed + 1 : min };
}
