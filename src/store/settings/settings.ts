import { archivedInfo } from '../../data/infos.ts';
import {
  PRESET_SETTINGS,
  type PresetId,
  presetFor,
  SETTING_NAMES,
  type Settings,
  type StrategyId,
} from '../../settings/settings.ts';
import type { Memory } from '../../storage/memory.ts';
import { CHOSEN, fittedBefore } from '../../studies/fitted/choose.ts';
import { fittedHere } from './fitted.ts';

export interface SettingsState {
  /** Settings of the next run; a run keeps its own copy. */
  readonly settings: Settings;
  /** Whether they are fitted to where the next search trains: until a person changes any, or takes another preset. */
  readonly fitted: boolean;
  /** An archive of a data set that was dropped on the page. */
  readonly archive: File | null;

  changeSettings(patch: Partial<Settings>): void;
  applyPreset(preset: PresetId | 'fitted'): void;
  useArchive(file: File | null): void;
}

export function createSettingsSlice(
  set: (patch: Partial<SettingsState>) => void,
  get: () => Parameters<typeof fittedHere>[0] & SettingsState,
  { settings: remembered, fitted = false }: Pick<Memory, 'settings' | 'fitted'>,
): SettingsState {
  /** The strategy that was chosen before the paper's preset brought its own. */
  let chosen: StrategyId | null = null;
  return {
    settings: remembered ?? fittedBefore(FIRST_STRATEGY, FIRST_SEED),
    fitted: fitted || remembered === undefined,
    archive: null,

    changeSettings(patch) {
      const settings = { ...get().settings, ...patch };
      if (!get().fitted) return set(changed(get(), settings));
      // Another strategy or seed is fitted too: what was asked for is what is chosen.
      const { settings: fit, isKnown } = fittedHere({ ...get(), settings });
      const isAsAsked = SETTING_NAMES.every(
        (name) => !(name in patch) || (patch[name] === fit[name] && (isKnown || !CHOSEN.has(name))),
      );
      set(isAsAsked ? { settings: fit } : { ...changed(get(), settings), fitted: false });
    },
    applyPreset(preset) {
      const { settings } = get();
      const { strategy, seed } = settings;
      const paper = PRESET_SETTINGS.paper.settings;
      // The paper's preset is a strategy too; the others stay with the one that was chosen, be it before that.
      const isPaper = comparable({ ...paper, seed }) === comparable(settings);
      if (!isPaper) chosen = strategy;
      const first = preset === 'fitted' ? FIRST_STRATEGY : PRESET_SETTINGS[preset].settings.strategy;
      const own = isPaper ? (chosen ?? first) : strategy;
      const next =
        preset === 'fitted'
          ? fittedHere({ ...get(), settings: { ...settings, strategy: own } }).settings
          : { ...presetFor(preset, preset === 'paper' ? paper.strategy : own), seed };
      set({ ...changed(get(), next), fitted: preset === 'fitted' });
    },
    useArchive: (archive) => set({ archive }),
  };
}

/** What a page that nobody used before begins with. */
const FIRST_STRATEGY: StrategyId = 'ppo';
const FIRST_SEED = 1;

/** An archive of another data set is not kept for this one. */
function changed(before: SettingsState, settings: Settings): Partial<SettingsState> {
  const sameArchive = archivedInfo(settings.dataset) === archivedInfo(before.settings.dataset);
  return sameArchive ? { settings } : { settings, archive: null };
}

const comparable = (settings: Settings): string =>
  JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
