import { useContext, useEffect } from 'react';
import { StoreContext } from '../../../store/context.ts';
import { isCovered } from '../../parts/isCovered.ts';

/** Escape leads back from one child of a wave, wherever the focus is; what lies over the page and what is typed in comes first. */
export function useEscape(lead: () => void): void {
  const store = useContext(StoreContext);
  useEffect(() => {
    let isOurs = false;
    // What lies over the page may be gone once the key has come here.
    const before = ({ target }: KeyboardEvent): void => {
      const isTyped = target instanceof Element && target.closest('input,textarea,select') !== null;
      const { layer = null, reading = null } = store?.getState() ?? {};
      isOurs = !isTyped && layer === null && reading === null && !isCovered();
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || !isOurs) return;
      event.preventDefault();
      lead();
    };
    window.addEventListener('keydown', before, { capture: true });
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', before, { capture: true });
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [store, lead]);
}
