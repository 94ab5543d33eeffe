import { fail, ok, type Result } from '../base/result.ts';
import type { NumberSetting, Setting, SubsetSetting } from '../base/setting.ts';
import { LATER_SETTINGS } from './presets.ts';
import { RULES } from './rules.ts';
import { SETTING_NAMES, type Settings, settingOf } from './table/table.ts';
import { count, either, shown } from './words.ts';

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
export {
  type NumericSetting,
  SETTING_NAMES,
  SETTINGS,
  type SettingName,
  type Settings,
  settingOf,
} from './table/table.ts';

export interface SettingsProblem {
  readonly field: string;
  /** A sentence that gives the value and what is allowed. */
  readonly message: string;
}

/** Checks settings of any origin: the page, a flag, storage, a link. Answers every problem, or the known fields alone. */
export function validateSettings(candidate: unknown): Result<Settings, readonly SettingsProblem[]> {
  if (typeof candidate !== 'object' || candidate === null || Array.isArray(candidate)) {
    return fail([{ field: 'settings', message: `Settings must be an object, not ${shown(candidate)}.` }]);
  }
  const given: Readonly<Record<string, unknown>> = { ...LATER_SETTINGS, ...candidate };
  const problems: SettingsProblem[] = [];
  const valid: Record<string, unknown> = {};
  for (const field of SETTING_NAMES) {
    const value = given[field];
    const message = problemOf(field, settingOf(field), value);
    if (message !== null) problems.push({ field, message });
    else valid[field] = Array.isArray(value) ? [...value] : value;
  }
  for (const { field, problem } of RULES) {
    const message = problem(valid as Partial<Settings>);
    if (message !== null) problems.push({ field, message });
  }
  return problems.length > 0 ? fail(problems) : ok(valid as unknown as Settings);
}

function problemOf(field: string, entry: Setting, value: unknown): string | null {
  switch (entry.kind) {
    case 'number':
      return numberProblem(field, entry, value);
    case 'switch':
      return typeof value === 'boolean' ? null : `${field} must be true or false, not ${shown(value)}.`;
    case 'choice':
      return (entry.choices as readonly unknown[]).includes(value)
        ? null
        : `${field} must be ${either(entry.choices)}, not ${shown(value)}.`;
    case 'subset':
      return subsetProblem(field, entry, value);
    default:
      return entry satisfies never;
  }
}

function numberProblem(field: string, { min, max, step }: NumberSetting, value: unknown): string | null {
  const whole = Number.isInteger(step);
  const allowed = `${whole ? 'a whole number' : 'a number'} from ${count(min)} to ${count(max)}`;
  const fits =
    typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value));
  if (fits) return null;
  return `${field} must be ${allowed}, not ${typeof value === 'number' ? count(value) : shown(value)}.`;
}

function subsetProblem(field: string, { choices, needs }: SubsetSetting, value: unknown): string | null {
  if (!Array.isArray(value)) return `${field} must be a list of ${field}, not ${shown(value)}.`;
  const ids: readonly unknown[] = value;
  const unknown = ids.findIndex((id) => !(choices as readonly unknown[]).includes(id));
  if (unknown >= 0) return `${field} holds ${shown(ids[unknown])}, which is none of ${choices.join(', ')}.`;
  if (ids.length === 0) return `${field} is empty: ${needs}.`;
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  return twice === undefined ? null : `${field} holds ${twice} twice: name each once.`;
}
