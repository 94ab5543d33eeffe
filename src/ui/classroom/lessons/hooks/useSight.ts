import { useContext, useMemo, useSyncExternalStore } from 'react';
import { StoreContext } from '../../../../store/context.ts';
import type { PlaygroundStore } from '../../../../store/store.ts';
import { useInspectorChoicesStore } from '../../../child/inspector/view.ts';
import { useControllerViewStore } from '../../../search/controller/view.ts';
import { useNetworkViewStore } from '../../../search/network/view.ts';
import { useTradeoffViewStore } from '../../../search/tradeoff/view.ts';
import type { Sight } from '../lesson.ts';
import { createPage, type Page, type Views } from '../page.ts';

/** What the page shows: read, followed, and set back to how it was. */
export interface Seen {
  readonly store: PlaygroundStore;
  readonly page: Page;
  readonly views: Views;
  now(): Omit<Sight, 'answers'>;
  subscribe(onChange: () => void): () => void;
  /** As it was, but for what has been trained or looked up since. */
  restore(before: Omit<Sight, 'answers'>): void;
}

export function useSeen(): Seen {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('useSeen needs a StoreContext above it');
  const network = useNetworkViewStore();
  const tradeoff = useTradeoffViewStore();
  const controller = useControllerViewStore();
  const inspector = useInspectorChoicesStore();
  return useMemo(() => {
    const stores = [store, network, tradeoff, controller, inspector] as const;
    const read = (): Omit<Sight, 'answers'> => ({
      state: store.getState(),
      network: network.getState(),
      tradeoff: tradeoff.getState(),
      controller: controller.getState(),
      inspector: inspector.getState(),
    });
    let last = read();
    const views = { network, tradeoff, controller, inspector };
    return {
      ...{ store, views, page: createPage(store, views) },
      now() {
        const next = read();
        const isSame = (Object.keys(next) as (keyof typeof next)[]).every((key) => next[key] === last[key]);
        if (!isSame) last = next;
        return last;
      },
      subscribe(onChange) {
        const ends = stores.map((one) => one.subscribe(onChange));
        return () => {
          for (const end of ends) end();
        };
      },
      restore(before) {
        const { state } = before;
        const { replay } = store.getState();
        if (replay !== null && replay.whole.id === state.replay?.whole.id) {
          store.getState().setPlaying(false);
          store.getState().seek(state.replay.moment);
        }
        const { shown, tabs, layer, editor } = state;
        store.setState({ shown, tabs, layer, editor });
        network.setState(before.network, true);
        tradeoff.setState(before.tradeoff, true);
        controller.setState(before.controller, true);
        inspector.setState(before.inspector, true);
      },
    };
  }, [store, network, tradeoff, controller, inspector]);
}

export const useSight = (seen: Seen): Omit<Sight, 'answers'> =>
  useSyncExternalStore(seen.subscribe, seen.now);
