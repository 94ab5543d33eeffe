import type { Place } from './flaws.ts';
import type { Token } from './tokens.ts';

/** What a literal of Python or JSON stands for: lists and tuples alike, calls and dictionaries alike. */
export type Literal = { readonly at: Place } & (
  | { readonly kind: 'list'; readonly items: readonly Literal[] }
  /** A call, `name` what is called, or a dictionary, without one; `items` are its arguments without a name. */
  | {
      readonly kind: 'fields';
      readonly name: string | null;
      readonly fields: ReadonlyMap<string, Literal>;
      readonly items: readonly Literal[];
    }
  | { readonly kind: 'text' | 'name'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
);

export type Fields = Extract<Literal, { kind: 'fields' }>;

/** Of Python, NumPy and torch. */
export const isRange = ({ name }: Fields): boolean =>
  name !== null && /^(?:\w+\.)*(?:x?range|arange)$/.test(name);

/** A call around one thing stands for it: np.int64(1), tensor(1, device='cuda:0'), array([2, 3]), list(range(2, 6)). */
export function held(literal: Literal): Literal {
  let inner = literal;
  while (inner.kind === 'fields' && inner.name !== null && inner.items.length === 1 && !isRange(inner))
    inner = inner.items[0]!;
  return inner;
}

/** Whether it is what programs write for nothing. */
export const isNone = (literal: Literal): boolean =>
  literal.kind === 'name' && /^(?:none|null|nil)$/i.test(literal.text);

/** Where a literal breaks off, and what had to stand there. */
export interface Broken {
  readonly at: Place;
  readonly found: string | null;
  readonly wanted: string;
}

export type Parsed =
  | { readonly ok: true; readonly value: Literal; readonly next: number }
  /** `next`: the token that it broke at. */
  | { readonly ok: false; readonly broken: Broken; readonly next: number };

/** A genotype has seven levels. More are not followed, so that no text takes longer than its length says. */
const MOST_LEVELS = 10;
/** Tokens of what Python prints of a thing that has no literal: <SelectBackward object at 0x7f>. */
const MOST_OF_OBJECT = 20;

/** Reads the literal that begins at a token; `next` is the one behind it. */
export function parseLiteral(tokens: readonly Token[], start: number): Parsed {
  const reader = new Reader(tokens, start);
  return parsedBy(reader, reader.literal(0));
}

/** Reads `normal = […], reduce = […]`, or with colons, as if it stood within a call. */
export function parseAssignments(tokens: readonly Token[], start: number): Parsed {
  const reader = new Reader(tokens, start);
  return parsedBy(reader, reader.assignments());
}

function parsedBy(reader: Reader, value: Literal | null): Parsed {
  const { next, broken } = reader;
  return value === null ? { ok: false, broken: broken!, next } : { ok: true, value, next };
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** Its methods answer null where the literal breaks off; an exception each would be slow on a text that begins many. */
class Reader {
  readonly #tokens: readonly Token[];
  next: number;
  broken: Broken | null = null;

  constructor(tokens: readonly Token[], start: number) {
    this.#tokens = tokens;
    this.next = start;
  }

  literal(level: number): Literal | null {
    // Python's [*range(2, 6)]: a range in a list is spread in any case.
    if (isMark(this.#peek(), '*')) this.next++;
    const token = this.#take('a value');
    if (token === null) return null;
    const at = { offset: token.offset, length: token.length };
    if (token.kind === 'string') return { kind: 'text', text: token.text, at };
    if (token.kind === 'number') return this.#sum(token);
    if (isMark(token, '<')) return this.#object(token);
    const isCall = token.kind === 'name' && isMark(this.#peek(), '(');
    if (token.kind === 'name' && !isCall) return { kind: 'name', text: token.text, at };
    const closing = isCall ? ')' : CLOSING.get(token.text);
    if (closing === undefined) return this.#break('a value', token);
    if (level === MOST_LEVELS) return this.#break('fewer brackets within each other', token);
    if (isCall) this.next++;
    const within = this.#within(closing, level + 1);
    if (within === null) return null;
    const { fields, items, end } = within;
    const whole = { offset: token.offset, length: end - token.offset };
    if (isCall || fields.size > 0)
      return { kind: 'fields', name: isCall ? token.text : null, fields, items, at: whole };
    return { kind: 'list', items, at: whole };
  }

  /** 2 + 4, as programs write the end of a range. */
  #sum({ text, offset, length }: Token): Literal {
    let value = Number.parseFloat(text);
    let end = offset + length;
    while (isMark(this.#peek(), '+') && this.#tokens[this.next + 1]?.kind === 'number') {
      const more = this.#tokens[this.next + 1]!;
      value += Number.parseFloat(more.text);
      end = more.offset + more.length;
      this.next += 2;
    }
    return { kind: 'number', value, at: { offset, length: end - offset } };
  }

  #object(begin: Token): Literal | null {
    for (let count = 0; count < MOST_OF_OBJECT; count++) {
      const token = this.#take('“>”');
      if (token === null) return null;
      const at = { offset: begin.offset, length: token.offset + token.length - begin.offset };
      if (isMark(token, '>')) return { kind: 'name', text: '<>', at };
    }
    return this.#break('a value', begin);
  }

  assignments(): Literal | null {
    const fields = new Map<string, Literal>();
    const begin = this.#peek()?.offset ?? 0;
    let end = begin;
    for (;;) {
      const sign = this.#tokens[this.next + 1];
      if (this.#peek()?.kind !== 'name' || !(isMark(sign, '=') || isMark(sign, ':'))) break;
      const key = this.#tokens[this.next]!.text;
      this.next += 2;
      const value = this.literal(1);
      if (value === null) return null;
      fields.set(key, value);
      end = value.at.offset + value.at.length;
      if (isMark(this.#peek(), ',')) this.next++;
    }
    return { kind: 'fields', name: null, fields, items: [], at: { offset: begin, length: end - begin } };
  }

  /** What stands between brackets, the closing one included. */
  #within(closing: string, level: number) {
    const fields = new Map<string, Literal>();
    const items: Literal[] = [];
    const wanted = `“,” or “${closing}”`;
    for (;;) {
      const token = this.#peek();
      if (token !== undefined && isMark(token, closing)) {
        this.next++;
        return { fields, items, end: token.offset + token.length };
      }
      const key = this.#key(closing);
      const value = this.literal(level);
      if (value === null) return null;
      if (key === null) items.push(value);
      else fields.set(key, value);
      const behind = this.#take(wanted);
      if (behind === null) return null;
      if (isMark(behind, closing)) this.next--;
      else if (!isMark(behind, ',')) return this.#break(wanted, behind);
    }
  }

  /** `normal=` of a call, `"normal":` of a dictionary; null where there is none. */
  #key(closing: string): string | null {
    const [token, sign] = [this.#peek(), this.#tokens[this.next + 1]];
    const isArgument = closing === ')' && token?.kind === 'name' && isMark(sign, '=');
    const isEntry = closing === '}' && isMark(sign, ':');
    if (token === undefined || !(isArgument || isEntry)) return null;
    this.next += 2;
    return token.text;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.next];
  }

  #take(wanted: string): Token | null {
    const token = this.#tokens[this.next];
    if (token === undefined) {
      const last = this.#tokens.at(-1);
      const offset = last === undefined ? 0 : last.offset + last.length;
      this.broken = { at: { offset, length: 0 }, found: null, wanted };
      return null;
    }
    this.next++;
    return token;
  }

  #break(wanted: string, { offset, length, text }: Token): null {
    this.broken = { at: { offset, length }, found: text, wanted };
    return null;
  }
}

const isMark = (token: Token | undefined, sign: string): boolean =>
  token?.kind === 'mark' && token.text === sign;
