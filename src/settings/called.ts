import { LADDER, rungFor } from './ladder.ts';
import { PRESET_IDS, PRESET_SETTINGS, presetFor } from './presets.ts';
import type { Settings } from './table/table.ts';

/** What settings are called, whatever their seed: by their preset, or by their rung of the ladder and how many children. */
export interface Called {
  readonly title: string;
  /** Null where the title says it all. */
  readonly children: number | null;
}

/** Null for a person's own settings. */
export function calledAs(settings: Settings): Called | null {
  const { strategy, seed, trials } = settings;
  const preset = PRESET_IDS.find((id) => sameSettings({ ...presetFor(id, strategy), seed }, settings));
  if (preset !== undefined) return { title: PRESET_SETTINGS[preset].title, children: null };
  const rung = LADDER.find((one) => sameSettings({ ...rungFor(one, strategy), seed, trials }, settings));
  return rung === undefined ? null : { title: rung.title, children: trials };
}

/** Whatever the order of their names, which is another one in a file. */
export const sameSettings = (a: Settings, b: Settings): boolean => textOf(a) === textOf(b);

const textOf = (settings: Settings): string =>
  JSON.stringify(Object.entries(settings).sort(([one], [other]) => (one < other ? -1 : 1)));
