import { type ReactElement, type ReactNode, useContext, useRef } from 'react';
import { useStore } from 'zustand';
import type { TermId } from '../../texts/classroom/glossary/ids.ts';
import type { Mark } from '../../texts/phrase.ts';
import { OpenedContext } from './opened.ts';

export interface TermProps {
  readonly id: TermId;
  readonly children: ReactNode;
}

/** A word of the glossary as the page has it: pressed, it is explained beside it, and pressed again no more. */
export function Term({ id, children }: TermProps): ReactElement {
  const word = useRef<HTMLButtonElement>(null);
  const store = useContext(OpenedContext);
  const isOpen = useStore(store, ({ opened }) => opened !== null && opened.from === word.current);
  return (
    <button
      ref={word}
      type="button"
      className="term"
      data-term={id}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={({ currentTarget }) =>
        store.setState({ opened: isOpen ? null : { term: id, from: currentTarget } })
      }
    >
      {children}
    </button>
  );
}

/** Marks a word of a sentence of the catalogue. */
export const asTerm: Mark = (id, word) => <Term id={id}>{word}</Term>;
