import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NetworkChoice } from './networks.ts';

/** What a person tries in the network's view; it stays while another view is looked at. */
export interface NetworkView {
  /** Null: the run's own network. */
  readonly whatIf: NetworkChoice | null;
  /** Number of the chosen cell, from 1. */
  readonly cell: number;
}

export type NetworkViewStore = StoreApi<NetworkView>;

const createNetworkView = (): NetworkViewStore =>
  createStore<NetworkView>()(() => ({ whatIf: null, cell: 1 }));

const NetworkViewContext = createContext<NetworkViewStore>(createNetworkView());

export const useNetworkViewStore = (): NetworkViewStore => useContext(NetworkViewContext);

export function useNetworkView<Part>(select: (view: NetworkView) => Part): Part {
  return useStore(useContext(NetworkViewContext), select);
}

export function useNetworkChange(): (change: Partial<NetworkView>) => void {
  const store = useContext(NetworkViewContext);
  return (change) => store.setState(change);
}
