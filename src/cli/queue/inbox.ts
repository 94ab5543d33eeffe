import type { AnswerJob } from './names.ts';

/** Something that came of a job. */
export type Told = AnswerJob | { readonly lost: string };

/** What comes of a job, in its order. */
export interface Inbox {
  put(told: Told): void;
  /** Rejects with what the signal was aborted with. */
  next(signal?: AbortSignal): Promise<Told>;
}

export function createInbox(): Inbox {
  const letters: Told[] = [];
  let wake = (): void => {};
  return {
    put(told) {
      letters.push(told);
      wake();
    },
    async next(signal) {
      const woken = (): void => wake();
      signal?.addEventListener('abort', woken);
      try {
        for (;;) {
          signal?.throwIfAborted();
          const letter = letters.shift();
          if (letter !== undefined) return letter;
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        signal?.removeEventListener('abort', woken);
      }
    },
  };
}
