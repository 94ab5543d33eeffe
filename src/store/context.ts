import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { PlaygroundState, PlaygroundStore } from './store.ts';

export const StoreContext = createContext<PlaygroundStore | null>(null);

/** The store itself: to act on it, not to draw what it knows. */
export function usePlaygroundStore(): PlaygroundStore {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('usePlayground needs a StoreContext above it');
  return store;
}

/** A part of the state; the component renders again when that part changes. */
export function usePlayground<Part>(select: (state: PlaygroundState) => Part): Part {
  return useStore(usePlaygroundStore(), select);
}
