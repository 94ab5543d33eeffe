import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** The trial under the pointer or in focus: its row and its dot light up together. */
export interface Hovered {
  readonly trial: number | null;
}

export type HoveredStore = StoreApi<Hovered>;

export const createHovered = (): HoveredStore => createStore<Hovered>()(() => ({ trial: null }));

export const HoveredContext = createContext<HoveredStore>(createHovered());

export function useHovered<Part>(select: (hovered: Hovered) => Part): Part {
  return useStore(useContext(HoveredContext), select);
}

/** A setter that stays the same from render to render. */
export function useHover(): (trial: number | null) => void {
  const store = useContext(HoveredContext);
  return (trial) => {
    if (store.getState().trial !== trial) store.setState({ trial });
  };
}
