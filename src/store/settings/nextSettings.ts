import type { LiveRun } from '../../run/live.ts';
import { sameSettings } from '../../settings/called.ts';
import { SETTINGS, type Settings } from '../../settings/settings.ts';

/**
 * What Start begins with. The same settings once more would be the same search once more: after a finished run they take the
 * next seed, of the last one the first. Whoever changed any of them, the seed included, gets what they asked for; so does whoever
 * followed a link to a search, whose settings are `lent` them.
 */
export function nextSettings(run: LiveRun | null, settings: Settings, lent: unknown): Settings {
  if (
    lent !== null ||
    run === null ||
    run.isPreview ||
    run.phase !== 'finished' ||
    !sameSettings(run.settings, settings)
  )
    return settings;
  const { min, max } = SETTINGS.seed;
  return { ...settings, seed: settings.seed < max ? settings.seed + 1 : min };
}
