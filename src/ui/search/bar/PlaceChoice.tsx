import { type ReactElement, useId } from 'react';
import { PLACES, type Place } from '../../../protocol/protocol.ts';
import { usePlayground } from '../../../store/context.ts';
import type { Capabilities } from '../../../store/shown/view.ts';
import { isActive } from '../../../store/store.ts';
import { gpuRemedy } from '../../texts/notices/notices.ts';
import { barTexts } from '../../texts/search/bar.ts';
import './PlaceChoice.css';

const texts = barTexts.place;

/** Where the next search trains. */
export function PlaceChoice(): ReactElement {
  const chosen = usePlayground((state) => state.place);
  const choose = usePlayground((state) => state.setPlace);
  const capabilities = usePlayground((state) => state.capabilities);
  const ahead = usePlayground(({ run }) => isActive(run));
  const name = useId();
  return (
    <fieldset className="place">
      <legend>{texts.legend}</legend>
      {PLACES.map((place) => (
        <label key={place}>
          <input
            type="radio"
            name={name}
            checked={place === chosen}
            disabled={place === 'gpu' && !capabilities.gpu?.ok}
            onChange={() => choose(place)}
          />
          <span>
            {texts.names[place]}
            <small>{meaning(place, capabilities)}</small>
          </span>
        </label>
      ))}
      {ahead && <p>{texts.ahead}</p>}
    </fieldset>
  );
}

function meaning(place: Place, capabilities: Capabilities): string {
  const { gpu, threads } = capabilities;
  if (place === 'gpu')
    return gpu?.ok ? texts.gpu(gpu.adapter, gpu.software) : texts.none(gpu && gpuRemedy(gpu));
  return place === 'processor' ? texts.processor(threads) : nextPlace(place, capabilities);
}

/** What a search would train on, in a person's words; empty while that isn't known. */
export function nextPlace(place: Place, capabilities: Capabilities): string {
  const adapter = nextAdapter(place, capabilities);
  return adapter ?? (capabilities.gpu === null ? '' : texts.processor(capabilities.threads));
}

/** The graphics card that a search would train on; null: the processor. */
const nextAdapter = (place: Place, { gpu }: Capabilities): string | null =>
  gpu?.ok && (place === 'gpu' || (place === 'automatic' && !gpu.software)) ? gpu.adapter : null;
