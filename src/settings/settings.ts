import { anything, readWith, record } from '../base/fields.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { settingField } from './fields.ts';
import { LATER_SETTINGS } from './presets.ts';
import type { SettingsProblem } from './problem.ts';
import { RULES } from './rules.ts';
import { SETTING_NAMES, type Settings, settingOf } from './table/table.ts';

export type { StrategyId } from '../strategies/list.ts';
export { comparableKey } from './comparableKey.ts';
export {
  LATER_SETTINGS,
  MINI_STRATEGIES,
  PRESET_IDS,
  PRESET_SETTINGS,
  type PresetId,
  presetFor,
  STRATEGY_IDS,
} from './presets.ts';
export { describeProblem, type SettingsProblem } from './problem.ts';
export {
  type NumericSetting,
  SETTING_NAMES,
  SETTINGS,
  type SettingName,
  type Settings,
  settingOf,
} from './table/table.ts';

/** Checks settings of any origin: the page, a flag, storage, a link. Answers every problem, or the known fields alone. */
export function validateSettings(candidate: unknown): Result<Settings, readonly SettingsProblem[]> {
  const members = readWith(record(anything()), candidate);
  if (!members.ok) return fail([{ field: 'settings', kind: 'no-object', value: candidate }]);
  const given: Readonly<Record<string, unknown>> = { ...LATER_SETTINGS, ...members.value };
  const problems: SettingsProblem[] = [];
  const valid: Record<string, unknown> = {};
  for (const field of SETTING_NAMES) {
    const value = given[field];
    const read = readWith(settingField(settingOf(field)), value);
    if (read.ok) valid[field] = read.value;
    else problems.push({ field, kind: 'value', value });
  }
  for (const rule of RULES) {
    const problem = rule(valid as Partial<Settings>);
    if (problem !== null) problems.push(problem);
  }
  return problems.length > 0 ? fail(problems) : ok(valid as unknown as Settings);
}
