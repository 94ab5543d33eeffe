import type { ReactElement } from 'react';
import { State } from '../../../child/cells/State.tsx';
import type { TermId } from '../../../texts/classroom/glossary/ids.ts';
import { Term } from '../../glossary/Term.tsx';

const PARTS = /\{([^}|]+)(?:\|([^}]+))?\}/g;

/** A text of a lesson, with its terms and states. */
export function LessonText({ text }: { readonly text: string }): ReactElement {
  const parts: ReactElement[] = [];
  let end = 0;
  for (const { 0: whole, 1: id = '', 2: word, index } of text.matchAll(PARTS)) {
    parts.push(<span key={`${index} before`}>{text.slice(end, index)}</span>);
    parts.push(
      id === 'h_i' || id === 'h_i-1' ? (
        <State key={index} index={id === 'h_i' ? 0 : 1} />
      ) : (
        <Term key={index} id={id as TermId}>
          {word ?? id}
        </Term>
      ),
    );
    end = index + whole.length;
  }
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  );
}
