import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Lesson, Sight } from '../lesson.ts';
import type { Seen } from './useSight.ts';
import { momentAt } from './useStage.ts';

/** How a step was come to: by Next from the one before, or back to it as it was; else by a link, a reload or the list. */
type Way = 'next' | 'back' | 'link';

export interface Arrival {
  /** The page has what the step stands on. */
  readonly isThere: boolean;
  /** Called before the address names the step. */
  goBy(way: Way, to: number): void;
  /** Brings the step's beginning once more. */
  anew(): void;
}

/** Brings what a step stands on as it is come to. `onLink`: what was done of it and of those behind it counts no more. */
export function useArrival(
  { lesson, step, isStaged }: { readonly lesson: Lesson; readonly step: number; readonly isStaged: boolean },
  { store, page }: Seen,
  sight: Sight,
  onLink: (step: number) => void,
): Arrival {
  const [at, setAt] = useState<number | null>(null);
  const going = useRef<{ readonly way: Way; readonly to: number } | null>(null);
  const latest = useRef({ sight, onLink });
  latest.current = { sight, onLink };
  // At once: what is guessed while its run is on its way counts.
  useLayoutEffect(() => {
    if (going.current?.to !== step) latest.current.onLink(step);
  }, [step]);
  useEffect(() => {
    if (!isStaged || at === step) return;
    let isLeft = false;
    const way = going.current?.to === step ? going.current.way : 'link';
    going.current = null;
    const enter = lesson.steps[step - 1]?.enter;
    const arrive = async (): Promise<void> => {
      if (way === 'link') {
        page.clear();
        const { setPlaying, seek, replay, lessonRun } = store.getState();
        const moment = momentAt(lesson, step);
        if (moment !== null && replay !== null && replay.whole.id === lessonRun) {
          setPlaying(false);
          seek(moment);
        }
      }
      if (enter !== undefined && (way === 'link' || !enter.isThere(latest.current.sight)))
        await enter.bring(page);
    };
    void arrive().then(() => {
      if (!isLeft) setAt(step);
    });
    return () => {
      isLeft = true;
    };
  }, [lesson, step, at, isStaged, store, page]);
  return {
    isThere: isStaged && at === step,
    goBy(way, to) {
      going.current = { way, to };
    },
    anew() {
      onLink(step);
      going.current = { way: 'link', to: step };
      setAt(null);
    },
  };
}
