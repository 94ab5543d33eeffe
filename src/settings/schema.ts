import type { JsonSchema } from '../base/fields.ts';
import type { Setting } from '../base/setting.ts';
import { SETTING_NAMES, settingOf } from './table/table.ts';

/** The settings as JSON Schema; those that are younger than kept runs may be missing. */
export const SETTINGS_SCHEMA: JsonSchema = {
  type: 'object',
  properties: Object.fromEntries(SETTING_NAMES.map((name) => [name, schemaOf(settingOf(name))])),
  required: SETTING_NAMES.filter((name) => settingOf(name).later === undefined),
};

function schemaOf(entry: Setting): JsonSchema {
  const { description } = entry;
  switch (entry.kind) {
    case 'number': {
      const type = Number.isInteger(entry.step) ? 'integer' : 'number';
      return { description, type, minimum: entry.min, maximum: entry.max };
    }
    case 'switch':
      return { description, type: 'boolean' };
    case 'choice':
      return { description, enum: entry.choices };
    case 'subset':
      return { description, type: 'array', minItems: 1, items: { enum: entry.choices } };
    default:
      return entry satisfies never;
  }
}
