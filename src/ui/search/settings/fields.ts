import { counts, type SettingGroup } from '../../../base/setting.ts';
import {
  type NumericSetting,
  type PresetId,
  presetFor,
  SETTING_NAMES,
  SETTINGS,
  type SettingName,
  type Settings,
  type StrategyId,
  settingOf,
} from '../../../settings/settings.ts';
import { STRATEGIES } from '../../../strategies/list.ts';

/** Which settings stand where, and how a narrow column names them. */

export interface NumberField {
  readonly setting: NumericSetting;
  readonly label: string;
  /** Thin after the figure; only where it helps. */
  readonly unit: string;
}

/** The settings of a group that count beside these values, from top to bottom. */
export function shownIn(group: SettingGroup, settings: Settings): readonly SettingName[] {
  return SETTING_NAMES.filter((name) => {
    const entry = settingOf(name);
    return entry.group === group && counts(entry, settings);
  });
}

/** The settings that a strategy alone has, under their heading; null where it has none. */
export function ownOf(
  id: StrategyId,
  settings: Settings,
): { readonly title: string; readonly names: readonly SettingName[] } | null {
  const strategy = STRATEGIES.find((one) => one.id === id);
  if (strategy === undefined) return null;
  const names = shownIn('strategy', settings).filter((name) => name in strategy.settings);
  return names.length === 0 ? null : { title: strategy.settingsTitle, names };
}

const FIELDS = new Map<SettingName, NumberField>(
  SETTING_NAMES.flatMap((name) => {
    const entry = settingOf(name);
    if (entry.kind !== 'number') return [];
    const { label, short = label, unit } = entry;
    return [[name, { setting: name as NumericSetting, label: short, unit: unit === 'px' ? unit : '' }]];
  }),
);

/** The same object each time, so that its row is drawn anew only when its value changes. */
export const fieldOf = (name: SettingName): NumberField => FIELDS.get(name) as NumberField;

/** What a person typed as a number: NaN where it is none, which no range allows. */
export function parsed(text: string): number {
  const trimmed = text.trim().replace('−', '-');
  return trimmed === '' ? Number.NaN : Number(trimmed.replaceAll(/(?<=\d),(?=\d{3}\b)/g, ''));
}

/** One step up or down, on the range's own lattice and inside it. */
export function stepped(setting: NumericSetting, value: number, direction: 1 | -1): number {
  const { min, max, step } = SETTINGS[setting];
  if (!Number.isFinite(value)) return min;
  const digits = Math.max(0, -Math.floor(Math.log10(step)) + 1);
  const next = Number((value + direction * step).toFixed(digits));
  return Math.min(max, Math.max(min, next));
}

/** Whether they are the preset's own for their strategy, whatever their seed. */
export function isPreset(id: PresetId, settings: Settings): boolean {
  return sameButForSeed(settings, presetFor(id, settings.strategy));
}

/** Settings of two runs whose children cost the same time, and of which neither was changed but in seed and strategy. */
export function sameButForSeed(a: Settings, b: Settings): boolean {
  const strip = ({ seed: _seed, strategy: _strategy, ...rest }: Settings): string =>
    JSON.stringify(Object.entries(rest).sort(([x], [y]) => (x < y ? -1 : 1)));
  return strip(a) === strip(b);
}
