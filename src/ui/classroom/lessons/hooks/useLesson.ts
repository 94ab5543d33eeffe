import { useCallback, useEffect, useMemo, useRef } from 'react';
import { usePlayground } from '../../../../store/context.ts';
import type { Lesson, Sight, Step } from '../lesson.ts';
import { useArrival } from './useArrival.ts';
import { useLearned } from './useLearned.ts';
import { type ShowMe, useShowMe } from './useShowMe.ts';
import { useSeen, useSight } from './useSight.ts';
import { type StageState, useStage } from './useStage.ts';

export interface ShownLesson extends Omit<ShowMe, 'stopShowing'> {
  readonly sight: Sight;
  /** From 1; one behind the last is the outcome. */
  readonly step: number;
  /** Null at the outcome. */
  readonly current: Step | null;
  readonly isDone: boolean;
  readonly ticked: ReadonlySet<string>;
  /** Why what was done is not it; null where nothing was, or all is well. */
  readonly wrong: string | null;
  readonly stage: StageState;
  /** What the step stands on is being brought. */
  readonly isArriving: boolean;
  /** What the step stands on was there, and was left. */
  readonly isGone: boolean;
  answer(value: string | null): void;
  next(): void;
  back(): void;
  restage(): void;
  /** Begins the step once more. */
  anew(): void;
}

/** One lesson at one step. `step`: one behind the last at most. */
export function useLesson(lesson: Lesson, number: number, step: number): ShownLesson {
  const current = lesson.steps[step - 1] ?? null;
  const seen = useSeen();
  const page = useSight(seen);
  const { answers, ticked, ...learned } = useLearned(lesson);
  const sight = useMemo(() => ({ ...page, answers }), [page, answers]);
  const { stage, isReady: isStaged, restage } = useStage(lesson, seen);
  const begun = useRef(new Map<number, Sight>());
  const arrival = useArrival({ lesson, step, isStaged }, seen, sight, (from) => {
    learned.forget(from, false);
    begun.current.clear();
  });

  const learn = usePlayground((state) => state.learn);
  const open = usePlayground((state) => state.openLessons);
  const isReady = arrival.isThere;
  // What a step began with is what the page shows as it is reached.
  if (isReady && !begun.current.has(step)) begun.current.set(step, sight);
  const since = begun.current.get(step) ?? sight;
  // A guess needs nothing of the page.
  const isAsked = isReady || current?.kind === 'guess';
  const isNow = isAsked && current !== null && isDoneNow(current, sight, since);
  const isDone = isAsked && current !== null && (isNow || ticked.has(current.id));
  useEffect(() => {
    if (isNow && current?.kind === 'act') learned.tick(current);
  }, [isNow, current, learned.tick]);
  useEffect(() => {
    learn({ place: { lesson: number, step } });
    if (current !== null) return;
    const { done = [] } = seen.store.getState().learned;
    if (!done.includes(lesson.id)) learn({ done: [...done, lesson.id] });
  }, [learn, number, step, current, lesson, seen]);

  const answer = useCallback(
    (value: string | null): void => {
      if (current !== null) learned.answer(current, value);
    },
    [current, learned.answer],
  );
  const { stopShowing, ...showing } = useShowMe(seen, current, sight, answer);
  const goTo = (to: number): void => {
    stopShowing();
    open({ at: 'lesson', lesson: number, step: to });
  };
  const next = (): void => {
    if (current !== null) learned.tick(current);
    arrival.goBy('next', step + 1);
    goTo(step + 1);
  };
  const back = (): void => {
    if (step === 1) {
      stopShowing();
      open();
      return;
    }
    const as = begun.current.get(step - 1);
    if (as !== undefined) seen.restore(as);
    learned.forget(step - 1, true);
    begun.current.delete(step);
    arrival.goBy(as === undefined ? 'link' : 'back', step - 1);
    goTo(step - 1);
  };
  const anew = (): void => {
    stopShowing();
    arrival.anew();
  };
  return {
    ...{ sight, step, current, isDone, ticked, stage, answer, next, back, restage, anew, ...showing },
    isArriving: isStaged && !isReady && current?.enter !== undefined,
    isGone: isReady && !isDone && current?.enter?.isThere(sight) === false,
    wrong: isDone || !isReady || current === null ? null : wrongOf(current, sight, since),
  };
}

function isDoneNow(step: Step, sight: Sight, since: Sight): boolean {
  switch (step.kind) {
    case 'guess':
      return sight.answers[step.id] !== undefined;
    case 'answer':
      return sight.answers[step.id] !== undefined && sight.answers[step.id] === step.right(sight);
    case 'act':
      return step.done(sight, since);
    default:
      return step satisfies never;
  }
}

function wrongOf(step: Step, sight: Sight, since: Sight): string | null {
  if (step.kind === 'guess') return null;
  if (step.kind === 'act') return step.wrong?.(sight, since) ?? null;
  const answer = sight.answers[step.id];
  return answer === undefined ? null : step.wrong(answer, sight);
}
