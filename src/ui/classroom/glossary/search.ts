import type { TermId, TermText } from '../../texts/classroom/glossary/ids.ts';
import { TERMS } from '../../texts/classroom/glossary/terms.ts';

/** Finding a term by what is typed for it. */

export interface GlossaryEntry extends TermText {
  readonly id: TermId;
}

const byName = new Intl.Collator('en', { sensitivity: 'base', ignorePunctuation: true });

/** Everything that the glossary explains, by the alphabet. */
export const ENTRIES: readonly GlossaryEntry[] = Object.entries(TERMS)
  .map(([id, text]) => ({ ...text, id: id as TermId }))
  .sort((a, b) => byName.compare(a.term, b.term));

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[’']/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** Words of a spelling; the same from each of them on in one, so that neither hyphens nor spaces count. */
const beginningsOf = (spelling: string): string[] => {
  const words = wordsOf(spelling);
  return words.map((_, index) => words.slice(index).join(''));
};

const INDEX = ENTRIES.map((entry) => ({
  entry,
  name: beginningsOf(entry.term),
  others: [...entry.also, entry.id].map(beginningsOf),
}));

/**
 * The terms that begin so, or of which a word or another spelling does; the nearest first. Nothing typed finds all. Case,
 * accents, hyphens and spaces do not count, nor does the order of words.
 */
export function findTerms(typed: string): readonly GlossaryEntry[] {
  const asked = wordsOf(typed);
  if (asked.length === 0) return typed.trim() === '' ? ENTRIES : [];
  return INDEX.map(({ entry, name, others }) => ({ entry, rank: rankOf(asked, name, others) }))
    .filter(({ rank }) => rank < NOT)
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

const NOT = 6;

function rankOf(asked: readonly string[], name: readonly string[], others: readonly string[][]): number {
  const whole = asked.join('');
  if (name[0] === whole) return 0;
  if (others.some(([first]) => first === whole)) return 1;
  if (name[0]?.startsWith(whole)) return 2;
  if (begins(asked, name)) return 3;
  if (others.some(([first]) => first?.startsWith(whole))) return 4;
  return others.some((one) => begins(asked, one)) ? 5 : NOT;
}

/** From one word on as it is typed, or each word that is typed somewhere. */
const begins = (asked: readonly string[], spelling: readonly string[]): boolean =>
  spelling.some((rest) => rest.startsWith(asked.join(''))) ||
  asked.every((word) => spelling.some((rest) => rest.startsWith(word)));
