import type { Settings } from '../settings/settings.ts';
import type { ChildState, PausedChildren, Trial } from './trial.ts';
import { type WaveSettings, waveStart } from './waves/waves.ts';

/**
 * Asynchronous successive halving (ASHA; Li et al. 2020, "A System for Massively Parallel Hyperparameter Tuning",
 * algorithm 2): children get a small budget first, and whenever one is among the best of its rung, the next
 * slot trains it on instead of a new child. A wave (search/waves/waves.ts) has as many such slots as it has children. Pure: what
 * comes next follows from the trials that ended.
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

/**
 * The children to train on, at most so many: from the highest rung down, of each rung those of the top 1/eta that were not
 * promoted, the best first. Each is the next one once those before it are promoted, whatever comes of them.
 */
export function promotionsOf(
  { budgets, factor }: Ladder,
  trials: readonly Trial[],
  most: number,
): readonly Promotion[] {
  const promoted = promotedOf(trials);
  const found: Promotion[] = [];
  for (let rung = budgets.length - 2; rung >= 0 && found.length < most; rung--) {
    const members = rungOf(trials, budgets[rung]!);
    for (const child of members.slice(0, Math.floor(members.length / factor)))
      if (child.status === 'trained' && !promoted.has(child.number))
        found.push({ child, budget: budgets[rung + 1]! });
  }
  return found.slice(0, most);
}

/** How many paused children of a rung are kept, the best of those that were not promoted; as many as a wave where that has more. */
const MOST_PAUSED = 10;
/** Bytes of all of them: the page, its worker and the browser's storage hold them, each once. */
const MOST_PAUSED_BYTES = 64e6;
/** Of weight and velocity, 32-bit floats. */
const BYTES_A_PARAMETER = 8;

type PausedSettings = Partial<HalvingSettings> & WaveSettings;

/**
 * The paused children whose weights are kept; null without halving. A child beyond them can still be promoted once so many
 * before it were: it then starts again from its seed and, but for shared weights, arrives at the same. Those that the wave
 * under way is to train on are kept until it has.
 */
export function worthKeeping(settings: PausedSettings, trials: readonly Trial[]): ReadonlySet<number> | null {
  const ladder = ladderOf(settings);
  if (ladder === null) return null;
  const { wave = 1 } = settings;
  const promoted = promotedOf(trials);
  // Those of the highest rung first, in which most work lies.
  const worth = ladder.budgets
    .slice(0, -1)
    .reverse()
    .flatMap((budget) =>
      rungOf(trials, budget)
        .filter(({ number, status }) => status === 'trained' && !promoted.has(number))
        .slice(0, Math.max(MOST_PAUSED, wave)),
    );
  let bytes = 0;
  const kept = worth.flatMap(({ number, trainable }) => {
    bytes += BYTES_A_PARAMETER * trainable;
    return bytes <= MOST_PAUSED_BYTES ? [number] : [];
  });
  const begun = waveStart(trials.length + 1, settings) - 1;
  const waiting =
    begun === trials.length
      ? []
      : promotionsOf(ladder, trials.slice(0, begun), wave).map(({ child }) => child);
  return new Set([...kept, ...waiting.map(({ number }) => number).filter((number) => !promoted.has(number))]);
}

/**
 * The paused children after a trial: with its own state where it paused, without those that are not worth keeping. Those of
 * later trials wait for their turn.
 */
export function pausedAfter(
  settings: PausedSettings,
  before: PausedChildren,
  trials: readonly Trial[],
  state?: ChildState,
): PausedChildren {
  const kept = worthKeeping(settings, trials);
  if (kept === null) return before;
  const last = trials.at(-1);
  const all = state === undefined || last === undefined ? before : { ...before, [last.number]: state };
  return Object.fromEntries(
    Object.entries(all).filter(([number]) => Number(number) > trials.length || kept.has(Number(number))),
  );
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
