import { Fragment, type ReactElement, type ReactNode } from 'react';
import { MARKED_WORDS, type MarkedTermId } from '../../texts/classroom/glossary/marked.ts';
import { Term } from './Term.tsx';

export interface MarkedProps {
  /** A sentence of the catalogue, which stays a plain one there: it is also heard, and looked for. */
  readonly text: string;
  /** Each is marked where it comes first. */
  readonly terms: readonly MarkedTermId[];
}

/** A sentence in which words open the glossary. */
export function Marked({ text, terms }: MarkedProps): ReactElement {
  return (
    <>
      {partsOf(text, terms).map(([part, term], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name
        <Fragment key={index}>{term === null ? (part as ReactNode) : <Term id={term}>{part}</Term>}</Fragment>
      ))}
    </>
  );
}

/** The sentence in parts, each with the term that it is. */
export function partsOf(
  text: string,
  terms: readonly MarkedTermId[],
): readonly (readonly [part: string, term: MarkedTermId | null])[] {
  const lower = text.toLowerCase();
  const places = terms
    .flatMap((term) => {
      const word = MARKED_WORDS[term].find((one) => lower.includes(one.toLowerCase()));
      return word === undefined ? [] : [{ term, word, at: lower.indexOf(word.toLowerCase()) }];
    })
    .sort((a, b) => a.at - b.at);
  const parts: [string, MarkedTermId | null][] = [];
  let done = 0;
  for (const { term, word, at } of places) {
    if (at < done) continue;
    const end = at + word.length;
    parts.push([text.slice(done, at), null], [text.slice(at, end), term]);
    done = end;
  }
  return [...parts, [text.slice(done), null] as const].filter(([part]) => part !== '');
}
