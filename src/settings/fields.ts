import { type Field, flag, list, number, oneOf, refined, text, whole } from '../base/fields.ts';
import type { ChoiceSetting, Setting } from '../base/setting.ts';

/** The reader of a setting's value, with its JSON Schema; its failures are worded in problem.ts. */
export function settingField(entry: Setting): Field<unknown> {
  const field = valueField(entry);
  return { ...field, schema: { description: entry.description, ...field.schema } };
}

function valueField(entry: Setting): Field<unknown> {
  switch (entry.kind) {
    case 'number': {
      const { min, max, step } = entry;
      return Number.isInteger(step) ? whole({ min, max }) : number({ min, max });
    }
    case 'switch':
      return flag();
    case 'choice':
      return choice(entry);
    case 'subset':
      return subset(entry.choices);
    default:
      return entry satisfies never;
  }
}

function choice({ choices, also }: ChoiceSetting): Field<unknown> {
  const listed = oneOf(choices);
  if (also === undefined) return listed;
  const open = text({ pattern: also.pattern });
  return {
    ...listed,
    read: (value, path) => (also.is(value) ? value : listed.read(value, path)),
    schema: { anyOf: [listed.schema, open.schema] },
  };
}

function subset(choices: readonly string[]): Field<unknown> {
  const some = list(oneOf(choices), { min: 1 });
  const field = refined(some, (ids) => (new Set(ids).size < ids.length ? 'a list with each once' : null));
  // In the order of the schemas that are published, which are compared as texts.
  return { ...field, schema: { type: 'array', minItems: 1, ...field.schema } };
}
