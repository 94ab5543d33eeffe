import { type Field, WrongField } from './field.ts';

interface TextLimits {
  /** In characters (code points), as JSON Schema counts them. */
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  /** What the sentences call it; where a pattern is given, it should say what that means. */
  readonly called?: string;
}

export function text({ min, max, pattern, called = 'a text' }: TextLimits = {}): Field<string> {
  const longest = max === undefined ? '' : ` of at most ${max} characters`;
  const shortest = min === undefined ? '' : ` of at least ${min} ${min === 1 ? 'character' : 'characters'}`;
  const fits = (value: string): boolean =>
    (min === undefined || characters(value) >= min) &&
    (max === undefined || value.length <= max || characters(value) <= max) &&
    (pattern === undefined || pattern.test(value));
  return {
    read(value, path) {
      if (typeof value !== 'string') throw new WrongField(path, value, called);
      if (!fits(value)) throw new WrongField(path, value, `${called}${shortest}${longest}`);
      return value;
    },
    schema: {
      type: 'string',
      ...(min === undefined ? {} : { minLength: min }),
      ...(max === undefined ? {} : { maxLength: max }),
      ...(pattern === undefined ? {} : { pattern: pattern.source }),
    },
  };
}

function characters(value: string): number {
  let count = 0;
  for (const _ of value) count++;
  return count;
}

/** A moment as `Date.prototype.toISOString` writes it. The schema does not know which days a month has. */
export function moment(): Field<string> {
  const shape = text({
    pattern: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
    called: 'a moment like "2026-01-31T12:00:00.000Z"',
  });
  return {
    read(value, path) {
      const written = shape.read(value, path);
      if (Number.isNaN(Date.parse(written))) {
        throw new WrongField(path, value, 'a moment like "2026-01-31T12:00:00.000Z"');
      }
      return written;
    },
    schema: shape.schema,
  };
}

export function flag(): Field<boolean> {
  return {
    read(value, path) {
      if (typeof value !== 'boolean') throw new WrongField(path, value, 'true or false');
      return value;
    },
    schema: { type: 'boolean' },
  };
}

export function oneOf<const Choice extends string | number | boolean>(
  choices: readonly Choice[],
): Field<Choice> {
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

/** What travels in messages and storage but in no JSON: a file, a vector of floats. */
export function instance<Value>(of: abstract new (...args: never) => Value, called: string): Field<Value> {
  return {
    read(value, path) {
      if (!(value instanceof of)) throw new WrongField(path, value, called);
      return value;
    },
    schema: { not: {} },
  };
}

/** Whatever it is, or nothing: somebody else reads it. */
export function anything(): Field<unknown> {
  return { read: (value) => value, schema: {}, mayBeLeftOut: true };
}
