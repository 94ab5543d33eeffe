import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { isCovered } from '../parts/isCovered.ts';

/** Where a phone's page is: its destinations fill it, one at a time. */
export type Destination = 'search' | 'board' | 'more';

export interface Phone {
  /** Null where the page is no phone's: then everything is there at once. */
  readonly at: Destination | null;
  /** A child that was opened from the board, in whose destination it stays. */
  readonly isChildOpen: boolean;
  readonly goTo: (destination: Destination) => void;
  readonly openChild: () => void;
  readonly back: () => void;
}

interface Place {
  readonly at: Destination;
  readonly isChildOpen: boolean;
}

const keyOf = ({ at, isChildOpen }: Place): string => `${at} ${isChildOpen}`;

const isChildEntry = (): boolean => (history.state as { child?: boolean } | null)?.child === true;

/**
 * The destinations of a phone's page. Each comes back to the scroll that it was left at, and a child that is left to the row that
 * opened it, by its link, by Escape and by the browser's Back. A replay that begins, wherever that was asked for, leads to the
 * search, where its chart and its keys are.
 */
export function usePhone(isPhone: boolean, isReplayed: boolean): Phone {
  const [place, setPlace] = useState<Place>({ at: 'search', isChildOpen: false });
  const [wasReplayed, setWasReplayed] = useState(isReplayed);
  if (isReplayed !== wasReplayed) {
    setWasReplayed(isReplayed);
    if (isReplayed) setPlace({ at: 'search', isChildOpen: false });
  }
  const scrolls = useRef(new Map<string, number>());
  const opener = useRef<Element | null>(null);
  const shown = useRef(keyOf(place));

  const leave = (next: Place): void => {
    scrolls.current.set(keyOf(place), window.scrollY);
    setPlace(next);
  };
  useLayoutEffect(() => {
    if (!isPhone || shown.current === keyOf(place)) return;
    const wasChild = shown.current.endsWith('true');
    shown.current = keyOf(place);
    window.scrollTo(0, place.isChildOpen ? 0 : (scrolls.current.get(keyOf(place)) ?? 0));
    if (wasChild && opener.current instanceof HTMLElement) opener.current.focus();
  }, [isPhone, place]);

  const { isChildOpen } = place;
  useEffect(() => {
    if (!isPhone || !isChildOpen) return;
    const close = (): void => {
      // What was opened over the child has entries of its own.
      if (!isChildEntry()) setPlace((now) => ({ ...now, isChildOpen: false }));
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.key !== 'Escape' || isCovered()) return;
      if (document.querySelector('.layer') !== null) return;
      event.preventDefault();
      history.back();
    };
    window.addEventListener('popstate', close);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('popstate', close);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [isPhone, isChildOpen]);

  return {
    at: isPhone ? place.at : null,
    isChildOpen: isPhone && isChildOpen,
    goTo: (at) => leave({ at, isChildOpen: false }),
    openChild() {
      opener.current = document.activeElement;
      history.pushState({ ...history.state, child: true }, '');
      leave({ ...place, isChildOpen: true });
    },
    back: () => history.back(),
  };
}
