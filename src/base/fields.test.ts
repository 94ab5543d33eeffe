import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  anything,
  type Field,
  flag,
  forgiving,
  instance,
  list,
  mapped,
  moment,
  nullable,
  number,
  object,
  oneOf,
  parseJson,
  readWith,
  record,
  refined,
  tagged,
  text,
  tuple,
  WrongField,
  whole,
  withDefault,
  worded,
} from './fields.ts';
import { fail, ok } from './result.ts';

/** A field, and JSON that it should accept. */
interface Case {
  readonly field: Field<unknown>;
  readonly sound: fc.Arbitrary<unknown>;
}

const names = fc.uniqueArray(
  fc.oneof(
    fc.stringMatching(/^[a-z]{1,3}$/),
    fc.constantFrom('toString', 'constructor', 'length', 'a.b', ' '),
  ),
  { maxLength: 4 },
);
const range = fc
  .tuple(fc.integer({ min: -5, max: 5 }), fc.nat(5))
  .map(([min, more]) => ({ min, max: min + more }));

const scalar: fc.Arbitrary<Case> = fc.oneof(
  fc.record({ min: fc.nat(2), more: fc.nat(3) }).map(({ min, more }) => ({
    field: text({ min, max: min + more }),
    sound: fc.string({ unit: 'binary', minLength: min, maxLength: min + more }),
  })),
  fc.constant({ field: text({ pattern: /^[a-f]+$/ }), sound: fc.stringMatching(/^[a-f]+$/) }),
  fc.constant({ field: flag(), sound: fc.boolean() }),
  range.map((bounds) => ({ field: whole(bounds), sound: fc.integer(bounds) })),
  range.map((bounds) => ({ field: number(bounds), sound: fc.double({ ...bounds, noNaN: true }) })),
  fc
    .uniqueArray(fc.oneof(fc.string(), fc.integer(), fc.boolean()), { minLength: 1, maxLength: 3 })
    .map((choices) => ({ field: oneOf(choices), sound: fc.constantFrom(...choices) })),
  fc.constant({ field: anything(), sound: fc.jsonValue() }),
);

const { any: anyCase } = fc.letrec<{ any: Case }>((tie) => ({
  any: fc.oneof({ maxDepth: 3, withCrossShrink: true }, scalar, composite(tie('any'))),
}));

function composite(inner: fc.Arbitrary<Case>): fc.Arbitrary<Case> {
  const member = fc.tuple(fc.stringMatching(/^[a-z]{1,2}$/), inner).chain(([name, { field, sound }]) =>
    fc.option(sound, { nil: undefined }).map((usual) => {
      const whole = usual === undefined ? field : withDefault(field, copied(usual));
      return [name, whole, sound] as const;
    }),
  );
  const members = fc.uniqueArray(member, { maxLength: 4, selector: ([name]) => name });
  const option = {
    lenient: fc.boolean(),
    others: fc.constantFrom('refused' as const, 'ignored' as const, 'kept' as const),
  };
  return fc.oneof(
    inner.map(({ field, sound }) => ({ field: nullable(field), sound: fc.option(sound) })),
    inner.map(({ field, sound }) => ({ field: forgiving(field, 0), sound })),
    inner.map(({ field, sound }) => ({ field: refined(field, () => null), sound })),
    inner.map(({ field, sound }) => ({ field: worded(mapped(field, ok), 'another'), sound })),
    fc.tuple(inner, range, fc.boolean()).map(([{ field, sound }, { max }, lenient]) => ({
      field: list(field, { min: 1, max: Math.max(1, max), lenient }),
      sound: fc.array(sound, { minLength: 1, maxLength: Math.max(1, max) }),
    })),
    range.map((bounds) => ({
      field: list(whole(bounds), { unique: true }),
      sound: fc.uniqueArray(fc.integer(bounds)),
    })),
    fc.array(inner, { minLength: 1, maxLength: 3 }).map((items) => ({
      field: tuple(items.map(({ field }) => field)),
      sound: fc.tuple(...items.map(({ sound }) => sound)),
    })),
    fc.tuple(inner, fc.boolean()).map(([{ field, sound }, lenient]) => ({
      field: record(field, { lenient, name: text({ max: 2 }) }),
      sound: fc.dictionary(fc.string({ maxLength: 2 }), sound),
    })),
    fc.tuple(members, names, fc.record(option), fc.boolean()).map(([parts, optional, options, listed]) => ({
      field: object(Object.fromEntries(parts.map(([name, field]) => [name, field])), optional, {
        ...options,
        listed,
      }),
      sound: fc.record(Object.fromEntries(parts.map(([name, , sound]) => [name, sound]))),
    })),
    fc.tuple(inner, inner).map(([first, second]) => ({
      field: tagged('kind', {
        first: object({ kind: oneOf(['first']), value: first.field }),
        second: object({ kind: oneOf(['second']), value: second.field, more: flag() }, ['more']),
      }),
      sound: fc.oneof(
        fc.record({ kind: fc.constant('first'), value: first.sound }),
        fc.record({ kind: fc.constant('second'), value: second.sound, more: fc.boolean() }),
      ),
    })),
  );
}

/** As a file would have it. */
const copied = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Changes one thing somewhere: a value, a name that is gone, a name too many. */
function damage(value: unknown, other: unknown, at: readonly number[]): unknown {
  const [place = 0, ...inner] = at;
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (at.length === 0 || keys.length === 0) return other;
  const key = keys[place % keys.length]!;
  const entries = Object.entries(value as object);
  if (Array.isArray(value)) {
    return inner.length === 0 && place % 2
      ? [...value, other]
      : value.map((one, index) => (String(index) === key ? damage(one, other, inner) : one));
  }
  if (inner.length === 0 && place % 3 === 1)
    return Object.fromEntries(entries.filter(([name]) => name !== key));
  if (inner.length === 0 && place % 3 === 2) return { ...(value as object), extra: other };
  return Object.fromEntries(
    entries.map(([name, one]) => [name, name === key ? damage(one, other, inner) : one]),
  );
}

const caseAndValue = anyCase.chain(({ field, sound }) =>
  fc
    .record({
      given: sound,
      other: fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.integer({ min: -7, max: 12 })),
      at: fc.array(fc.nat(8), { maxLength: 3 }),
      whole: fc.boolean(),
    })
    .map(({ given, other, at, whole }) => {
      const value = copied(whole ? given : damage(given, other, at));
      return { field, value };
    }),
);

test('a field accepts what its schema accepts, and nothing else', () => {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, ownProperties: true });
  const counts = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(caseAndValue, ({ field, value }) => {
      const read = readWith(field, value);
      counts[read.ok ? 'accepted' : 'refused']++;
      expect(read.ok, JSON.stringify([value, read, field.schema])).toBe(ajv.validate(field.schema, value));
      ajv.removeSchema(field.schema);
      // What was read once is as it should be.
      if (read.ok) expect(readWith(field, read.value)).toEqual(read);
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(counts.accepted, counts.refused)).toBeGreaterThan(150);
});

test('a field never throws anything but a WrongField, and its sentences stay short', () => {
  fc.assert(
    fc.property(anyCase, fc.anything({ withNullPrototype: true, maxKeys: 3 }), ({ field }, value) => {
      const read = readWith(field, value);
      if (!read.ok) expect(read.error.length).toBeLessThan(400);
    }),
    { numRuns: 1000 },
  );
});

const cell = object<{ blocks: readonly number[]; size?: number }>(
  { blocks: worded(list(whole()), 'a list of blocks'), size: whole({ min: 1, max: 9 }) },
  ['size'],
  { listed: true },
);
const shape = tagged('kind', {
  round: object({ kind: oneOf(['round']), radius: number({ min: 0 }) }),
  square: object({ kind: oneOf(['square']), sides: tuple([number(), number()], ['width', 'height']) }),
});
const even = refined(whole(), (value) => (value % 2 === 0 ? null : 'an even number'));
const digits = mapped(text({ max: 3 }), (value) =>
  /^\d+$/.test(value) ? ok(Number(value)) : fail('a number in digits'),
);

test.each<[Field<unknown>, unknown, string]>([
  [cell, 3, 'the thing is 3 (it must be an object with blocks and size)'],
  [
    cell,
    { blocks: [], colour: 'red' },
    'the thing has the unknown field "colour" (it may have blocks and size)',
  ],
  [cell, { blocks: 'many' }, 'blocks is "many" (it must be a list of blocks)'],
  [cell, { blocks: [1, 'two'] }, 'blocks[1] is "two" (it must be a whole number from 0)'],
  [cell, { blocks: [], size: 10 }, 'size is 10 (it must be a whole number from 1 to 9)'],
  [
    object({ a: flag() }),
    { a: true, b: [1] },
    'b is a list of 1 (it must be left out: no such field is known)',
  ],
  [object({ a: flag() }), {}, 'a is missing (it must be true or false)'],
  [shape, { kind: 'flat' }, 'kind is "flat" (it must be "round" or "square")'],
  [shape, { kind: 'toString' }, 'kind is "toString" (it must be "round" or "square")'],
  [shape, null, 'the thing is null (it must be an object)'],
  [shape, { kind: 'square', sides: [1] }, 'sides is a list of 1 (it must be a list of 2: width, height)'],
  [shape, { kind: 'square', sides: [1, null] }, 'sides[1], the height, is null (it must be a number)'],
  [list(even, { min: 1 }), [], 'the thing is a list of 0 (it must be a list of at least 1)'],
  [list(even), [2, 3], '[1] is 3 (it must be an even number)'],
  [list(text(), { unique: true }), ['a', 'b', 'a'], '[2] is "a" (it must be there only once)'],
  [record(flag()), { a: 1 }, '[a] is 1 (it must be true or false)'],
  [
    record(flag(), { name: text({ max: 1 }) }),
    { ab: true },
    'a name in it is "ab" (it must be a text of at most 1 characters)',
  ],
  [digits, '12x', 'the thing is "12x" (it must be a number in digits)'],
  [digits, '1234', 'the thing is "1234" (it must be a text of at most 3 characters)'],
  [instance(Date, 'a date'), '2026', 'the thing is "2026" (it must be a date)'],
  [
    moment(),
    '2026-99-01T00:00:00Z',
    'the thing is "2026-99-01T00:00:00Z" (it must be a moment like "2026-01-31T12:00:00.000Z")',
  ],
  [oneOf([true, 1]), 'x'.repeat(99), `the thing is "${'x'.repeat(39)}… (it must be true or 1)`],
])('%# is refused in a sentence', (field, value, sentence) => {
  expect(readWith(field, value, 'the thing')).toEqual({ ok: false, error: sentence });
});

test('what is lenient keeps what is sound', () => {
  const memory = object<{
    theme?: string;
    pinned?: readonly string[];
    counts?: Readonly<Record<string, number>>;
  }>(
    {
      theme: oneOf(['light', 'dark']),
      pinned: list(text({ min: 1 }), { lenient: true }),
      counts: record(whole(), { lenient: true, name: text({ max: 3 }) }),
    },
    ['theme', 'pinned', 'counts'],
    { lenient: true },
  );
  const given = { theme: 'loud', pinned: ['a', '', 3, 'b'], counts: { a: 1, b: -1, long: 4 }, other: 1 };
  expect(readWith(memory, given)).toEqual({ ok: true, value: { pinned: ['a', 'b'], counts: { a: 1 } } });
  expect(readWith(memory, { pinned: 'a' })).toEqual({ ok: true, value: {} });
  expect(readWith(memory, null).ok).toBe(false);
  const needed = object<{ theme: string }>({ theme: oneOf(['light']) }, [], { lenient: true });
  expect(readWith(needed, { theme: 'loud' }).ok).toBe(false);
});

test('defaults, fallbacks and fields that are kept', () => {
  const settings = object({ size: withDefault(whole(), 4), mode: forgiving(oneOf(['run', 'step']), null) });
  expect(readWith(settings, {})).toEqual({ ok: true, value: { size: 4, mode: null } });
  expect(readWith(settings, { size: 5, mode: 'walk' })).toEqual({ ok: true, value: { size: 5, mode: null } });
  expect(readWith(settings, { size: 'x' }).ok).toBe(false);
  const head = object({ id: text() }, [], { others: 'kept' });
  expect(readWith(head, { id: 'a', rest: [1] })).toEqual({ ok: true, value: { id: 'a', rest: [1] } });
  expect(readWith(object({ id: text() }, [], { others: 'ignored' }), { id: 'a', rest: 1 })).toEqual({
    ok: true,
    value: { id: 'a' },
  });
});

test('only what is wrong with the data becomes a Result', () => {
  const broken: Field<never> = {
    read() {
      throw new TypeError('a mistake of ours');
    },
    schema: {},
  };
  expect(() => readWith(forgiving(list(broken), null), [1])).toThrow(TypeError);
  expect(new WrongField('', 1, 'a text').message).toBe('the file is 1 (it must be a text)');
});

test('JSON is parsed, or the parser says why not', () => {
  expect(parseJson('{"a":[1]}')).toEqual({ ok: true, value: { a: [1] } });
  const damaged = parseJson('{');
  expect(damaged.ok ? '' : damaged.error).toMatch(/JSON/);
});
