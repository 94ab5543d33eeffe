import { bracketed } from './blocks.ts';
import type { Place } from './flaws.ts';
import {
  type Broken,
  type Fields,
  held,
  isRange,
  type Literal,
  parseAssignments,
  parseLiteral,
} from './literals.ts';
import type { Stretch } from './stretches.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Finds the genotypes in a text: logs, programs, JSON, YAML, strings within strings, whatever stands around them. */
export interface FoundGenotype {
  readonly kind: 'genotype';
  readonly fields: ReadonlyMap<string, Literal>;
  /** What the text calls it, `DARTS_V2 = Genotype(…)`; null where it does not. */
  readonly name: string | null;
  readonly at: Place;
}

/** One that breaks off. */
export interface BrokenGenotype extends Broken {
  readonly kind: 'broken';
}

export type Found = FoundGenotype | BrokenGenotype;

/** DARTS's namedtuple, in its order. */
const FIELDS = ['normal', 'normal_concat', 'reduce', 'reduce_concat'] as const;
const ALIASES: Readonly<Record<string, string>> = {
  reduction: 'reduce',
  reduction_concat: 'reduce_concat',
  concat_normal: 'normal_concat',
  concat_reduce: 'reduce_concat',
};
const IS_GENOTYPE = /genotype$/i;
/** By which one is known. */
const TELLING = ['normal', 'reduce', 'recurrent'];
/** Strings within strings, as JSON in a line of a log in JSON has them. */
const MOST_STRINGS = 4;

/** In their order. `comments`: whether what follows a `#` is passed over. */
export function findGenotypes(text: string, stretches: readonly Stretch[], comments: boolean): Found[] {
  return stretches.flatMap((stretch) => findIn(tokensOf(text, { comments, ...stretch }), 0));
}

function findIn(written: readonly Token[], level: number): Found[] {
  const tokens = bracketed(written, isField);
  const found: Found[] = [];
  for (let at = 0; at < tokens.length; ) {
    const begin = beginning(tokens, at);
    const token = tokens[at]!;
    if (begin === null) {
      if (token.kind === 'string') found.push(...findQuoted(token, level));
      at++;
      continue;
    }
    const isAssigned = begin === 'fields' || begin === 'entries';
    const parsed = isAssigned ? parseAssignments(tokens, at) : parseLiteral(tokens, at);
    if (parsed.ok) {
      const name = nameBefore(tokens, at);
      for (const one of telling(parsed.value, level))
        found.push(one.kind === 'genotype' ? { ...one, name: one.name ?? name } : one);
      at = parsed.next;
      continue;
    }
    if (begin === 'call' || begin === 'fields') found.push({ kind: 'broken', ...parsed.broken });
    // What was read of assignments would be read again by each of them.
    at = isAssigned ? Math.max(parsed.next, at + 1) : at + 1;
  }
  return found;
}

type Quoted = Pick<Token, 'text' | 'offset' | 'length'>;

/** As a value of JSON, of a log or on a command line: "Genotype(normal=[…])". */
function findQuoted({ text, offset, length }: Quoted, level: number): Found[] {
  if (level === MOST_STRINGS || !/normal|genotype/i.test(text) || !/[([{]/.test(text)) return [];
  const begin = offset + Math.floor((length - text.length) / 2);
  const inner = tokensOf(text, { comments: false });
  return findIn(
    inner.map((token) => ({ ...token, offset: token.offset + begin })),
    level + 1,
  );
}

/** What may begin at a token. `list` and `entries` are tried without a word of it where they are none. */
type Beginning = 'call' | 'list' | 'fields' | 'entries';

function beginning(tokens: readonly Token[], at: number): Beginning | null {
  const [token, next, third] = [tokens[at]!, tokens[at + 1], tokens[at + 2]];
  if (token.kind === 'mark') return beginsList(token, next, third) ? 'list' : null;
  if (token.kind !== 'name' || next?.kind !== 'mark') return null;
  const { text } = token;
  if (next.text === '=' || next.text === ':') {
    if (!isField(text) || isWithin(tokens, at)) return null;
    return next.text === '=' ? 'fields' : 'entries';
  }
  if (next.text !== '(') return null;
  // A call without anything in it is a program's.
  if (IS_GENOTYPE.test(text)) return third === undefined || third.text !== ')' ? 'call' : null;
  return third?.kind === 'name' && isField(third.text) ? 'call' : null;
}

/** A dictionary, its entries as pairs, or the lists of a genotype without any names. */
function beginsList(token: Token, next: Token | undefined, third: Token | undefined): boolean {
  if (token.text === '{') return third?.kind === 'mark' && third.text === ':';
  if (!isOpening(token) || !isOpening(next)) return false;
  return isOpening(third) || (third !== undefined && third.kind !== 'mark' && isField(third.text));
}

const isOpening = (token: Token | undefined): boolean =>
  token?.kind === 'mark' && (token.text === '[' || token.text === '(');

const isField = (name: string): boolean => (FIELDS as readonly string[]).includes(ALIASES[name] ?? name);

/** Whether it is an argument of a call that was tried already. */
const isWithin = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1];
  return before?.kind === 'mark' && before.text !== '' && '({,'.includes(before.text);
};

function nameBefore(tokens: readonly Token[], at: number): string | null {
  const [name, equals] = [tokens[at - 2], tokens[at - 1]];
  const isNamed = name?.kind === 'name' && equals?.kind === 'mark' && equals.text === '=';
  return isNamed && !/^genotype$/i.test(name.text) ? name.text : null;
}

/** The genotypes in a literal: itself, or those that it holds. */
function telling(literal: Literal, level: number): Found[] {
  const { kind, at } = literal;
  if (kind === 'text') return findQuoted({ text: literal.text, ...at }, level);
  if (kind === 'list') {
    const fields = listed(literal.items);
    if (fields !== null) return [{ kind: 'genotype', fields, name: null, at }];
    return literal.items.flatMap((item) => telling(item, level));
  }
  if (kind !== 'fields') return [];
  const fields = named(literal);
  const isCalledSo = literal.name !== null && IS_GENOTYPE.test(literal.name);
  if (TELLING.some((name) => (isCalledSo ? fields.has(name) : fields.get(name)?.kind === 'list')))
    return [{ kind: 'genotype', fields, name: null, at }];
  return [...literal.fields.values(), ...literal.items].flatMap((item) => telling(item, level));
}

/** Of [('normal', […]), …], and of JSON's [[…], [2, 3], […], [2, 3]], which has lost the names; null for any other list. */
function listed(items: readonly Literal[]): Map<string, Literal> | null {
  const entries = items.map((item) => (item.kind === 'list' && item.items.length === 2 ? item.items : null));
  const own = new Map<string, Literal>();
  for (const entry of entries) {
    const [key, value] = entry ?? [];
    if (key?.kind === 'text' && value !== undefined) own.set(ALIASES[key.text] ?? key.text, value);
  }
  if (TELLING.some((name) => own.get(name)?.kind === 'list')) return own;
  const [normal, normalConcat, reduce, reduceConcat] = items;
  if (items.length !== FIELDS.length || normal === undefined || reduce === undefined) return null;
  const isOne =
    holdsEdges(normal) && holdsEdges(reduce) && holdsStates(normalConcat!) && holdsStates(reduceConcat!);
  return isOne ? new Map(FIELDS.map((field, index) => [field, items[index]!])) : null;
}

/** Edges one after the other, or a list of them a block. */
function holdsEdges(literal: Literal): boolean {
  const first = literal.kind === 'list' ? literal.items[0] : undefined;
  if (first?.kind !== 'list') return false;
  const [edge] = first.items;
  return edge?.kind === 'text' || (edge?.kind === 'list' && edge.items[0]?.kind === 'text');
}

function holdsStates(literal: Literal): boolean {
  const states = held(literal);
  if (states.kind === 'list') return states.items.every((item) => held(item).kind === 'number');
  return states.kind === 'name' || (states.kind === 'fields' && isRange(states));
}

function named({ name, fields, items }: Fields): Map<string, Literal> {
  const own = new Map([...fields].map(([key, value]) => [ALIASES[key] ?? key, value]));
  if (name !== null && IS_GENOTYPE.test(name)) {
    for (const [index, field] of FIELDS.entries()) {
      const value = items[index];
      if (value !== undefined && !own.has(field)) own.set(field, value);
    }
  }
  return own;
}
