import { counts, type InKey, type Setting } from '../base/setting.ts';
import { SETTING_NAMES, type SettingName, type Settings, settingOf } from './table/table.ts';

const PARTS = ['space', 'data', 'training', 'gain'];

/**
 * Equal for runs whose children are comparable: all that determines a child's reward, and the space it is drawn from.
 * How children are chosen (strategy, seed, number of children, controller) is left out. Keys are kept between visits, so
 * that one of the same settings must stay the same text.
 */
export function comparableKey(settings: Settings): string {
  const options = SETTING_NAMES.flatMap((name) => {
    const entry = settingOf(name);
    const inKey: InKey | undefined = entry.decidesReward;
    if (inKey === undefined || !('option' in inKey) || !isUsed(entry, settings[name], settings)) return [];
    const value = entry.kind === 'switch' ? [] : [settings[name]];
    const told = [inKey.option, ...value, ...partOf(inKey.option, settings)];
    return [told.length === 1 ? inKey.option : told];
  });
  return JSON.stringify([...PARTS.map((part) => partOf(part, settings)), ...options]);
}

const isUsed = (entry: Setting, value: unknown, settings: Settings): boolean =>
  counts(entry, settings) && value !== (entry.later ?? entry.default);

/** Values of the settings of a part that count, each at its place. */
function partOf(part: string, settings: Settings): unknown[] {
  const placed = SETTING_NAMES.flatMap((name) => {
    const entry = settingOf(name);
    const inKey: InKey | undefined = entry.decidesReward;
    if (inKey === undefined || 'option' in inKey || inKey.part !== part || !counts(entry, settings))
      return [];
    return [{ place: inKey.place, value: keyed(entry, name, settings) }];
  });
  return placed.sort((a, b) => a.place - b.place).map(({ value }) => value);
}

/** Several of some choices in the order of those, whatever the order in which they were named. */
function keyed(entry: Setting, name: SettingName, settings: Settings): unknown {
  const value = settings[name];
  return entry.kind === 'subset'
    ? entry.choices.filter((id) => (value as readonly string[]).includes(id))
    : value;
}
