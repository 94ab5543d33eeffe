import { hash32 } from '../../base/hash.ts';
import { LATER_SETTINGS, type Settings } from '../../settings/settings.ts';

/**
 * A digest of the settings that trained a run's trials, so that a file in which somebody changed them afterwards is
 * noticed. Settings that are as before there were such are left out: those that are younger than a file change nothing in
 * it. How many trials there are to be, and how many of them are trained again, decides none of them.
 */
export function settingsDigest(settings: Settings): string {
  const usual: Readonly<Record<string, unknown>> = { ...LATER_SETTINGS };
  // Storage may hold damaged ones, which a reader names later.
  const entries = Object.entries({ ...settings })
    .filter(([name, value]) => name !== 'trials' && name !== 'finalists' && usual[name] !== value)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const codes = Array.from(JSON.stringify(entries), (character) => character.codePointAt(0) ?? 0);
  return [1, 2]
    .map((seed) =>
      hash32(seed, ...codes)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
}
