import { useEffect } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { usePlaygroundStore } from '../../../../store/context.ts';
import type { TakeAside } from '../../../../store/lessons/lessons.ts';
import { useSeen } from './useSight.ts';

const takeAside =
  <State>(view: StoreApi<State>): TakeAside =>
  () => {
    const before = view.getState();
    view.setState(view.getInitialState(), true);
    return () => view.setState(before, true);
  };

/** What was tried in the views in a lesson is no person's choice, and none of another lesson's. */
export function useViewsAside(): void {
  const store = usePlaygroundStore();
  const { views } = useSeen();
  useEffect(() => {
    const { network, tradeoff, controller, inspector } = views;
    store
      .getState()
      .keepViews([takeAside(network), takeAside(tradeoff), takeAside(controller), takeAside(inspector)]);
  }, [store, views]);
}
