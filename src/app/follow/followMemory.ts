import { MEMORY_KEY } from '../../storage/memory.ts';
import type { PlaygroundStore } from '../../store/store.ts';

/** Keeps what the tabs of a browser remember alike. The event comes from other tabs alone. */
export function followMemory(store: PlaygroundStore): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === MEMORY_KEY) store.getState().recall();
  });
}
