import type { CurrentTrial } from '../../../run/live.ts';
import type { Finalist } from '../../../search/finalists.ts';
import { originOf, trainedSeconds } from '../../../search/halving.ts';
import { asTrial, idOfMade, isMade, type MadeChild } from '../../../search/made.ts';
import type { Trial } from '../../../search/trial.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { CELL_PRESETS } from '../../../space/presets.ts';
import type { Pinned } from '../../../storage/memory.ts';
import type { Beside } from '../../../store/shown/layer.ts';
import type { ShownPair } from '../../../store/shown/selectors.ts';
import { pinOf } from '../../search/board/order.ts';
import { cellsTexts } from '../../texts/child/cells.ts';
import { pairCost } from '../cells/pairCost.ts';

export type TitledPair = Exclude<Beside, number>;

/** One of two children that are held against each other. */
export interface ComparedChild {
  readonly id: Beside;
  /** "Child 13", "NASNet-A". */
  readonly name: string;
  readonly architecture: Architecture;
  readonly stage: 'trained' | 'failed' | 'training' | 'pinned' | 'untrained';
  /** Of this run, once it has ended. */
  readonly trial: Trial | null;
  /** The trial in which its training began: another one's where it is trained on from that or takes its result. */
  readonly origin: number | null;
  /** Whether it began there with weights that earlier children had left. */
  readonly inherits: boolean;
  /** As the search saw it, 0 to 1. */
  readonly accuracy: number | null;
  readonly trainable: number;
  readonly multiplyAdds: number;
  /** Of its whole training; null where it was not trained here. Of a reused result, those of the training it was taken from. */
  readonly seconds: number | null;
  /** Whether it was trained again as a finalist: then its figure is one that it was chosen by. */
  readonly again: boolean;
}

/** All that there is to choose from. */
export interface Around {
  readonly trials: readonly Trial[];
  readonly finalists: readonly Pick<Finalist, 'trial' | 'accuracy'>[];
  /** Those that a person made beside them. */
  readonly made?: readonly MadeChild[];
  /** Number of the one of them that is in training, below 0; null: none. */
  readonly making?: number | null;
  /** The children in training by number, no finalist among them. */
  readonly training: readonly Pick<CurrentTrial, 'number' | 'architecture'>[];
  readonly settings: Settings;
  readonly pinned: readonly Pinned[];
}

/** What may be held against a child, in the order of a menu. */
export interface Candidates {
  /** By their numbers, rising. */
  readonly trials: readonly number[];
  /** Children by hand, h1 first. */
  readonly made: readonly number[];
  /** A pin of a trial of this run is that trial. */
  readonly pinned: readonly TitledPair[];
  readonly published: readonly TitledPair[];
}

export function candidatesOf(
  { trials, made = [], training, pinned }: Around,
  first: ComparedChild,
): Candidates {
  const numbers = [...trials, ...training].map(({ number }) => number);
  const isFirst = ({ title }: TitledPair): boolean => keyOf(first.id) === keyOf(title);
  const own = new Set(
    [...trials, ...made.flatMap((one) => asTrial(one) ?? [])].flatMap(
      (trial) => pinOf(trial.architecture, trial.accuracy, pinned)?.title ?? [],
    ),
  );
  const isPinned = new Set(pinned.map(({ title }) => title));
  return {
    trials: numbers.filter((number) => number !== first.id),
    made: made.map(({ number }) => idOfMade(number)).filter((id) => id !== first.id),
    pinned: pinned.filter((pin) => !isFirst(pin) && !own.has(pin.title)),
    published: CELL_PRESETS.filter((preset) => !isFirst(preset) && !isPinned.has(preset.title)),
  };
}

/** Tells what may stand beside a child from each other, as text. */
export const keyOf = (id: Beside | string): string =>
  typeof id === 'number' ? `trial ${id}` : `pair ${typeof id === 'string' ? id : id.title}`;

/** What is held against a child as long as nobody has chosen: the best other trial, or a pinned or published pair. */
export function usualOf({ trials, made, pinned, published }: Candidates, around: Around): Beside {
  const accuracyOf = (number: number): number => around.trials[number - 1]?.accuracy ?? -1;
  const [first, ...rest] = trials;
  if (first === undefined) return made[0] ?? pinned[0] ?? published[0]!;
  return rest.reduce((best, one) => (accuracyOf(one) > accuracyOf(best) ? one : best), first);
}

/** Null where this run has no such trial (yet, or any more). */
export function childBy(id: Beside, around: Around): ComparedChild | null {
  return typeof id === 'number' ? trialBy(id, around) : titled(id, around);
}

/** The pair that is drawn as one of the two. */
export function shownChild(pair: ShownPair, around: Around): ComparedChild {
  const trial = pair.trial === null ? null : trialBy(pair.trial, around);
  return trial ?? titled({ title: cellsTexts.title(pair), architecture: pair.architecture }, around);
}

const UNTRAINED = { trial: null, origin: null, inherits: false } as const;

function trialBy(number: number, around: Around): ComparedChild | null {
  if (isMade(number)) return madeBy(number, around);
  const { trials, finalists, training, settings } = around;
  const name = cellsTexts.title({ kind: 'child', title: null, trial: number });
  const trial = trials[number - 1];
  if (trial !== undefined) {
    const { architecture, accuracy, trainable, multiplyAdds, reusedFrom } = trial;
    const trained = (reusedFrom === undefined ? null : trials[reusedFrom - 1]) ?? trial;
    const seconds = trainedSeconds(trained, trials);
    const { number: origin, inherited = 0 } = originOf(trained, trials);
    const from = { origin, inherits: inherited > 0 };
    const stage = accuracy === null ? 'failed' : 'trained';
    const costs = { trainable, multiplyAdds, seconds: seconds > 0 ? seconds : null };
    const again = finalists.some((one) => one.trial === trained.number && one.accuracy !== null);
    return { id: number, name, architecture, stage, trial, ...from, accuracy, ...costs, again };
  }
  const current = training.find((one) => one.number === number);
  if (current === undefined) return null;
  const { architecture } = current;
  const { trainable, multiplyAdds } = pairCost(architecture, settings);
  const nothing = { ...UNTRAINED, accuracy: null, seconds: null, again: false };
  return { id: number, name, architecture, stage: 'training', trainable, multiplyAdds, ...nothing };
}

/** One of three seeds is its mean; while nothing of it has ended, what it costs alone. */
function madeBy(id: number, { made = [], making = null }: Around): ComparedChild | null {
  const child = made.find(({ number }) => idOfMade(number) === id);
  if (child === undefined) return null;
  const { architecture, trainable, multiplyAdds, trainings } = child;
  const name = cellsTexts.title({ kind: 'made', title: null, trial: id });
  const common = { id, name, architecture, trainable, multiplyAdds, again: false };
  const trial = asTrial(child);
  if (trial === null) {
    const stage = making === id ? 'training' : 'untrained';
    return { ...common, ...UNTRAINED, stage, accuracy: null, seconds: null };
  }
  const { accuracy } = trial;
  const seconds = trainings.reduce((sum, one) => sum + one.seconds, 0);
  const stage = accuracy === null ? 'failed' : 'trained';
  return {
    ...common,
    stage,
    trial,
    origin: id,
    inherits: false,
    accuracy,
    seconds: seconds > 0 ? seconds : null,
  };
}

function titled(pair: TitledPair, { settings, pinned }: Around): ComparedChild {
  const { title, architecture } = pair;
  const accuracy = pinned.find((pin) => pin.title === title)?.accuracy ?? null;
  const stage = accuracy === null ? 'untrained' : 'pinned';
  const { trainable, multiplyAdds } = pairCost(architecture, settings);
  const nothing = { ...UNTRAINED, seconds: null, again: false };
  const costs = { trainable, multiplyAdds, accuracy };
  return { id: { title, architecture }, name: title, architecture, stage, ...costs, ...nothing };
}
