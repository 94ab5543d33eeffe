import { isSearching } from '../store/offline.ts';
import type { PlaygroundStore } from '../store/store.ts';

/** While a search runs, or a child by hand trains: keeps the screen awake and warns before the tab is closed. */
export function guardRun(store: PlaygroundStore): void {
  let lock: WakeLockSentinel | null = null;
  let asking = false;

  const wanted = (): boolean => isSearching(store.getState()) && document.visibilityState === 'visible';
  const keepAwake = async (): Promise<void> => {
    if (asking || !('wakeLock' in navigator)) return;
    asking = true;
    try {
      if (wanted() && (lock === null || lock.released)) lock = await navigator.wakeLock.request('screen');
      while (!wanted() && lock !== null) {
        await lock.release();
        // A run may have begun meanwhile.
        lock = wanted() ? await navigator.wakeLock.request('screen') : null;
      }
    } catch {
      lock = null; // refused, for instance on low battery: the search goes on all the same
    } finally {
      asking = false;
    }
  };

  store.subscribe((state, before) => {
    if (isSearching(state) !== isSearching(before)) void keepAwake();
  });
  document.addEventListener('visibilitychange', () => void keepAwake());
  window.addEventListener('beforeunload', (event) => {
    if (isSearching(store.getState())) event.preventDefault();
  });
}
