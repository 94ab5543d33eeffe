import type { Setting, SettingTable, ValuesOf } from '../../base/setting.ts';
import { type OwnSettings, STRATEGIES } from '../../strategies/list.ts';
import { CHILD_SETTINGS } from './child.ts';
import { DATA_SETTINGS } from './data.ts';
import { SEARCH_SETTINGS } from './search.ts';

const own: OwnSettings = Object.assign({}, ...STRATEGIES.map(({ settings }) => settings));

/**
 * The one table of settings: from its entries follow the type, validation, comparable keys, flags with their help, the
 * page's rows and the JSON Schema of a run's file. A group's entries stand in the order of the page. Those that only some
 * strategies have are theirs (strategies/<name>/info.ts).
 */
export const SETTINGS = {
  ...SEARCH_SETTINGS,
  ...CHILD_SETTINGS,
  ...DATA_SETTINGS,
  ...own,
} as const satisfies SettingTable;

export type SettingName = keyof typeof SETTINGS;

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** An entry as what all entries have in common, whatever its name. */
export const settingOf = (name: SettingName): Setting => SETTINGS[name];

/** Everything a run is determined by, as plain data: same settings, same adapter, same results. */
export type Settings = ValuesOf<typeof SETTINGS>;

/** The settings that are numbers in a range. */
export type NumericSetting = {
  [Name in SettingName]: (typeof SETTINGS)[Name]['kind'] extends 'number' ? Name : never;
}[SettingName];
