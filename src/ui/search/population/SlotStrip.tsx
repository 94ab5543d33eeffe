import { type CSSProperties, type ReactElement, useCallback, useEffect, useRef } from 'react';
import { usePlayground } from '../../../store/context.ts';
import { NONE } from '../../format.ts';
import { Figure } from '../../parts/Figure.tsx';
import { populationTexts as says } from '../../texts/search/population.ts';
import { SlotCurve } from './SlotCurve.tsx';
import { useEscape } from './useEscape.ts';
import { useSlots } from './useSlots.ts';
import { walk } from './walk.ts';
import './PopulationView.css';
import './SlotStrip.css';

/** Below one child of a wave, all of them: the arrows walk, and choose. */
export function SlotStrip(): ReactElement {
  const { slots, axis, best } = useSlots();
  const chosen = usePlayground(({ shown }) => (shown.source === 'slot' ? shown.slot : null));
  const show = usePlayground((state) => state.show);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // The button that was pressed has gone.
    if (document.activeElement !== document.body) return;
    list.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus({ preventScroll: true });
  }, []);
  const lead = useCallback(() => show({ source: 'live' }), [show]);
  useEscape(lead);
  const choose = (slot: number): void => show({ source: 'slot', slot });
  return (
    <ul
      ref={list}
      className="strip"
      aria-label={says.strip}
      style={{ '--columns': slots.length } as CSSProperties}
      onKeyDown={(event) => {
        // Before a phone's page hears of it.
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.preventDefault();
          lead();
          return;
        }
        const to = walk(event, slots.length);
        if (to === null) return;
        event.preventDefault();
        choose(to);
      }}
    >
      {slots.map(({ one, accuracy, figure, named, said }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place
        <li key={place}>
          <button
            type="button"
            className="strip-child"
            data-stands={one.stands}
            aria-label={says.child(one.number)}
            aria-description={said}
            aria-pressed={place === chosen}
            onClick={() => choose(place)}
          >
            <span className="slot-head">
              <b>{one.number}</b>
              <Figure figure={figure ?? NONE} unit={figure === null ? '' : '%'} />
            </span>
            <span className="slot-named">{named}</span>
            <SlotCurve input={accuracy} axis={axis} best={best} />
          </button>
        </li>
      ))}
    </ul>
  );
}
