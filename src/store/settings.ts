import { archivedInfo } from '../data/infos.ts';
import {
  PRESET_SETTINGS,
  type PresetId,
  presetFor,
  type Settings,
  type StrategyId,
} from '../settings/settings.ts';

export interface SettingsState {
  /** Settings of the next run; a run keeps its own copy. */
  readonly settings: Settings;
  /** An archive of a data set that was dropped on the page. */
  readonly archive: File | null;

  changeSettings(patch: Partial<Settings>): void;
  applyPreset(preset: PresetId): void;
  useArchive(file: File | null): void;
}

export function createSettingsSlice(
  set: (patch: Partial<SettingsState>) => void,
  get: () => SettingsState,
  remembered: Settings | undefined,
): SettingsState {
  /** The strategy that was chosen before the paper's preset brought its own. */
  let chosen: StrategyId | null = null;
  return {
    settings: remembered ?? PRESET_SETTINGS.demo.settings,
    archive: null,

    changeSettings: (patch) => set(changed(get(), { ...get().settings, ...patch })),
    applyPreset(preset) {
      const { settings } = get();
      const { strategy, seed } = settings;
      const paper = PRESET_SETTINGS.paper.settings;
      // The paper's preset is a strategy too; the others stay with the one that was chosen, be it before that.
      const isPaper = comparable({ ...paper, seed }) === comparable(settings);
      if (!isPaper) chosen = strategy;
      const own = isPaper ? (chosen ?? PRESET_SETTINGS[preset].settings.strategy) : strategy;
      set(changed(get(), { ...presetFor(preset, preset === 'paper' ? paper.strategy : own), seed }));
    },
    useArchive: (archive) => set({ archive }),
  };
}

/** An archive of another data set is not kept for this one. */
function changed(before: SettingsState, settings: Settings): Partial<SettingsState> {
  const sameArchive = archivedInfo(settings.dataset) === archivedInfo(before.settings.dataset);
  return sameArchive ? { settings } : { settings, archive: null };
}

const comparable = (settings: Settings): string =>
  JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
