import { type ReactElement, useState } from 'react';
import { shareTexts } from '../texts/share.ts';
import './SendLink.css';

const texts = shareTexts.system;

/** The device's own sharing, where it has any. */
export function SendLink({ link }: { readonly link: string }): ReactElement | null {
  const [isRefused, setRefused] = useState(false);
  if (typeof navigator.share !== 'function') return null;
  const send = async (): Promise<void> => {
    try {
      setRefused(false);
      await navigator.share({ title: texts.title, url: link });
    } catch (thrown) {
      // Whoever closed the device's sheet has changed their mind.
      setRefused(!(thrown instanceof DOMException && thrown.name === 'AbortError'));
    }
  };
  return (
    <div className="send">
      <button type="button" className="button send-button" onClick={() => void send()}>
        {texts.text}
      </button>
      <p role={isRefused ? 'alert' : undefined}>{isRefused ? texts.refused : texts.says}</p>
    </div>
  );
}
