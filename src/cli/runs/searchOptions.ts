/** The options of a search, one for every setting there is: read off the settings, so that a new one appears by itself. */
import type { ParseArgsConfig } from 'node:util';
import { InputError } from '../../base/errors.ts';
import { type ChoiceSetting, SETTING_CHOICES } from '../../settings/choices.ts';
import { type NumericSetting, SETTING_NOTES, SETTING_RANGES } from '../../settings/ranges.ts';
import {
  PRESET_SETTINGS,
  type PresetId,
  presetFor,
  type Settings,
  STRATEGY_IDS,
  validateSettings,
} from '../../settings/settings.ts';
import { OPERATION_IDS } from '../../space/operations/index.ts';

type Name = keyof Settings;
type Flags = Readonly<Record<string, string | boolean | undefined>>;

const NAMES = Object.keys(PRESET_SETTINGS.mini.settings) as Name[];
const PRESET_IDS = Object.keys(PRESET_SETTINGS) as PresetId[];

/** learningRate: --learning-rate */
export const flagOf = (name: Name): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const isSwitch = (name: Name): boolean => typeof PRESET_SETTINGS.mini.settings[name] === 'boolean';

type Options = NonNullable<ParseArgsConfig['options']>;

export const settingFlags: Options = Object.assign(
  {},
  ...NAMES.map((name): Options => {
    const flag = flagOf(name);
    if (!isSwitch(name)) return { [flag]: { type: 'string' } };
    return { [flag]: { type: 'boolean' }, [`no-${flag}`]: { type: 'boolean' } };
  }),
);

/** The settings that were given, as they stand; throws an InputError where a switch is given both ways. */
function givenSettings(flags: Flags): Readonly<Record<string, unknown>> {
  const given: Record<string, unknown> = {};
  for (const name of NAMES) {
    const flag = flagOf(name);
    const value = flags[flag];
    const off = flags[`no-${flag}`];
    if (isSwitch(name) && value && off) throw new InputError(`--${flag} and --no-${flag}: give one of them.`);
    if (off) given[name] = false;
    else if (value !== undefined) given[name] = typeof value === 'string' ? parsed(name, value) : value;
  }
  return given;
}

/** The names of the settings among the options. */
export const settingsAmong = (flags: Flags): string[] => Object.keys(givenSettings(flags));

/** A preset's settings, as its strategy wants them, with those that were given in place of its own; throws an InputError of one sentence. */
export function readSettings(flags: Flags): Settings {
  const preset = flags.preset ?? 'mini';
  if (!isPreset(preset)) throw new InputError(`--preset ${preset}: give ${PRESET_IDS.join(', ')}.`);
  const given = givenSettings(flags);
  const strategy = STRATEGY_IDS.find((id) => id === given.strategy);
  return checked({
    ...(strategy ? presetFor(preset, strategy) : PRESET_SETTINGS[preset].settings),
    ...given,
  });
}

/** Throws an InputError that names the option. */
export function checked(candidate: object): Settings {
  const valid = validateSettings(candidate);
  if (valid.ok) return valid.value;
  const { field, message } = valid.error[0]!;
  throw new InputError(message.replace(new RegExp(`^${field}\\b`), `--${flagOf(field as Name)}`));
}

/** A text that is no value of the setting stays as it is, for the check to name it. */
function parsed(name: Name, text: string): unknown {
  if (name === 'operations') return text.split(',').map((id) => id.trim());
  const choices: readonly unknown[] = SETTING_CHOICES[name as ChoiceSetting] ?? [];
  const numeric = name in SETTING_RANGES || choices.some((choice) => typeof choice === 'number');
  const value = Number(text);
  return numeric && text.trim() !== '' && Number.isFinite(value) ? value : text;
}

const isPreset = (text: unknown): text is PresetId => (PRESET_IDS as readonly unknown[]).includes(text);

/** A line or two for every setting, with its values in the three presets where they differ. */
export function settingsHelp(): string {
  return NAMES.map((name) => {
    const range = SETTING_RANGES[name as NumericSetting] as (typeof SETTING_RANGES)['trials'] | undefined;
    const { description } = range ?? SETTING_NOTES[name as keyof typeof SETTING_NOTES];
    const flag = isSwitch(name)
      ? `--${flagOf(name)}, --no-${flagOf(name)}`
      : `--${flagOf(name)} ${valueSign(name)}`;
    return `  ${flag.padEnd(32)} ${description}\n${' '.repeat(35)}${valuesOf(name, range)}`;
  }).join('\n');
}

function valueSign(name: Name): string {
  if (name === 'operations') return 'A,B,…';
  const choices: readonly unknown[] | undefined = SETTING_CHOICES[name as ChoiceSetting];
  return choices === undefined ? 'N' : choices.join('|');
}

function valuesOf(name: Name, range: { readonly min: number; readonly max: number } | undefined): string {
  const shown = (id: PresetId): string => {
    const value = PRESET_SETTINGS[id].settings[name];
    if (Array.isArray(value)) return value.length === OPERATION_IDS.length ? 'all' : value.join(',');
    return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
  };
  const values = PRESET_IDS.map(shown);
  const same = values.every((value) => value === values[0]);
  const presets = same ? `${values[0]}` : PRESET_IDS.map((id, index) => `${id} ${values[index]}`).join(', ');
  const bounds = range === undefined ? '' : `${range.min} to ${range.max}; `;
  const list = name === 'operations' ? `of ${OPERATION_IDS.join(', ')}; ` : '';
  return `(${bounds}${list}default: ${presets})`;
}
