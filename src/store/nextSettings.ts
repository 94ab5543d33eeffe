import type { LiveRun } from '../run/live.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';

/**
 * What Start begins with. The same settings once more would be the same search once more: after a finished run they take the
 * next seed, of the last one the first. Whoever changed any of them, the seed included, gets what they asked for.
 */
export function nextSettings(run: LiveRun | null, settings: Settings): Settings {
  if (run === null || run.isPreview || run.phase !== 'finished' || !isSame(run.settings, settings))
    return settings;
  const { min, max } = SETTINGS.seed;
  return { ...settings, seed: settings.seed < max ? settings.seed + 1 : min };
}

const isSame = (a: Settings, b: Settings): boolean => textOf(a) === textOf(b);

/** Whatever the order of its settings, which is another one in a file. */
const textOf = (settings: Settings): string =>
  JSON.stringify(Object.entries(settings).sort(([one], [other]) => (one < other ? -1 : 1)));
