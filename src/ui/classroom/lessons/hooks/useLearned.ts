import { useMemo } from 'react';
import { usePlayground, usePlaygroundStore } from '../../../../store/context.ts';
import type { Lesson, Step } from '../lesson.ts';

/** What this machine remembers of one lesson. */
export interface Learned {
  /** Guesses and answers, by step. */
  readonly answers: Readonly<Record<string, string>>;
  /** Steps done since it was begun last. */
  readonly ticked: ReadonlySet<string>;
  answer(step: Step, value: string | null): void;
  tick(step: Step): void;
  /** Steps from one on, counted from 1, are not done; `keepsGuesses`: what was guessed stays as it is. */
  forget(from: number, keepsGuesses: boolean): void;
}

const keyOf = (lesson: Lesson, step: Step): string => `${lesson.id} ${step.id}`;

export function useLearned(lesson: Lesson): Learned {
  const store = usePlaygroundStore();
  const guesses = usePlayground((state) => state.learned.guesses);
  const ids = usePlayground((state) => state.learned.ticked?.[lesson.id]);
  return useMemo(() => {
    const { learn } = store.getState();
    const now = () => store.getState().learned;
    const setTicked = (steps: readonly string[]): void =>
      learn({ ticked: { ...now().ticked, [lesson.id]: steps } });
    const tickedNow = (): readonly string[] => now().ticked?.[lesson.id] ?? [];
    const answers = lesson.steps.flatMap((step) => {
      const value = guesses?.[keyOf(lesson, step)];
      return value === undefined ? [] : [[step.id, value] as const];
    });
    return {
      answers: Object.fromEntries(answers),
      ticked: new Set(ids),
      answer(step, value) {
        const { [keyOf(lesson, step)]: _, ...others } = now().guesses ?? {};
        learn({ guesses: value === null ? others : { ...others, [keyOf(lesson, step)]: value } });
      },
      tick(step) {
        if (!tickedNow().includes(step.id)) setTicked([...tickedNow(), step.id]);
      },
      forget(from, keepsGuesses) {
        const behind = lesson.steps.slice(from - 1);
        const gone = new Set(
          behind.filter(({ kind }) => !keepsGuesses || kind !== 'guess').map((step) => keyOf(lesson, step)),
        );
        const kept = Object.entries(now().guesses ?? {}).filter(([key]) => !gone.has(key));
        learn({ guesses: Object.fromEntries(kept) });
        setTicked(tickedNow().filter((id) => !behind.some((step) => step.id === id)));
      },
    };
  }, [store, lesson, guesses, ids]);
}

/** Whether all its steps were done: what came out is told to nobody before. */
export const isFinished = (lesson: Lesson, ticked: readonly string[] | undefined): boolean =>
  lesson.steps.every(({ id }) => ticked?.includes(id));
