import type { Settings } from '../settings/settings.ts';
import type { ChildState, PausedChildren, Trial } from './trial.ts';

/**
 * Asynchronous successive halving (ASHA; Li et al. 2020, "A System for Massively Parallel Hyperparameter Tuning",
 * algorithm 2) on one worker: children get a small budget first, and whenever one is among the best of its rung, the next
 * slot trains it on instead of a new child. Pure: what comes next follows from the trials that ended.
 */
export interface Ladder {
  /** Epochs in all after which a child of each rung pauses, rising; the last is the whole training. */
  readonly budgets: readonly number[];
  /** Eta: one in so many is promoted. */
  readonly factor: number;
}

export type HalvingSettings = Pick<Settings, 'halving' | 'reductionFactor' | 'minimumEpochs' | 'epochs'>;

/**
 * r, r eta, r eta^2 … epochs below the whole training, then the whole training, whether or not it is the next power: a
 * best child is trained as without halving. Null without halving.
 */
export function ladderOf(settings: Partial<HalvingSettings>): Ladder | null {
  const { halving, reductionFactor: factor, minimumEpochs: least, epochs } = settings;
  if (!halving || factor === undefined || least === undefined || epochs === undefined) return null;
  const budgets: number[] = [];
  for (let budget = least; budget < epochs; budget *= factor) budgets.push(budget);
  return { budgets: [...budgets, epochs], factor };
}

export interface Promotion {
  /** The trial that is trained on. */
  readonly child: Trial;
  /** Epochs in all. */
  readonly budget: number;
}

/** The child to train on, from the highest rung down: the best of the top 1/eta that was not promoted; null: none. */
export function nextPromotion({ budgets, factor }: Ladder, trials: readonly Trial[]): Promotion | null {
  const promoted = promotedOf(trials);
  for (let rung = budgets.length - 2; rung >= 0; rung--) {
    const members = rungOf(trials, budgets[rung]!);
    const child = members
      .slice(0, Math.floor(members.length / factor))
      .find(({ number, status }) => status === 'trained' && !promoted.has(number));
    if (child !== undefined) return { child, budget: budgets[rung + 1]! };
  }
  return null;
}

/** How many paused children of a rung are kept, the best of those that were not promoted. */
const MOST_PAUSED = 10;
/** Bytes of all of them: the page, its worker and the browser's storage hold them, each once. */
const MOST_PAUSED_BYTES = 64e6;
/** Of weight and velocity, 32-bit floats. */
const BYTES_A_PARAMETER = 8;

/**
 * The paused children whose weights are kept. A child beyond them can still be promoted once so many before it were: it
 * then starts again from its seed and, but for shared weights, arrives at the same.
 */
export function worthKeeping({ budgets }: Ladder, trials: readonly Trial[]): ReadonlySet<number> {
  const promoted = promotedOf(trials);
  // Those of the highest rung first, in which most work lies.
  const worth = budgets
    .slice(0, -1)
    .reverse()
    .flatMap((budget) =>
      rungOf(trials, budget)
        .filter(({ number, status }) => status === 'trained' && !promoted.has(number))
        .slice(0, MOST_PAUSED),
    );
  let bytes = 0;
  return new Set(
    worth.flatMap(({ number, trainable }) => {
      bytes += BYTES_A_PARAMETER * trainable;
      return bytes <= MOST_PAUSED_BYTES ? [number] : [];
    }),
  );
}

/** The paused children after a trial: with its own state where it paused, without those that are not worth keeping. */
export function pausedAfter(
  settings: Partial<HalvingSettings>,
  before: PausedChildren,
  trials: readonly Trial[],
  state?: ChildState,
): PausedChildren {
  const ladder = ladderOf(settings);
  if (ladder === null) return before;
  const kept = worthKeeping(ladder, trials);
  const last = trials.at(-1);
  const all = state === undefined || last === undefined ? before : { ...before, [last.number]: state };
  return Object.fromEntries(Object.entries(all).filter(([number]) => kept.has(Number(number))));
}

/** The trial in which a child that was promoted, perhaps more than once, began: its number seeds all of its training. */
export function originOf(trial: Trial, trials: readonly Trial[]): Trial {
  const before = trial.promotedFrom === undefined ? undefined : trials[trial.promotedFrom - 1];
  return before === undefined ? trial : originOf(before, trials);
}

/** Seconds of the whole training of a trial: its own and those of the trials that it was trained on from. */
export function trainedSeconds(trial: Trial, trials: readonly Trial[]): number {
  const before = trial.promotedFrom === undefined ? undefined : trials[trial.promotedFrom - 1];
  return trial.seconds + (before === undefined ? 0 : trainedSeconds(before, trials));
}

/** Children that were trained to a budget, the best first, earlier ones first among equals; failed ones last. */
function rungOf(trials: readonly Trial[], budget: number): Trial[] {
  const worth = ({ status, reward }: Trial): number => (status === 'failed' ? -Infinity : reward);
  return trials
    .filter((trial) => trial.budget === budget && trial.status !== 'reused')
    .sort((a, b) => (worth(a) === worth(b) ? a.number - b.number : worth(b) - worth(a)));
}

const promotedOf = (trials: readonly Trial[]): ReadonlySet<number | undefined> =>
  new Set(trials.map(({ promotedFrom }) => promotedFrom));
