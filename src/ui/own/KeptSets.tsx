import { type ReactElement, useState } from 'react';
import { imageBytes } from '../../data/dataset.ts';
import { datasetInfo } from '../../data/infos.ts';
import type { OwnHead } from '../../data/own/info.ts';
import { usePlayground } from '../../store/context.ts';
import { tip } from '../parts/tips/tip.ts';
import { ownTexts } from '../texts/own.ts';
import '../parts/styles/link.css';
import './OwnDialog.css';

/** The sets that this browser keeps; nothing where there are none. */
export function KeptSets({ onUse }: { readonly onUse: () => void }): ReactElement | null {
  const sets = usePlayground((state) => state.ownSets);
  if (sets.length === 0) return null;
  return (
    <section aria-label={ownTexts.kept}>
      <h3>{ownTexts.kept}</h3>
      <ul className="own-sets">
        {sets.map((head) => (
          <KeptSet key={head.id} head={head} onUse={onUse} />
        ))}
      </ul>
    </section>
  );
}

function KeptSet({ head, onUse }: { readonly head: OwnHead; readonly onUse: () => void }): ReactElement {
  const { id, name, classes, trainingImages, testImages } = head;
  const isTaken = usePlayground((state) => state.settings.dataset === id);
  const take = usePlayground((state) => state.useOwnSet);
  const remove = usePlayground((state) => state.removeOwnSet);
  const [asks, setAsks] = useState(false);
  const count = trainingImages + testImages;
  return (
    <li>
      <span className="own-name">{name}</span>
      <span className="num">
        {ownTexts.keptFacts(classes.length, count, count * (imageBytes(datasetInfo(id)) + 1))}
      </span>
      {asks ? (
        <span className="own-set-acts">
          {/* First, where the button was that asked: a second press there must not remove. */}
          <button
            type="button"
            className="link"
            // biome-ignore lint/a11y/noAutofocus: it stands where the button was that asked
            autoFocus
            onClick={() => setAsks(false)}
          >
            {ownTexts.remove.keep}
          </button>
          <button type="button" className="link" onClick={() => void remove(id)}>
            {ownTexts.remove.forGood}
          </button>
        </span>
      ) : (
        <span className="own-set-acts">
          <button type="button" className="link" {...tip(ownTexts.remove.says)} onClick={() => setAsks(true)}>
            {ownTexts.remove.text}
          </button>
          <button
            type="button"
            className="link"
            aria-disabled={isTaken}
            {...tip(isTaken ? ownTexts.taken : ownTexts.take.says)}
            onClick={() => {
              if (isTaken) return;
              take(id);
              onUse();
            }}
          >
            {ownTexts.take.text}
          </button>
        </span>
      )}
    </li>
  );
}
