import { useEffect, useRef, useState } from 'react';
import type { Judged, LinearQuestion } from '../../../../run/controller/linear.ts';
import type { LinearAnswer } from './linearWorker.ts';

export interface Answered {
  readonly question: LinearQuestion;
  /** Null where the model could not be fitted: `why` says so. */
  readonly judged: Judged | null;
  readonly why: string;
}

/**
 * What a linear model says of a child, asked in a worker that lives as long as the view. While it computes, the answer before
 * stays, and of the questions that come meanwhile only the last is asked. Null before the first answer.
 */
export function useJudged(question: LinearQuestion | null): Answered | null {
  const [answered, setAnswered] = useState<Answered | null>(null);
  const desk = useRef<{ ask(question: LinearQuestion): void } | null>(null);
  useEffect(() => {
    const worker = new Worker(new URL('./linearWorker.ts', import.meta.url), { type: 'module' });
    let asked: LinearQuestion | null = null;
    let next: LinearQuestion | null = null;
    const ask = (one: LinearQuestion): void => {
      if (asked !== null) {
        next = one;
        return;
      }
      asked = one;
      worker.postMessage(one);
    };
    const answer = (judged: Judged | null, why: string): void => {
      if (asked !== null) setAnswered({ question: asked, judged, why });
      asked = null;
      const waiting = next;
      next = null;
      if (waiting !== null) ask(waiting);
    };
    worker.onmessage = ({ data }: MessageEvent<LinearAnswer>) =>
      data.ok ? answer(data.judged, '') : answer(null, data.why);
    worker.onerror = ({ message }) => answer(null, message);
    desk.current = { ask };
    return () => {
      desk.current = null;
      worker.terminate();
    };
  }, []);
  useEffect(() => {
    if (question !== null) desk.current?.ask(question);
  }, [question]);
  return answered;
}
