import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { PlaygroundState, PlaygroundStore } from './store.ts';

export const StoreContext = createContext<PlaygroundStore | null>(null);

/** A part of the state; the component renders again when that part changes. */
export function usePlayground<Part>(select: (state: PlaygroundState) => Part): Part {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('usePlayground needs a StoreContext above it');
  return useStore(store, select);
}
