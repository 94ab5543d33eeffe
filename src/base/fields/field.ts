import { fail, ok, type Result } from '../result.ts';

/**
 * A reader of unknown data: checks a value, answers it typed, and says in JSON Schema (draft 2020-12) what it accepts,
 * so that what is published and what is checked are one definition.
 */
export interface Field<Value> {
  /** Throws a WrongField. */
  read(value: unknown, path: string): Value;
  readonly schema: JsonSchema;
  /** Whether an object without it is read all the same. */
  readonly mayBeLeftOut?: true;
}

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a field answers. */
export type Read<One> = One extends Field<infer Value> ? Value : never;

const ROOT = 'the file';

/** The message is a sentence without its full stop: where, what is there, and what must be. */
export class WrongField extends Error {
  override readonly name = 'WrongField';
  readonly path: string;
  private readonly says: string;

  /** The path is empty where the whole is wrong; `says` takes the place of what follows it in the sentence. */
  constructor(path: string, value: unknown, must: string, says = `is ${kindOf(value)} (it must be ${must})`) {
    super(`${path === '' ? ROOT : path} ${says}`);
    this.path = path;
    this.says = says;
  }

  /** The message, with what the whole is called. */
  sentence(root: string): string {
    return this.path === '' ? `${root} ${this.says}` : this.message;
  }
}

/** Reads a value that was never seen before; the failure is a WrongField's sentence, `root` what the whole is called in it. */
export function readWith<Value>(field: Field<Value>, value: unknown, root = ROOT): Result<Value, string> {
  try {
    return ok(field.read(value, ''));
  } catch (thrown) {
    if (thrown instanceof WrongField) return fail(thrown.sentence(root));
    throw thrown;
  }
}

/** JSON of any origin; the failure is the parser's own message. */
export function parseJson(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text));
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return fail(thrown.message);
    throw thrown;
  }
}

export const join = (path: string, name: string): string =>
  path === '' ? cut(name) : `${path}.${cut(name)}`;

/** What there is, in few words. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  return cut(typeof value === 'string' ? JSON.stringify(value) : String(value));
}

/** Whoever wrote the data also chose the names in it: they must not fill the sentence. */
export const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
