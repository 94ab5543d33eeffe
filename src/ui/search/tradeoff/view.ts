import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Against } from './children.ts';

/** What a person chose in the trade-off's view; it stays while another view is looked at. */
export interface TradeoffView {
  readonly against: Against;
  /** At the left: children against cost, or how the front grew. */
  readonly plot: 'children' | 'volume';
  readonly published: 'imagenet' | 'cifar';
  readonly asTable: boolean;
}

export type TradeoffViewStore = StoreApi<TradeoffView>;

const createTradeoffView = (): TradeoffViewStore =>
  createStore<TradeoffView>()(() => ({
    against: 'multiplyAdds',
    plot: 'children',
    published: 'imagenet',
    asTable: false,
  }));

const TradeoffViewContext = createContext<TradeoffViewStore>(createTradeoffView());

export const useTradeoffViewStore = (): TradeoffViewStore => useContext(TradeoffViewContext);

export function useTradeoffView<Part>(select: (view: TradeoffView) => Part): Part {
  return useStore(useContext(TradeoffViewContext), select);
}

export function useTradeoffChange(): (change: Partial<TradeoffView>) => void {
  const store = useContext(TradeoffViewContext);
  return (change) => store.setState(change);
}
