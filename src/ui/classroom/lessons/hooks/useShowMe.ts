import { useEffect, useRef, useState } from 'react';
import { createActs, NotThere } from '../acts.ts';
import type { Sight, Step } from '../lesson.ts';
import type { Seen } from './useSight.ts';

/** Between two acts of Show me, ms. */
const PACE = 600;
const STILL_PACE = 150;

export interface ShowMe {
  /** What it points at just now; null: the step's own. */
  readonly pointing: string | null;
  readonly isShowing: boolean;
  /** It found nothing to press. */
  readonly isLost: boolean;
  showMe(): void;
  stopShowing(): void;
}

/** Does a step before a person's eyes, and first brings what it stands on where that is gone. */
export function useShowMe(
  { store, page }: Seen,
  current: Step | null,
  sight: Sight,
  answer: (value: string) => void,
): ShowMe {
  const [pointing, setPointing] = useState<string | null>(null);
  const [isShowing, setShowing] = useState(false);
  const [lost, setLost] = useState<Step | null>(null);
  const abort = useRef<AbortController | null>(null);
  const latest = useRef(sight);
  latest.current = sight;
  const stopShowing = (): void => {
    abort.current?.abort();
    abort.current = null;
    setPointing(null);
    setShowing(false);
    setLost(null);
  };
  useEffect(() => () => abort.current?.abort(), []);
  const showMe = (): void => {
    if (current === null) return;
    stopShowing();
    const mine = new AbortController();
    abort.current = mine;
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const acts = createActs({
      ...{ store, point: setPointing, signal: mine.signal, pace: still ? STILL_PACE : PACE },
    });
    const act = async (): Promise<void> => {
      const { enter } = current;
      if (enter !== undefined && !enter.isThere(latest.current)) await enter.bring(page);
      if (mine.signal.aborted) return;
      if (current.kind === 'act') return current.show(acts);
      const value = current.kind === 'guess' ? current.example : current.right(latest.current);
      if (current.kind === 'guess' && !Array.isArray(current.of)) await acts.type('.lesson-number', value);
      else await acts.press(`.lesson-choice[value="${CSS.escape(value)}"]`);
      answer(value);
    };
    setShowing(true);
    act().then(
      () => mine.signal.aborted || stopShowing(),
      (thrown: unknown) => {
        if (mine.signal.aborted) return;
        stopShowing();
        if (!(thrown instanceof NotThere)) throw thrown;
        setLost(current);
      },
    );
  };
  return { pointing, isShowing, isLost: lost !== null && lost === current, showMe, stopShowing };
}
