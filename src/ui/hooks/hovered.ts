import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** The trial under the pointer or in focus: its row and its dot light up together. */
export interface Hovered {
  readonly trial: number | null;
  /** Where it was touched: there its tooltip is. */
  readonly at: 'board' | 'chart' | null;
}

export type HoveredStore = StoreApi<Hovered>;

export const createHovered = (): HoveredStore => createStore<Hovered>()(() => ({ trial: null, at: null }));

export const HoveredContext = createContext<HoveredStore>(createHovered());

export function useHovered<Part>(select: (hovered: Hovered) => Part): Part {
  return useStore(useContext(HoveredContext), select);
}

/** A setter that stays the same from render to render. */
export function useHover(at: 'board' | 'chart'): (trial: number | null) => void {
  const store = useContext(HoveredContext);
  return (trial) => {
    const before = store.getState();
    if (before.trial !== trial || (trial !== null && before.at !== at))
      store.setState({ trial, at: trial === null ? null : at });
  };
}
