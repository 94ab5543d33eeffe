import { useEffect } from 'react';
import { MAIN } from './main.ts';

/**
 * As what lies over the page closes, the focus goes back to what had it, unless it went elsewhere by itself. `before` is taken as
 * it is drawn first: what it covers loses the focus then.
 */
export function useFocusGoesBack(before: Element | null): void {
  useEffect(
    () => () => {
      // After what was covered can have it again.
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body && document.activeElement !== null) return;
        const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected;
        (isThere ? before : document.getElementById(MAIN))?.focus({ preventScroll: true });
      });
    },
    [before],
  );
}
