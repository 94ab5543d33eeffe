import type { Token } from './tokens.ts';

/**
 * YAML's lists over lines, an item behind each dash, as the same list in brackets; of keys that `isKey` names alone, so
 * that no dash of prose is touched. A tag such as `!!python/tuple` says nothing.
 */
export function bracketed(tokens: readonly Token[], isKey: (name: string) => boolean): readonly Token[] {
  if (!tokens.some(beginsItem)) return tokens;
  return new Brackets(tokens, isKey).all();
}

const isDash = (token: Token | undefined): token is Token => token?.kind === 'mark' && token.text === '-';
const beginsItem = (token: Token | undefined): boolean => isDash(token) && token.indent !== null;

/** A genotype has four levels of lists. */
const MOST_LEVELS = 6;

class Brackets {
  readonly #tokens: readonly Token[];
  readonly #isKey: (name: string) => boolean;
  readonly #out: Token[] = [];
  #at = 0;

  constructor(tokens: readonly Token[], isKey: (name: string) => boolean) {
    this.#tokens = tokens;
    this.#isKey = isKey;
  }

  all(): readonly Token[] {
    while (this.#at < this.#tokens.length) {
      const [key, sign, dash] = this.#tokens.slice(this.#at, this.#at + 3);
      const isList = key !== undefined && key.kind !== 'mark' && this.#isKey(key.text) && sign?.text === ':';
      if (!isList || !beginsItem(dash)) this.#pass();
      else {
        this.#pass();
        this.#pass();
        this.#list(dash!.indent!, 0);
      }
    }
    return this.#out;
  }

  #pass(): void {
    this.#out.push(this.#tokens[this.#at++]!);
  }

  #mark(text: string): void {
    const offset = this.#tokens[Math.min(this.#at, this.#tokens.length - 1)]!.offset;
    this.#out.push({ kind: 'mark', text, offset, length: 0, indent: null });
  }

  #list(column: number, level: number): void {
    this.#mark('[');
    do {
      this.#item(column, level);
      this.#mark(',');
    } while (beginsItem(this.#tokens[this.#at]) && this.#tokens[this.#at]!.indent === column);
    this.#mark(']');
  }

  #item(column: number, level: number): void {
    const dash = this.#tokens[this.#at++]!;
    if (this.#tokens[this.#at]?.text === '!') while (this.#tokens[this.#at]?.indent === null) this.#at++;
    const next = this.#tokens[this.#at];
    if (isDash(next) && level < MOST_LEVELS) {
      const nested = next.indent ?? column + next.offset - dash.offset;
      if (nested > column) this.#list(nested, level + 1);
      return;
    }
    for (let token = next; token !== undefined; token = this.#tokens[this.#at]) {
      const belongs = token.indent === null || (token.indent > column && !isDash(token));
      if (!belongs) return;
      this.#pass();
    }
  }
}
