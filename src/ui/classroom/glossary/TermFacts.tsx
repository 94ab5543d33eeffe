import { type ReactElement, useState } from 'react';
import { glossaryTexts } from '../../texts/classroom/glossary/glossary.ts';
import type { PlaceId, TermId } from '../../texts/classroom/glossary/ids.ts';
import { TERMS } from '../../texts/classroom/glossary/terms.ts';
import './TermFacts.css';

export interface TermFactsProps {
  readonly id: TermId;
  /** Of the sentence that explains it. */
  readonly textId: string;
  readonly onTerm: (id: TermId) => void;
  /** Answers whether the place is there. */
  readonly onGo: (place: PlaceId) => Promise<boolean>;
}

/** What a term means, those beside it, and where the page shows it. */
export function TermFacts({ id, textId, onTerm, onGo }: TermFactsProps): ReactElement {
  const { text, related, place } = TERMS[id];
  const [missing, setMissing] = useState<TermId | null>(null);
  const go = async (): Promise<void> => setMissing((await onGo(place)) ? null : id);
  return (
    <>
      <p id={textId}>{text}</p>
      <p className="term-links">
        <span>{glossaryTexts.related}</span>
        {related.map((other) => (
          <button key={other} type="button" className="link" onClick={() => onTerm(other)}>
            {TERMS[other].term}
          </button>
        ))}
      </p>
      <p className="term-links">
        <button type="button" className="link" onClick={() => void go()}>
          {glossaryTexts.where(place)}
        </button>
      </p>
      <p role="status">{missing === id && glossaryTexts.notThere(place)}</p>
    </>
  );
}
