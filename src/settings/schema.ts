import type { JsonSchema } from '../base/fields.ts';
import { settingField } from './fields.ts';
import { SETTING_NAMES, settingOf } from './table/table.ts';

/** The settings as JSON Schema; those that are younger than kept runs may be missing. */
export const SETTINGS_SCHEMA: JsonSchema = {
  type: 'object',
  properties: Object.fromEntries(SETTING_NAMES.map((name) => [name, settingField(settingOf(name)).schema])),
  required: SETTING_NAMES.filter((name) => settingOf(name).later === undefined),
};
