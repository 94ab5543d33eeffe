import type { ReactNode } from 'react';
import type { Trial } from '../../search/trial.ts';
import { budgetText, compactText, inheritsText, measuredTime, percentText } from '../format.ts';

/** What is said of a trial beside its dot: the first line names it. */
export function trialLines(trial: Trial, rank: number | null, synthetic: boolean): ReactNode[] {
  const { number, accuracy, status, reason, reusedFrom, trainable, seconds } = trial;
  const { inherited, budget, promotedFrom } = trial;
  if (status === 'failed' || accuracy === null)
    return [`Trial ${number}, failed`, reason ?? 'It could not be trained.'];
  const set = synthetic ? ' on synthetic images' : '';
  return [
    `Trial ${number}, rank ${rank ?? '–'}`,
    <>
      <b>{percentText(accuracy)}</b> held out{set}, {compactText(trainable)} parameters
    </>,
    ...(budget === undefined ? [] : [budgetText(budget, promotedFrom)]),
    ...(inherited === undefined ? [] : [inheritsText(inherited, trainable)]),
    status === 'reused' ? `same graph as trial ${reusedFrom}` : `trained ${measuredTime(seconds)}`,
  ];
}

export function trialSentence(trial: Trial, rank: number | null, synthetic: boolean): string {
  const { number, accuracy, reason } = trial;
  if (accuracy === null) return `Trial ${number}, failed: ${reason ?? 'it could not be trained'}`;
  return `Trial ${number}, rank ${rank ?? 'unknown'}, ${percentText(accuracy)} held out${synthetic ? ', synthetic images' : ''}`;
}
