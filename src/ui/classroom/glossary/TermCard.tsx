import { type ReactElement, useContext, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { StoreContext } from '../../../store/context.ts';
import { Icon } from '../../parts/Icon.tsx';
import { MAIN } from '../../parts/main.ts';
import { placeTip } from '../../parts/tips/tip.ts';
import { glossaryTexts } from '../../texts/classroom/glossary/glossary.ts';
import type { PlaceId, TermId } from '../../texts/classroom/glossary/ids.ts';
import { TERMS } from '../../texts/classroom/glossary/terms.ts';
import type { OpenedTerm } from './opened.ts';
import { goToPlace, type Ways } from './places.ts';
import { ENTRIES } from './search.ts';
import { TermFacts } from './TermFacts.tsx';
import './TermCard.css';
import './TermFacts.css';

export interface TermCardProps {
  readonly opened: OpenedTerm;
  readonly isPhone: boolean;
  readonly ways: Ways;
  readonly onTerm: (id: TermId) => void;
  readonly onClose: () => void;
}

/** A term in place: beside its word, on a phone at the foot of the page. Escape, its cross and a press elsewhere close it. */
export function TermCard({ opened, isPhone, ways, onTerm, onClose }: TermCardProps): ReactElement {
  const { term, from } = opened;
  const store = useContext(StoreContext);
  const card = useRef<HTMLDivElement>(null);
  const id = useId();
  useShownBeside(card, from, isPhone, term);

  const back = (): void => {
    onClose();
    (from.isConnected ? from : document.getElementById(MAIN))?.focus({ preventScroll: true });
  };
  useDismissed(card, from, back, onClose);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was pressed for another term is gone
  useEffect(() => card.current?.focus({ preventScroll: true }), [term]);

  const go = async (place: PlaceId): Promise<boolean> => {
    if (store === null) return false;
    // Printed pages lie over all places.
    if (store.getState().reading?.view === 'teacher') store.getState().closeReading();
    const isThere = await goToPlace(place, store.getState(), ways);
    if (isThere) onClose();
    return isThere;
  };
  const openAll = (): void => {
    back();
    from.closest('dialog')?.close();
    store?.getState().read({ view: 'glossary', term });
  };
  return (
    <div
      ref={card}
      className="term-card"
      role="dialog"
      popover="manual"
      tabIndex={-1}
      aria-labelledby={`${id}-term`}
      aria-describedby={`${id}-text`}
      data-sheet={isPhone || undefined}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget !== null && relatedTarget !== from && !card.current?.contains(relatedTarget))
          onClose();
      }}
    >
      <div className="term-card-head">
        <h3 id={`${id}-term`}>{TERMS[term].term}</h3>
        <button type="button" className="icon-button" aria-label={glossaryTexts.closeTerm} onClick={back}>
          <Icon sign="close" />
        </button>
      </div>
      <TermFacts id={term} textId={`${id}-text`} onTerm={onTerm} onGo={go} />
      <p className="term-links">
        <button type="button" className="link" onClick={openAll}>
          {glossaryTexts.all(ENTRIES.length)}
        </button>
      </p>
    </div>
  );
}

/** Whether Tab leaves the card: then it closes, and the way goes on from its word. */
function isLast(card: HTMLElement | null, isBackwards: boolean): boolean {
  const controls = [...(card?.querySelectorAll('button') ?? [])];
  const edge = isBackwards ? [card, controls[0]] : [controls.at(-1)];
  return edge.some((one) => one != null && one === document.activeElement);
}

/** Escape closes it before all else that Escape closes, since it was opened last; a press elsewhere does, too. */
function useDismissed(
  card: { readonly current: HTMLDivElement | null },
  from: HTMLElement,
  back: () => void,
  onClose: () => void,
): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' && !(event.key === 'Tab' && isLast(card.current, event.shiftKey))) return;
      event.preventDefault();
      event.stopPropagation();
      back();
    };
    const onPointerDown = ({ target }: PointerEvent): void => {
      const isOurs = target instanceof Node && (card.current?.contains(target) || from.contains(target));
      if (!isOurs) onClose();
    };
    document.addEventListener('keydown', onKeyDown, true);
    document.addEventListener('pointerdown', onPointerDown, true);
    return () => {
      document.removeEventListener('keydown', onKeyDown, true);
      document.removeEventListener('pointerdown', onPointerDown, true);
    };
  }, [card, from, back, onClose]);
}

/** Above everything, under the word or over it, and there as the page scrolls. */
function useShownBeside(
  card: { readonly current: HTMLDivElement | null },
  from: HTMLElement,
  isPhone: boolean,
  term: TermId,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another term is of another height
  useLayoutEffect(() => {
    const own = card.current;
    if (own === null) return;
    if (typeof own.showPopover === 'function' && !own.matches(':popover-open')) own.showPopover();
    const place = (): void => {
      if (isPhone) {
        own.style.removeProperty('left');
        own.style.removeProperty('top');
        return;
      }
      const room = { width: document.documentElement.clientWidth, height: innerHeight };
      // Its rows close up beside the word, where its own size is not yet known.
      const { left, top } = placeTip(from.getBoundingClientRect(), own.getBoundingClientRect(), room);
      own.style.left = `${left}px`;
      own.style.top = `${Math.min(top, Math.max(0, room.height - own.offsetHeight))}px`;
    };
    place();
    document.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      document.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
    };
  }, [card, from, isPhone, term]);
}
