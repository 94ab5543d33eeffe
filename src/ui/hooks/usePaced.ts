import { useContext, useEffect, useState } from 'react';
import { StoreContext } from '../../store/context.ts';
import type { PlaygroundState } from '../../store/store.ts';

const never = (): null => null;

/** Least time between two changes of a figure, in ms: four a second is what an eye can read. */
const INTERVAL = 250;

/**
 * A part of the state that changes with every batch, at most four times a second; at once where `urgent` (say, the
 * trial's number) changes. Both functions must stay the same from render to render.
 */
export function usePaced<Part>(
  select: (state: PlaygroundState) => Part,
  urgent: (part: Part) => unknown = never,
): Part {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('usePaced needs a StoreContext above it');
  const [part, setPart] = useState(() => select(store.getState()));
  useEffect(() => {
    let shown = select(store.getState());
    let last = performance.now();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const publish = (): void => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      last = performance.now();
      shown = select(store.getState());
      setPart(() => shown);
    };
    publish();
    const unsubscribe = store.subscribe((state) => {
      const next = select(state);
      if (Object.is(next, shown)) return;
      const rest = last + INTERVAL - performance.now();
      if (rest <= 0 || !Object.is(urgent(next), urgent(shown))) publish();
      else timer ??= setTimeout(publish, rest);
    });
    return () => {
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
    };
  }, [store, select, urgent]);
  return part;
}
