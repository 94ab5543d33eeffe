import { type ReactElement, useState } from 'react';
import { className } from '../../data/own/place.ts';
import { usePlayground } from '../../store/context.ts';
import { tip } from '../parts/tips/tip.ts';
import { ownTexts } from '../texts/own.ts';
import '../parts/styles/button.css';
import './OwnDialog.css';

/** Names the set and keeps it, which the next search then trains on. */
export function Keep({ onKept }: { readonly onKept: () => void }): ReactElement {
  const busy = usePlayground((state) => state.importing.reading !== null);
  const keep = usePlayground((state) => state.keepPictures);
  const [name, setName] = useState<string>(ownTexts.usualName);
  return (
    <form
      className="own-keep"
      onSubmit={async (event) => {
        event.preventDefault();
        if (!busy && (await keep(className(name) || ownTexts.usualName))) onKept();
      }}
    >
      <label>
        {ownTexts.called}
        <input value={name} maxLength={40} onChange={(event) => setName(event.currentTarget.value)} />
      </label>
      <button type="submit" className="button button-filled" aria-disabled={busy} {...tip(ownTexts.useSays)}>
        {ownTexts.use}
      </button>
    </form>
  );
}
