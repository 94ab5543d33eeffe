import { sextetsOf, textOf } from '../envelope.ts';

/** Values in sextets that say themselves what they are, so that a page reads those of settings it does not know. */
export type Value = boolean | number | string | readonly number[];

const TAGS = { no: 0, yes: 1, whole: 2, decimal: 3, word: 4, list: 5 } as const;

/** Thirty-two values a sextet, the lowest first; a sextet of 32 or more is followed by another one. */
export function wholeSextets(value: number): number[] {
  const sextets: number[] = [];
  let left = value;
  for (; left >= 32; left = Math.floor(left / 32)) sextets.push(32 + (left % 32));
  return [...sextets, left];
}

/** Throws a RangeError on a word with signs that links do not hold. */
export function wordSextets(word: string): number[] {
  const sextets = sextetsOf(word);
  if (sextets === null) throw new RangeError(`a link cannot hold the word ${JSON.stringify(word)}`);
  return [...wholeSextets(sextets.length), ...sextets];
}

export function valueSextets(value: Value): number[] {
  if (typeof value === 'boolean') return [value ? TAGS.yes : TAGS.no];
  if (typeof value === 'string') return [TAGS.word, ...wordSextets(value)];
  if (typeof value !== 'number')
    return [TAGS.list, ...wholeSextets(value.length), ...value.flatMap(wholeSextets)];
  if (Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0))
    return [TAGS.whole, ...wholeSextets(value)];
  return [TAGS.decimal, ...wordSextets(decimalText(value))];
}

/** A link has no sign for a point or a plus. */
const decimalText = (value: number): string =>
  (Object.is(value, -0) ? '-0' : String(value)).replace('.', '_').replace('+', '');

const DECIMAL = /^-?\d+(_\d+)?(e-?\d+)?$/;

/** What is read past the end, or is no value, throws this; whoever reads catches it. */
export class Misspelled extends Error {}

export interface SextetReader {
  readonly isDone: boolean;
  sextet(): number;
  /** So many as they are. */
  some(count: number): readonly number[];
  whole(): number;
  word(): string;
  value(): Value;
}

export function sextetReader(sextets: readonly number[]): SextetReader {
  let at = 0;
  const sextet = (): number => {
    const next = sextets[at++];
    if (next === undefined) throw new Misspelled();
    return next;
  };
  const some = (count: number): readonly number[] => {
    if (count > sextets.length - at) throw new Misspelled();
    at += count;
    return sextets.slice(at - count, at);
  };
  const whole = (): number => {
    let value = 0;
    for (let place = 1; Number.isSafeInteger(place); place *= 32) {
      const next = sextet();
      value += place * (next % 32);
      if (next < 32 && Number.isSafeInteger(value)) return value;
    }
    throw new Misspelled();
  };
  const word = (): string => textOf(some(whole()));
  const decimal = (): number => {
    const text = word();
    if (!DECIMAL.test(text)) throw new Misspelled();
    return Number(text.replace('_', '.'));
  };
  const list = (): readonly number[] => {
    const count = whole();
    if (count > sextets.length - at) throw new Misspelled();
    return Array.from({ length: count }, whole);
  };
  const value = (): Value => {
    switch (sextet()) {
      case TAGS.no:
        return false;
      case TAGS.yes:
        return true;
      case TAGS.whole:
        return whole();
      case TAGS.decimal:
        return decimal();
      case TAGS.word:
        return word();
      case TAGS.list:
        return list();
      default:
        throw new Misspelled();
    }
  };
  return {
    get isDone() {
      return at === sextets.length;
    },
    sextet,
    some,
    whole,
    word,
    value,
  };
}
