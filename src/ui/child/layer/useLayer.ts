import { useContext, useEffect, useLayoutEffect, useRef } from 'react';
import { StoreContext, usePlayground } from '../../../store/context.ts';
import type { Layer } from '../../../store/shown/layer.ts';
import { isCovered } from '../../parts/isCovered.ts';
import { MAIN } from '../../parts/main.ts';

export interface LayerPlace {
  readonly layer: Layer | null;
  /** It was opened here, and not by an address. */
  readonly isOpenedHere: boolean;
}

/** The layer over the search; Escape, its link and the browser's Back lead to the scroll and the focus that it was opened from. */
export function useLayer(): LayerPlace {
  const store = useContext(StoreContext);
  const layer = usePlayground((state) => state.layer);
  const isOpen = layer !== null;
  const left = useRef<{ readonly focus: Element | null; readonly scroll: number } | null>(null);
  const wasOpen = useRef(isOpen);

  // At once as it opens: what is covered loses its focus as it is drawn.
  useEffect(
    () =>
      store?.subscribe((state, before) => {
        if (state.layer !== null && before.layer === null)
          left.current = { focus: document.activeElement, scroll: window.scrollY };
      }),
    [store],
  );
  useLayoutEffect(() => {
    if (isOpen === wasOpen.current) return;
    wasOpen.current = isOpen;
    if (isOpen) {
      window.scrollTo(0, 0);
      return;
    }
    const { focus, scroll } = left.current ?? { focus: null, scroll: 0 };
    left.current = null;
    const isThere = focus instanceof HTMLElement && focus !== document.body && focus.isConnected;
    (isThere ? focus : document.getElementById(MAIN))?.focus({ preventScroll: true });
    window.scrollTo(0, scroll);
  }, [isOpen]);
  useEffect(() => {
    if (!isOpen) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (!isCovered()) store?.getState().closeLayer();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [store, isOpen]);

  return { layer, isOpenedHere: isOpen && left.current !== null };
}
