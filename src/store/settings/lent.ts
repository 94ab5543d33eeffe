import type { LiveRun } from '../../run/live.ts';
import { sameSettings } from '../../settings/called.ts';
import type { Settings } from '../../settings/settings.ts';
import { nextSettings } from './nextSettings.ts';
import type { SettingsState } from './settings.ts';

/** Settings that a link brought, which are the next run's until it starts; a person's own wait behind them. */
export interface Lent {
  readonly settings: Settings;
  readonly own: Pick<SettingsState, 'settings' | 'fitted' | 'archive'>;
}

export interface LentState {
  readonly lent: Lent | null;

  /** A later link's take the place of an earlier one's; a person's own are what they were. */
  lendSettings(settings: Settings): void;
  /** Gives a person's own settings back. */
  keepOwnSettings(): void;
}

export function createLentSlice(
  set: (patch: Partial<LentState & SettingsState>) => void,
  get: () => LentState & SettingsState & { readonly run: LiveRun | null },
): LentState {
  return {
    lent: null,

    lendSettings(settings) {
      const { run, lent, settings: now, fitted, archive } = get();
      const own = lent?.own ?? { settings: now, fitted, archive };
      // Where Start would begin that very search already, nothing is lent.
      const next = nextSettings({ run, settings: own.settings, fitted: false, lent: null });
      if (!own.fitted && sameSettings(next, settings)) return set({ ...own, lent: null });
      set({ lent: { settings, own }, settings, fitted: false, archive: null });
    },
    keepOwnSettings() {
      const { lent } = get();
      if (lent !== null) set({ ...lent.own, lent: null });
    },
  };
}

/** What is to be remembered: as long as a link's settings are as they came, a person's own. */
export function rememberedSettings<State extends LentState & SettingsState>(state: State): State {
  const { lent, settings } = state;
  if (lent === null || !sameSettings(lent.settings, settings)) return state;
  return { ...state, settings: lent.own.settings, fitted: lent.own.fitted };
}
