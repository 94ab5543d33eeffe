/**
 * The signs of a literal as Python, JSON and YAML write it, with their places, of any text at all: what is no such sign is
 * a `mark` of its own. In one pass over the text.
 */
export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'mark';
  /** A string without its quotes, its escapes as they stand. */
  readonly text: string;
  readonly offset: number;
  /** In the text, quotes included. */
  readonly length: number;
  /** Its column where it begins a line; else null. */
  readonly indent: number | null;
}

export interface TokenOptions {
  /** Whether what follows a `#` in its line is passed over. */
  readonly comments: boolean;
  /** A part of the text that begins and ends with lines. */
  readonly from?: number;
  readonly to?: number;
}

/** LaTeX and Markdown write an underscore with a backslash. */
const NAME = /[A-Za-z_](?:[\w.]|\\_)*/y;
/** Python 2 writes 1L, NumPy 1. */
const NUMBER = /-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?:L(?!\w))?/y;
/** A backslash joins lines; before a letter it is a line break or a tab in a string within a string. */
const BLANK = /(?:\s|\\[nrt]?)+/y;
/** Before a line in mail and at Python's prompts. */
const PROMPT = /(?:(?:>|\.{3}:?)[ \t]*)+/y;
const PROMPT_OR_COMMENT = /(?:(?:>|#|\.{3}:?)[ \t]*)+/y;
/** Also as word processors and chat programs make them. */
const QUOTES: Readonly<Record<string, string>> = {
  "'": "'",
  '"': '"',
  '‘': "'",
  '’': "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '″': '"',
};
const PREFIX = /^[urbURB]$/;

export function tokensOf(text: string, options: TokenOptions): Token[] {
  return new Tokenizer(text, options).tokens();
}

class Tokenizer {
  readonly #text: string;
  readonly #comments: boolean;
  readonly #to: number;
  readonly #tokens: Token[] = [];
  /** Where the line ends in which no more such string closes. */
  readonly #hopeless = new Map<string, number>();
  #at: number;
  #lineStart: number;
  #isFirst = true;

  constructor(text: string, { comments, from = 0, to = text.length }: TokenOptions) {
    this.#text = text;
    this.#comments = comments;
    this.#to = to;
    this.#at = from;
    this.#lineStart = from;
  }

  tokens(): Token[] {
    while (this.#at < this.#to) if (!this.#passed() && !this.#string()) this.#word();
    return this.#tokens;
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.#text)?.[0] ?? '';
    return taken === '' ? null : taken;
  }

  #push(kind: Token['kind'], text: string, length: number): void {
    const indent = this.#isFirst ? this.#at - this.#lineStart : null;
    this.#tokens.push({ kind, text, offset: this.#at, length, indent });
    this.#isFirst = false;
    this.#at += length;
  }

  /** What says nothing. */
  #passed(): boolean {
    const blank = this.#take(BLANK);
    if (blank !== null) {
      const line = blank.lastIndexOf('\n');
      if (line >= 0) {
        this.#lineStart = this.#at + line + 1;
        this.#isFirst = true;
      }
      this.#at += blank.length;
      return true;
    }
    const sign = this.#text.charAt(this.#at);
    if (this.#comments && sign === '#') {
      this.#at = lineEnd(this.#text, this.#at);
      return true;
    }
    const prompt = this.#isFirst ? this.#take(this.#comments ? PROMPT : PROMPT_OR_COMMENT) : null;
    if (prompt !== null) {
      this.#at += prompt.length;
      return true;
    }
    // A plus sign is also how forms write a space.
    if (sign !== '+' || this.#isSum()) return false;
    this.#at++;
    return true;
  }

  #isSum(): boolean {
    let next = this.#at + 1;
    while (this.#text.charAt(next) === ' ') next++;
    return this.#tokens.at(-1)?.kind === 'number' && /\d/.test(this.#text.charAt(next));
  }

  #string(): boolean {
    const text = this.#text;
    const at = this.#at;
    const sign = text.charAt(at);
    const quote = QUOTES[sign];
    if (quote === undefined) return false;
    if (text.startsWith(sign.repeat(3), at)) {
      this.#at += 3;
      return true;
    }
    const last = this.#tokens.at(-1);
    const touches = last !== undefined && last.offset + last.length === at;
    // Python's u'…'; behind any other word it is an apostrophe.
    const isPrefixed = touches && last.kind === 'name' && PREFIX.test(last.text);
    if (touches && !isPrefixed && (last.kind === 'name' || last.kind === 'number')) return false;
    const isEscaped = at > 0 && text.charAt(at - 1) === '\\';
    const kind = `${quote}${isEscaped ? 'escaped' : quoteWidth(text, at)}`;
    if (at < (this.#hopeless.get(kind) ?? -1)) return false;
    const string = stringAt(text, at, quote);
    if (string === null) {
      this.#hopeless.set(kind, lineEnd(text, at));
      return false;
    }
    if (isPrefixed) this.#tokens.pop();
    const width = quoteWidth(text, at);
    this.#push('string', string, string.length + 2 * width);
    if (!isEscaped || width > 1) return true;
    // The backslashes of a quote that closes are none of its string's.
    this.#at--;
    while (text.charAt(this.#at) === '\\') this.#at++;
    this.#at++;
    return true;
  }

  #word(): void {
    const name = this.#take(NAME);
    const number = name === null ? this.#take(NUMBER) : null;
    if (name !== null) this.#push('name', name.replaceAll('\\', ''), name.length);
    else if (number !== null) this.#push('number', number, number.length);
    else this.#push('mark', this.#text.charAt(this.#at), 1);
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** CSV and YAML double the quotes within quotes: ""sep_conv_3x3"". */
const quoteWidth = (text: string, at: number): number =>
  text.charAt(at + 1) === text.charAt(at) && /\w/.test(text.charAt(at + 2)) ? 2 : 1;

/** The string that begins with a quote; null where its line does not close it. */
function stringAt(text: string, from: number, quote: string): string | null {
  const width = quoteWidth(text, from);
  if (width === 2) {
    const end = text.indexOf(text.charAt(from).repeat(2), from + 2);
    return end < 0 || end > lineEnd(text, from) ? null : text.slice(from + 2, end);
  }
  let escapes = 0;
  while (text.charAt(from - 1 - escapes) === '\\') escapes++;
  // Within a string quotes are escaped, and close by as many backslashes as they were opened with.
  const end = escapes > 0 ? escapedEnd(text, from, quote, escapes) : plainEnd(text, from, quote);
  return end === null ? null : text.slice(from + 1, end);
}

function plainEnd(text: string, from: number, quote: string): number | null {
  for (let at = from + 1; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '\n') return null;
    if (sign === '\\') at++;
    else if (QUOTES[sign] === quote) {
      if (at === from + 1 || text.charAt(at + 1) !== sign) return at;
      at++;
    }
  }
  return null;
}

function escapedEnd(text: string, from: number, quote: string, escapes: number): number | null {
  let run = 0;
  for (let at = from + 1; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '\n') return null;
    if (sign === '\\') run++;
    else if (QUOTES[sign] === quote && run > 0 && run <= escapes) return at - run;
    else run = 0;
  }
  return null;
}
