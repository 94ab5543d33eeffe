import { cut, type Field, type JsonSchema, join, type Read, WrongField } from './field.ts';
import { oneOf } from './values.ts';

/** Composites with `lenient` keep what is sound of a damaged whole, for data that nobody can mend: a browser's memory. */
interface Leniency {
  readonly lenient?: boolean;
}

interface ListOptions extends Leniency {
  readonly min?: number;
  readonly max?: number;
  /** No item twice; for texts and numbers alone. */
  readonly unique?: boolean;
}

/** A list; where it is lenient, one of the items that are sound, and no other limit holds. */
export function list<Value>(
  item: Field<Value>,
  { min, max, unique = false, lenient = false }: ListOptions = {},
): Field<readonly Value[]> {
  const limits = [min === undefined ? '' : `at least ${min}`, max === undefined ? '' : `at most ${max}`];
  const length = limits.filter((limit) => limit !== '').join(' and ');
  const isLong = (count: number): boolean => count >= (min ?? 0) && count <= (max ?? Infinity);
  return {
    read(value, path) {
      if (!Array.isArray(value)) throw new WrongField(path, value, 'a list');
      if (lenient) return value.flatMap((one, index) => attempt(item, one, `${path}[${index}]`, true));
      if (!isLong(value.length)) throw new WrongField(path, value, `a list of ${length}`);
      // What map would skip, a hole, is missing.
      const items = Array.from(value, (one, index) => item.read(one, `${path}[${index}]`));
      const twice = unique ? value.findIndex((one, index) => value.indexOf(one) !== index) : -1;
      if (twice >= 0) throw new WrongField(`${path}[${twice}]`, value[twice], 'there only once');
      return items;
    },
    schema: lenient
      ? { type: 'array' }
      : {
          type: 'array',
          items: item.schema,
          ...(min === undefined ? {} : { minItems: min }),
          ...(max === undefined ? {} : { maxItems: max }),
          ...(unique ? { uniqueItems: true } : {}),
        },
  };
}

/** As many items as there are fields, each read by its own. Names stand in the sentences, beside the items' places. */
export function tuple<const Items extends readonly Field<unknown>[]>(
  items: Items,
  names?: { readonly [Index in keyof Items]: string },
): Field<{ readonly [Index in keyof Items]: Read<Items[Index]> }> {
  const must = `a list of ${items.length}${names === undefined ? '' : `: ${names.join(', ')}`}`;
  const place = (index: number): string => `[${index}]${names === undefined ? '' : `, the ${names[index]},`}`;
  return {
    read(value, path) {
      if (!Array.isArray(value) || value.length !== items.length) throw new WrongField(path, value, must);
      const read = items.map((item, index) => item.read(value[index], `${path}${place(index)}`));
      return read as { [Index in keyof Items]: Read<Items[Index]> };
    },
    schema: {
      type: 'array',
      prefixItems: items.map(({ schema }) => schema),
      minItems: items.length,
      items: false,
    },
  };
}

interface RecordOptions extends Leniency {
  /** What a name must be. */
  readonly name?: Field<string>;
}

/** An object whose names are not known beforehand; where it is lenient, one of the entries that are sound. */
export function record<Value>(
  item: Field<Value>,
  { name, lenient = false }: RecordOptions = {},
): Field<Readonly<Record<string, Value>>> {
  return {
    read(value, path) {
      const readEntry = ([key, one]: [string, unknown]): readonly (readonly [string, Value])[] => {
        const isNamed = name === undefined || attempt(name, key, `a name in ${path || 'it'}`, lenient).length;
        return isNamed ? attempt(item, one, `${path}[${cut(key)}]`, lenient).map((read) => [key, read]) : [];
      };
      return Object.fromEntries(Object.entries(membersOf(value, path)).flatMap(readEntry));
    },
    schema: lenient
      ? { type: 'object' }
      : {
          type: 'object',
          additionalProperties: item.schema,
          ...(name === undefined ? {} : { propertyNames: name.schema }),
        },
  };
}

type Fields<Shape> = { readonly [Key in keyof Shape]-?: Field<Exclude<Shape[Key], undefined>> };

interface ObjectOptions extends Leniency {
  /** What becomes of fields that are not among these; where it is lenient they are ignored. */
  readonly others?: 'refused' | 'ignored' | 'kept';
  /** Sentences list the fields that there are: for few of them, in data that people write by hand. */
  readonly listed?: boolean;
}

/**
 * An object with these fields; those in `optional` may be left out. Where it is lenient, optional fields that are damaged
 * are left out, too.
 */
export function object<Shape extends object>(
  fields: Fields<Shape>,
  optional: readonly (keyof Shape & string)[] = [],
  { lenient = false, others = lenient ? 'ignored' : 'refused', listed = false }: ObjectOptions = {},
): Field<Shape> {
  const names = Object.keys(fields) as (keyof Shape & string)[];
  const isOptional = (name: keyof Shape & string): boolean => optional.includes(name);
  const required = names.filter((name) => !isOptional(name) && fields[name].mayBeLeftOut !== true);
  const schemaOf = (name: keyof Shape & string): JsonSchema =>
    lenient && isOptional(name) ? {} : fields[name].schema;
  return {
    read(value, path) {
      const given = membersOf(value, path, listed ? `an object with ${names.join(' and ')}` : 'an object');
      const unknown = Object.keys(given).find((key) => !Object.hasOwn(fields, key));
      if (others === 'refused' && unknown !== undefined) throw unknownField(path, unknown, given[unknown]);
      const entries = names.flatMap((name): (readonly [string, unknown])[] => {
        const member = Object.hasOwn(given, name) ? given[name] : undefined;
        if (member === undefined && isOptional(name)) return [];
        const place = join(path, name);
        return attempt(fields[name], member, place, lenient && isOptional(name)).map((read) => [name, read]);
      });
      const there = entries.filter(([, one]) => one !== undefined);
      return { ...(others === 'kept' ? given : {}), ...Object.fromEntries(there) } as Shape;
    },
    schema: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, schemaOf(name)])),
      required,
      ...(others === 'refused' ? { additionalProperties: false } : {}),
    },
  };

  function unknownField(path: string, name: string, value: unknown): WrongField {
    if (!listed) return new WrongField(join(path, name), value, 'left out: no such field is known');
    const known = names.join(' and ');
    const says = `has the unknown field ${cut(JSON.stringify(name))} (it may have ${known})`;
    return new WrongField(path, value, '', says);
  }
}

/**
 * One of several objects; the field `tag` tells which. Each variant reads its tag itself, as the one choice of a `oneOf`.
 */
export function tagged<const Variants extends Readonly<Record<string, Field<object>>>>(
  tag: string,
  variants: Variants,
): Field<Read<Variants[keyof Variants]>> {
  const names = Object.keys(variants);
  const tags = oneOf(names);
  return {
    read(value, path) {
      const name = tags.read(membersOf(value, path)[tag], join(path, tag));
      return variants[name]!.read(value, path) as Read<Variants[keyof Variants]>;
    },
    schema: { anyOf: names.map((name) => variants[name]!.schema) },
  };
}

/** In a list of one, so that what is damaged can be none. Throws a WrongField unless it is lenient. */
function attempt<Value>(
  field: Field<Value>,
  value: unknown,
  path: string,
  lenient: boolean,
): readonly Value[] {
  try {
    return [field.read(value, path)];
  } catch (thrown) {
    if (lenient && thrown instanceof WrongField) return [];
    throw thrown;
  }
}

function membersOf(value: unknown, path: string, must = 'an object'): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WrongField(path, value, must);
  }
  return value as Readonly<Record<string, unknown>>;
}
