import {
  type Finalist,
  finalistsOf,
  finalistTrainings,
  finalOf,
  nextFinalist,
  winnerOf,
} from '../../../../search/finalists.ts';
import type { Trial } from '../../../../search/trial.ts';
import type { Settings } from '../../../../settings/settings.ts';

/** A child that was trained again, by its fresh trainings: the trial that chose it is no part of any figure here. */
export interface TrainedAgain {
  readonly trial: Trial;
  /** Those that gave an accuracy, the winner's last one left out. */
  readonly fresh: readonly Finalist[];
  /** Their mean, 0 to 1; null before the first, and where all of them failed. */
  readonly mean: number | null;
  /** The winner's last training, where it gave an accuracy. */
  readonly final: Finalist | null;
  readonly isWinner: boolean;
  /** Why there is no figure, once a training has failed. */
  readonly reason: string | null;
}

export interface Further {
  /** In the order in which the search chose them. */
  readonly children: readonly TrainedAgain[];
  readonly done: number;
  readonly total: number;
  readonly isDone: boolean;
}

/** Null before a finalist's first training has ended. */
export function furtherTrainings(
  settings: Settings,
  trials: readonly Trial[],
  finalists: readonly Finalist[],
): Further | null {
  if (finalists.length === 0) return null;
  const chosen = finalistsOf(settings, trials);
  if (chosen.length === 0) return null;
  const last = finalOf(settings, finalists);
  const winner = winnerOf(settings, trials, finalists);
  const children = chosen.map((trial): TrainedAgain => {
    const own = finalists.filter((one) => one.trial === trial.number);
    const fresh = own.filter((one) => one !== last && one.accuracy !== null);
    const sum = fresh.reduce((all, { accuracy }) => all + (accuracy ?? 0), 0);
    return {
      trial,
      fresh,
      mean: fresh.length === 0 ? null : sum / fresh.length,
      final: last !== null && last.trial === trial.number && last.accuracy !== null ? last : null,
      isWinner: trial.number === winner?.number,
      reason: own.find(({ status }) => status === 'failed')?.reason ?? null,
    };
  });
  // A search of few graphs has fewer finalists than it was set to.
  const total = finalistTrainings({ ...settings, finalists: chosen.length });
  const isDone = nextFinalist(settings, trials, finalists) === null;
  return { children, done: finalists.length, total, isDone };
}
