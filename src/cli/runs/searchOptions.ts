/** The options of a search, one for every setting there is. */
import { InputError } from '../../base/errors.ts';
import type { FitRequest } from '../../protocol/protocol.ts';
import {
  PRESET_IDS,
  PRESET_SETTINGS,
  type PresetId,
  presetFor,
  SETTING_NAMES,
  type SettingName,
  type Settings,
  STRATEGY_IDS,
} from '../../settings/settings.ts';
import { fittedBefore } from '../../studies/fitted/choose.ts';
import * as options from './settingOptions.ts';

export { checked, flagOf } from './settingOptions.ts';

/** A search has no names of before. */
const naming: options.Naming = { aliases: false };

/** What is measured of a training's one child alone is none of a search's. */
const NAMES: readonly SettingName[] = SETTING_NAMES.filter((name) => name !== 'test');

export const settingFlags = options.settingOptions(NAMES, naming);

/** The settings among the options as they stand, for the check to name what is no value. */
export const givenSettings = (flags: options.Flags) => options.givenSettings(NAMES, flags, naming);

/** The names of the settings among the options. */
export const settingsAmong = (flags: options.Flags): string[] => Object.keys(givenSettings(flags));

/** A preset's settings, as its strategy wants them, with those that were given in place of its own; throws an InputError of one sentence. */
export function readSettings(flags: options.Flags): Settings {
  const preset = flags.preset ?? 'mini';
  const given = givenSettings(flags);
  const strategy = STRATEGY_IDS.find((id) => id === given.strategy);
  if (preset === FITTED) return options.checked({ ...fittedBefore(strategy ?? 'ppo', 1), ...given });
  if (!isPreset(preset))
    throw new InputError(`--preset ${preset}: give ${[FITTED, ...PRESET_IDS].join(', ')}.`);
  return options.checked({
    ...(strategy ? presetFor(preset, strategy) : PRESET_SETTINGS[preset].settings),
    ...given,
  });
}

/** The preset whose settings are chosen by a probe; until then they are about what a graphics card gets. */
const FITTED = 'fitted';

/** What of these options stands whatever that chooses; null where it is another preset. */
export function fitOf(flags: options.Flags): FitRequest | null {
  if (flags.preset !== FITTED) return null;
  const stand = NAMES.filter((name) => Object.hasOwn(givenSettings(flags), name));
  return { fittedTo: null, stand };
}

const isPreset = (text: unknown): text is PresetId => (PRESET_IDS as readonly unknown[]).includes(text);

/** A line or two for every setting, with its values in the three presets where they differ. */
export const settingsHelp = (): string => options.settingsHelp(NAMES, naming, PRESET_IDS);
