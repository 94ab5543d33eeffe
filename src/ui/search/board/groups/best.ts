import { ranked } from '../../../../run/figures.ts';
import type { Run } from '../../../../run/run.ts';
import type { Trial } from '../../../../search/trial.ts';
import { furtherTrainings } from './finalists.ts';

/** A run's best child and its figure: the winner's fresh one as soon as there is one; null before any child has one. */
export function bestOf({ settings, trials, finalists }: Pick<Run, 'settings' | 'trials' | 'finalists'>): {
  readonly trial: Trial;
  readonly accuracy: number;
} | null {
  const winner = furtherTrainings(settings, trials, finalists)?.children.find(({ isWinner }) => isWinner);
  const fresh = winner?.final?.accuracy ?? winner?.mean ?? null;
  if (winner !== undefined && fresh !== null) return { trial: winner.trial, accuracy: fresh };
  const [trial] = ranked(trials);
  return trial === undefined || trial.accuracy === null ? null : { trial, accuracy: trial.accuracy };
}
