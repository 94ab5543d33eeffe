import { archivedInfo } from '../data/infos.ts';
import { PRESET_SETTINGS, type PresetId, presetFor, type Settings } from '../settings/settings.ts';

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
  return {
    settings: remembered ?? PRESET_SETTINGS.demo.settings,
    archive: null,

    changeSettings: (patch) => set(changed(get(), { ...get().settings, ...patch })),
    applyPreset(preset) {
      const { strategy, seed } = get().settings;
      // The paper's preset is a strategy too; the others stay with the one that was chosen.
      const own = preset === 'paper' ? PRESET_SETTINGS.paper.settings.strategy : strategy;
      set(changed(get(), { ...presetFor(preset, own), seed }));
    },
    useArchive: (archive) => set({ archive }),
  };
}

/** An archive of another data set is not kept for this one. */
function changed(before: SettingsState, settings: Settings): Partial<SettingsState> {
  const sameArchive = archivedInfo(settings.dataset) === archivedInfo(before.settings.dataset);
  return sameArchive ? { settings } : { settings, archive: null };
}
