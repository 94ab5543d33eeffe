import { type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { Spoken } from '../parts/Spoken.tsx';
import { shareTexts } from '../texts/share.ts';
import './Copied.css';

const texts = shareTexts.copy;

/** How long "Copied" stays, in ms. */
const STAY = 2000;

export interface CopiedProps {
  /** Accessible names of the field and of the button. */
  readonly field: string;
  readonly name: string;
  readonly text: string;
}

/** A text with its Copy; where there is no clipboard the text is selected, to be copied by hand. */
export function Copied({ field, name, text }: CopiedProps): ReactElement {
  const area = useRef<HTMLTextAreaElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [state, setState] = useState<'copied' | 'refused' | null>(null);
  const said = useId();
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async (): Promise<void> => {
    clearTimeout(timer.current);
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
      timer.current = setTimeout(() => setState(null), STAY);
    } catch {
      setState('refused');
      area.current?.select();
      area.current?.focus();
    }
  };
  return (
    <div className="copied">
      <textarea
        ref={area}
        className="copied-text"
        aria-label={field}
        aria-describedby={state === 'refused' ? said : undefined}
        readOnly
        spellCheck={false}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" className="button copied-button" aria-label={name} onClick={() => void copy()}>
        {state === 'copied' ? texts.copied : texts.text}
      </button>
      <Spoken text={state === 'copied' ? texts.copied : ''} />
      {state === 'refused' && (
        <p id={said} className="copied-note" role="alert">
          {texts.byHand(isSecureContext)}
        </p>
      )}
    </div>
  );
}
