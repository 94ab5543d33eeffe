import type { ReactElement } from 'react';
import { usePlayground } from '../../../store/context.ts';
import { glossaryTexts } from '../../texts/classroom/glossary/glossary.ts';
import type { TermId } from '../../texts/classroom/glossary/ids.ts';
import { ENTRIES } from './search.ts';
import { Term } from './Term.tsx';
import './GlossaryWords.css';

export interface GlossaryWordsProps {
  /** Those that are named beside the way to all. */
  readonly some: readonly TermId[];
  /** Of its heading, where it stands. */
  readonly level?: 2 | 3;
}

/** The glossary as a list of lessons ends in it: a few words, each of which opens in place, and the way to all. */
export function GlossaryWords({ some, level = 3 }: GlossaryWordsProps): ReactElement {
  const Heading = `h${level}` as const;
  const read = usePlayground((state) => state.read);
  return (
    <section className="glossary-words" aria-label={glossaryTexts.name}>
      <header>
        <Heading>{glossaryTexts.name}</Heading>
        <button type="button" className="link" onClick={() => read({ view: 'glossary', term: null })}>
          {glossaryTexts.all(ENTRIES.length)}
        </button>
      </header>
      <p>
        {ENTRIES.filter(({ id }) => some.includes(id)).map(({ id, term }) => (
          <Term key={id} id={id}>
            {term}
          </Term>
        ))}
      </p>
    </section>
  );
}
