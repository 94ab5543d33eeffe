import { type ReactElement, useContext, useEffect, useRef, useState } from 'react';
import { shareLink } from '../../codecs/share.ts';
import { StoreContext } from '../../store/context.ts';
import { shownPair } from '../../store/selectors.ts';
import { Spoken } from '../parts/Spoken.tsx';
import { tip } from '../parts/tips/tip.ts';
import { barTexts } from '../texts/bar.ts';
import { LinkDialog } from './LinkDialog.tsx';
import './CopyLink.css';

const texts = barTexts.copyLink;

/** How long "Copied" stays, in ms. */
const STAY = 2000;

export interface CopyLinkProps {
  /** What the button is called, and what it says of itself. */
  readonly text?: string;
  readonly says?: string;
}

/** Copies the address of the pair that is drawn; where there is no clipboard, shows it to be copied by hand. */
export function CopyLink({ text: name = texts.text, says = texts.says }: CopyLinkProps): ReactElement {
  const store = useContext(StoreContext);
  const [copied, setCopied] = useState(false);
  const [text, setText] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const copy = async (): Promise<void> => {
    if (store === null) return;
    const link = shareLink(location.href, shownPair(store.getState()).architecture);
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setCopied(false), STAY);
    } catch {
      setText(link); // no clipboard on an insecure origin, or permission refused
    }
  };
  return (
    <>
      <button
        type="button"
        className="button copy-link"
        aria-label={name}
        {...tip(says)}
        onClick={() => void copy()}
      >
        {copied ? texts.copied : name}
      </button>
      <Spoken text={copied ? texts.copied : ''} />
      {text !== null && <LinkDialog link={text} onClose={() => setText(null)} />}
    </>
  );
}
