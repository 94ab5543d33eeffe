import { PRESET_SETTINGS, type Settings } from '../settings/settings.ts';

/** What runs are called; a run's name is written into its file as it is, so it is data and no text of the page. */

/** "Demo, reinforce, seed 1": what a run is called until somebody names it. */
export function defaultName(settings: Settings): string {
  const { strategy, seed } = settings;
  const spelled = (one: Settings): string =>
    JSON.stringify(Object.entries({ ...one, strategy, seed }).sort(([a], [b]) => (a < b ? -1 : 1)));
  const same = Object.values(PRESET_SETTINGS).find(
    (preset) => spelled(preset.settings) === spelled(settings),
  );
  return `${same?.title ?? 'Own settings'}, ${strategy}, seed ${seed}`;
}

export const copyName = (name: string): string => `${name} (copy)`;

/** The name, or "name (2)" and so on where it is taken. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let copy = 1; ; copy++) {
    const free = copy === 1 ? name : `${name} (${copy})`;
    if (!taken.has(free)) return free;
  }
}

/** Of a run's file. */
export function fileNameOf(name: string): string {
  const words = name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  return `${words || 'run'}.json`;
}

/** What a run is called that parted from the one that another tab went on with. */
export const apartName = (name: string): string => `${name} (kept apart)`;
