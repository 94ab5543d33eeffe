import type { Result } from '../result.ts';
import { type Field, type JsonSchema, WrongField } from './field.ts';

/** Fields made of another field. */

export function nullable<Value>(field: Field<Value>): Field<Value | null> {
  return {
    ...field,
    read: (value, path) => (value === null ? null : field.read(value, path)),
    schema: { anyOf: [field.schema, { type: 'null' }] },
  };
}

/** What an object may leave out, and has the usual value then. */
export function withDefault<Value>(field: Field<Value>, usual: Value): Field<Value> {
  return {
    read: (value, path) => (value === undefined ? usual : field.read(value, path)),
    schema: { ...field.schema, default: usual },
    mayBeLeftOut: true,
  };
}

/** Never refuses: the fallback takes the place of what is damaged or missing. */
export function forgiving<Value, Fallback>(field: Field<Value>, fallback: Fallback): Field<Value | Fallback> {
  return {
    read(value, path) {
      try {
        return field.read(value, path);
      } catch (thrown) {
        if (thrown instanceof WrongField) return fallback;
        throw thrown;
      }
    },
    schema: {},
    mayBeLeftOut: true,
  };
}

/**
 * A field whose value must be more than its parts say. `wrong` answers what it must be, null where it is that; it may
 * throw a WrongField of its own that names an inner place. `schema` says as much of this as JSON Schema can.
 */
export function refined<Value>(
  field: Field<Value>,
  wrong: (value: Value, path: string) => string | null,
  schema: JsonSchema = {},
): Field<Value> {
  return {
    ...field,
    read(value, path) {
      const read = field.read(value, path);
      const must = wrong(read, path);
      if (must !== null) throw new WrongField(path, value, must);
      return read;
    },
    schema: { ...field.schema, ...schema },
  };
}

/** Turns what was read into what it stands for; the failure says what it must be. The schema stays that of the first. */
export function mapped<Value, Other>(
  field: Field<Value>,
  turn: (value: Value) => Result<Other, string>,
): Field<Other> {
  return {
    ...field,
    read(value, path) {
      const turned = turn(field.read(value, path));
      if (!turned.ok) throw new WrongField(path, value, turned.error);
      return turned.value;
    },
  };
}

/** Other words for what the value itself must be; what is wrong inside of it keeps its own. */
export function worded<Value>(field: Field<Value>, must: string): Field<Value> {
  return {
    ...field,
    read(value, path) {
      try {
        return field.read(value, path);
      } catch (thrown) {
        if (thrown instanceof WrongField && thrown.path === path) throw new WrongField(path, value, must);
        throw thrown;
      }
    },
  };
}
