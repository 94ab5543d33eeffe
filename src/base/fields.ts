/** Reading unknown data field by field: files, storage, messages, links. `readWith` answers a Result of it. */
export { forgiving, mapped, nullable, refined, withDefault, worded } from './fields/adapters.ts';
export { list, object, record, tagged, tuple } from './fields/composites.ts';
export { type Field, type JsonSchema, parseJson, type Read, readWith, WrongField } from './fields/field.ts';
export { anything, flag, instance, moment, number, oneOf, text, whole } from './fields/values.ts';
