/**
 * Readers of JSON: each checks a value, answers it typed, and says in JSON Schema (draft 2020-12) what it accepts, so
 * that what is published and what is checked are one definition.
 */
export interface Field<Value> {
  /** Throws a WrongField. */
  read(value: unknown, path: string): Value;
  readonly schema: JsonSchema;
}

export type JsonSchema = Readonly<Record<string, unknown>>;

/** The message is a sentence without its full stop: where, what is there, and what must be. */
export class WrongField extends Error {
  override readonly name = 'WrongField';

  constructor(path: string, value: unknown, must: string) {
    super(`${path === '' ? 'the file' : path} is ${kindOf(value)} (it must be ${must})`);
  }
}

export function text(): Field<string> {
  return {
    read(value, path) {
      if (typeof value !== 'string') throw new WrongField(path, value, 'a text');
      return value;
    },
    schema: { type: 'string' },
  };
}

/** A moment as `Date.prototype.toISOString` writes it. */
export function moment(): Field<string> {
  return {
    read(value, path) {
      const isMoment = typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
      if (!isMoment || Number.isNaN(Date.parse(value))) {
        throw new WrongField(path, value, 'a moment like "2026-01-31T12:00:00.000Z"');
      }
      return value;
    },
    schema: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$' },
  };
}

export function oneOf<const Choice extends string | number>(choices: readonly Choice[]): Field<Choice> {
  return {
    read(value, path) {
      const choice = choices.find((one) => one === value);
      if (choice === undefined) {
        throw new WrongField(path, value, choices.map((one) => JSON.stringify(one)).join(' or '));
      }
      return choice;
    },
    schema: { enum: choices },
  };
}

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

export function whole({ min = 0, max = Number.MAX_SAFE_INTEGER }: Bounds = {}): Field<number> {
  return bounded('a whole number', 'integer', Number.isInteger, { min, max });
}

export function number(bounds: Bounds = {}): Field<number> {
  return bounded('a number', 'number', Number.isFinite, bounds);
}

function bounded(
  what: string,
  type: string,
  fits: (value: unknown) => boolean,
  { min, max }: Bounds,
): Field<number> {
  const from = min === undefined ? '' : ` from ${min}`;
  const to = max === undefined || max === Number.MAX_SAFE_INTEGER ? '' : ` to ${max}`;
  return {
    read(value, path) {
      if (!fits(value) || (value as number) < (min ?? -Infinity) || (value as number) > (max ?? Infinity)) {
        throw new WrongField(path, value, `${what}${from}${to}`);
      }
      return value as number;
    },
    schema: {
      type,
      ...(min === undefined ? {} : { minimum: min }),
      ...(max === undefined ? {} : { maximum: max }),
    },
  };
}

export function nullable<Value>(field: Field<Value>): Field<Value | null> {
  return {
    read: (value, path) => (value === null ? null : field.read(value, path)),
    schema: { anyOf: [field.schema, { type: 'null' }] },
  };
}

export function list<Value>(item: Field<Value>): Field<readonly Value[]> {
  return {
    read(value, path) {
      if (!Array.isArray(value)) throw new WrongField(path, value, 'a list');
      return value.map((one, index) => item.read(one, `${path}[${index}]`));
    },
    schema: { type: 'array', items: item.schema },
  };
}

type Fields<Shape> = { readonly [Key in keyof Shape]-?: Field<Exclude<Shape[Key], undefined>> };

/** An object with these fields and no others; those in `optional` may be left out. */
export function object<Shape extends object>(
  fields: Fields<Shape>,
  optional: readonly (keyof Shape & string)[] = [],
): Field<Shape> {
  const names = Object.keys(fields) as (keyof Shape & string)[];
  return {
    read(value, path) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        throw new WrongField(path, value, 'an object');
      }
      const given = value as Readonly<Record<string, unknown>>;
      const unknown = Object.keys(given).find((key) => !Object.hasOwn(fields, key));
      if (unknown !== undefined) {
        throw new WrongField(join(path, unknown), given[unknown], `left out: no such field is known`);
      }
      const entries = names
        .filter((name) => given[name] !== undefined || !optional.includes(name))
        .map((name) => [name, fields[name].read(given[name], join(path, name))]);
      return Object.fromEntries(entries) as Shape;
    },
    schema: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, fields[name].schema])),
      required: names.filter((name) => !optional.includes(name)),
      additionalProperties: false,
    },
  };
}

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return shown.length > 40 ? `${shown.slice(0, 40)}…` : shown;
}
