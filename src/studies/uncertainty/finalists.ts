import { type Whisker, whiskerOf } from './whisker.ts';

/** How many trials are trained again at a run's end. */
export const FINALISTS = 3;

/** A trial that may become a finalist. */
export interface Candidate {
  /** From 1. */
  readonly trial: number;
  /** What is the same for the same graph, however it is spelt. */
  readonly graph: string;
  /** 0 to 1; null for one that failed. */
  readonly accuracy: number | null;
  /** Whether it was trained with the run's last (or only) budget. */
  readonly full: boolean;
}

/**
 * The trials that are trained again: the most accurate of different graphs, of equal ones the earliest, best first. Failed ones
 * and those of a lower budget are left out; fewer than `most` where there are no more graphs, none where all failed.
 */
export function chooseFinalists(candidates: readonly Candidate[], most = FINALISTS): number[] {
  const graphs = new Set<string>();
  const ranked = candidates
    .flatMap(({ trial, graph, accuracy, full }) =>
      accuracy !== null && full ? [{ trial, graph, accuracy }] : [],
    )
    .sort((a, b) => b.accuracy - a.accuracy || a.trial - b.trial);
  const chosen: number[] = [];
  for (const { trial, graph } of ranked) {
    if (chosen.length >= most) break;
    if (graphs.has(graph)) continue;
    graphs.add(graph);
    chosen.push(trial);
  }
  return chosen;
}

/** Fresh trainings of one finalist, each from a seed that no trial had. Accuracies 0 to 1; null for one that failed. */
export interface FreshTrainings {
  readonly trial: number;
  readonly choosing: readonly (number | null)[];
}

/**
 * The mean of a finalist's fresh trainings. The trial that it became a finalist by is no part of it: being the best of many
 * noisy figures, it reads too high. Null where one of them failed or there is none: a mean of fewer would be noisier than the
 * others', and the noisiest one wins too often.
 */
export function freshMean({ choosing }: FreshTrainings): number | null {
  let sum = 0;
  for (const accuracy of choosing) {
    if (accuracy === null) return null;
    sum += accuracy;
  }
  return choosing.length === 0 ? null : sum / choosing.length;
}

/**
 * The finalist whose fresh trainings have the greatest mean, by its trial; of equal ones the earliest trial. Null where no
 * finalist has a mean. What is reported of it is yet another training (`finalFigure`): this mean is that of the best of three.
 */
export function winnerOf(finalists: readonly FreshTrainings[]): number | null {
  let winner: { readonly trial: number; readonly mean: number } | null = null;
  for (const finalist of finalists) {
    const mean = freshMean(finalist);
    if (mean === null) continue;
    const { trial } = finalist;
    if (winner === null || mean > winner.mean || (mean === winner.mean && trial < winner.trial))
      winner = { trial, mean };
  }
  return winner?.trial ?? null;
}

/** What a run's end says of its winner. */
export interface FinalFigure {
  readonly accuracy: number;
  readonly whisker: Whisker;
  /** By how much the trial that selected it read higher (negative: lower). */
  readonly selectedHigher: number;
}

/**
 * Of one further fresh training of the winner, which nothing was chosen by, on `images` images: it alone is reported.
 * `selectedBy` is the accuracy of the trial that the winner became a finalist by. Throws a RangeError as a whisker does.
 */
export function finalFigure(
  accuracy: number,
  images: number,
  trainingDeviation: number | null,
  selectedBy: number,
): FinalFigure {
  return {
    accuracy,
    whisker: whiskerOf(accuracy, images, trainingDeviation),
    selectedHigher: selectedBy - accuracy,
  };
}
