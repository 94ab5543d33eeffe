import { PRESET_SETTINGS, type Settings } from '../settings/settings.ts';

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
