import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import { State } from '../../child/cells/State.tsx';
import { projectorTexts } from '../../texts/classroom/projector.ts';
import { wordsOf } from './wordsOf.ts';
import '../../parts/styles/link.css';
import './Projector.css';

/** At the foot of a projected page: what is under the pointer, or has the focus, so that who sits far away knows what is meant. */
export function Caption({ onClose }: { readonly onClose: () => void }): ReactElement {
  const words = usePointed();
  return (
    <footer className="projector-caption">
      {/* Whoever hears the page hears it from the control itself. */}
      <p aria-hidden="true">{words === null ? projectorTexts.nothing : typeset(words)}</p>
      <button type="button" className="link projector-leave" onClick={onClose}>
        {projectorTexts.leave}
      </button>
    </footer>
  );
}

/** With the names of states as they are set everywhere else. */
function typeset(words: string): ReactNode[] {
  return words.split(/\b(h i−1|h i)(?![\w−])/).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
    index % 2 === 0 ? part : <State key={index} index={part === 'h i' ? 0 : 1} />,
  );
}

function usePointed(): string | null {
  const [words, setWords] = useState<string | null>(null);
  useEffect(() => {
    const look = ({ target }: Event): void => {
      if (target instanceof Element && target.closest('.projector-caption') === null)
        setWords(wordsOf(target));
    };
    document.addEventListener('pointerover', look);
    document.addEventListener('focusin', look);
    return () => {
      document.removeEventListener('pointerover', look);
      document.removeEventListener('focusin', look);
    };
  }, []);
  return words;
}
