/** Settings as options of a command: read off their table, so that a new one appears by itself. */
import type { ParseArgsConfig } from 'node:util';
import { InputError } from '../../base/errors.ts';
import type { Setting } from '../../base/setting.ts';
import {
  describeProblem,
  PRESET_SETTINGS,
  type PresetId,
  type SettingName,
  type Settings,
  settingOf,
  validateSettings,
} from '../../settings/settings.ts';

export type Flags = Readonly<Record<string, string | boolean | undefined>>;
type Options = NonNullable<ParseArgsConfig['options']>;

/** Older names of options are there for commands that have had them. */
export interface Naming {
  readonly aliases: boolean;
}

/** learningRate: --learning-rate */
export const flagOf = (name: SettingName): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const isSwitch = (name: SettingName): boolean => settingOf(name).kind === 'switch';

const flagsOf = (name: SettingName, { aliases }: Naming): readonly string[] => [
  flagOf(name),
  ...(aliases ? (settingOf(name).aliases ?? []) : []),
];

/** The options of these settings; a switch can be turned off too. */
export function settingOptions(names: readonly SettingName[], naming: Naming): Options {
  const options: Options = {};
  for (const name of names) {
    const flags = flagsOf(name, naming);
    for (const flag of flags) options[flag] = { type: isSwitch(name) ? 'boolean' : 'string' };
    if (isSwitch(name)) options[`no-${flagOf(name)}`] = { type: 'boolean' };
  }
  return options;
}

/** The settings that were given, as they stand; throws an InputError where one is given twice or both ways. */
export function givenSettings(
  names: readonly SettingName[],
  flags: Flags,
  naming: Naming,
): Readonly<Record<string, unknown>> {
  const given: Record<string, unknown> = {};
  for (const name of names) {
    const used = [...flagsOf(name, naming), `no-${flagOf(name)}`].filter((flag) => flags[flag] !== undefined);
    if (used.length > 1) throw new InputError(`--${used[0]} and --${used[1]}: give one of them.`);
    const [flag] = used;
    if (flag === undefined) continue;
    const value = flags[flag];
    given[name] = typeof value === 'string' ? parsed(settingOf(name), value) : flag !== `no-${flagOf(name)}`;
  }
  return given;
}

/** Throws an InputError that names the option. */
export function checked(candidate: object): Settings {
  const valid = validateSettings(candidate);
  if (valid.ok) return valid.value;
  const problem = valid.error[0]!;
  const { field } = problem;
  throw new InputError(describeProblem(problem, field === 'settings' ? field : `--${flagOf(field)}`));
}

/** A text that is no value of the setting stays as it is, for the check to name it. */
function parsed(entry: Setting, text: string): unknown {
  if (entry.kind === 'subset') return text.split(',').map((id) => id.trim());
  const numeric =
    entry.kind === 'number' ||
    (entry.kind === 'choice' && entry.choices.some((choice) => typeof choice === 'number'));
  const value = Number(text);
  return numeric && text.trim() !== '' && Number.isFinite(value) ? value : text;
}

/** A line or two for every setting, with its values in these presets where they differ. */
export function settingsHelp(
  names: readonly SettingName[],
  naming: Naming,
  presets: readonly PresetId[],
): string {
  return names
    .map((name) => {
      const entry = settingOf(name);
      const flag = isSwitch(name)
        ? `--${flagOf(name)}, --no-${flagOf(name)}`
        : `--${flagOf(name)} ${valueSign(entry)}`;
      const [, ...aliases] = flagsOf(name, naming);
      const also = aliases.map((alias) => `or, as it was called before, --${alias}; `).join('');
      return `  ${flag.padEnd(32)} ${entry.description}\n${' '.repeat(35)}(${also}${valuesOf(name, entry, presets)})`;
    })
    .join('\n');
}

function valueSign(entry: Setting): string {
  if (entry.kind === 'subset') return 'A,B,…';
  return entry.kind === 'choice' ? entry.choices.join('|') : 'N';
}

function valuesOf(name: SettingName, entry: Setting, presets: readonly PresetId[]): string {
  const shown = (id: PresetId): string => {
    const value = PRESET_SETTINGS[id].settings[name];
    if (entry.kind === 'subset') {
      const chosen = value as readonly string[];
      return chosen.length === entry.choices.length ? 'all' : chosen.join(',');
    }
    return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
  };
  const values = presets.map(shown);
  const same = values.every((value) => value === values[0]);
  const told = same ? `${values[0]}` : presets.map((id, index) => `${id} ${values[index]}`).join(', ');
  const bounds = entry.kind === 'number' ? `${entry.min} to ${entry.max}; ` : '';
  const list = entry.kind === 'subset' ? `of ${entry.choices.join(', ')}; ` : '';
  return `${bounds}${list}default: ${told}`;
}
