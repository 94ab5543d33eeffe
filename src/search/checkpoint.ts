import { InputError } from '../base/errors.ts';
import type { Architecture } from '../space/architecture.ts';
import type { Decision, Snapshot } from '../strategies/strategy.ts';
import type { Finalist } from './finalists.ts';
import type { ChildState, PausedChildren, SharedWeights, Trial } from './trial.ts';

/**
 * What an interrupted search goes on from, so that its later trials are those of one that was never interrupted. It is
 * taken each time children have been proposed: the trials that ended are the recorder's own, and what the strategy has
 * still to learn from them follows from their number.
 */
export interface SearchCheckpoint {
  /** The last trial that the strategy had learned from. */
  readonly learned: number;
  /** With the state of its random generator. */
  readonly strategy: Snapshot;
  /** The child that was proposed last, or the first of those that were; null once all are done. */
  readonly proposed: ProposedChild | null;
  /** The others that were proposed with it, by number and without a gap; absent where there are none. */
  readonly wave?: readonly ProposedChild[];
  /** Trials of those that ended before one of a lower number has, by number; absent where there are none. */
  readonly waiting?: readonly Trial[];
}

export interface ProposedChild {
  readonly trial: number;
  readonly architecture: Architecture;
  readonly decisions?: readonly Decision[];
}

/** Everything that a search is resumed with. */
export interface SearchResume {
  /** Those that ended, from 1 and without a gap. */
  readonly trials: readonly Trial[];
  readonly checkpoint: SearchCheckpoint;
  /** The child in progress; without it that child starts again from its seed, and ends the same. */
  readonly child?: { readonly trial: number; readonly state: ChildState };
  /** What the trials left for later children; without it those inherit only from each other. */
  readonly shared?: SharedWeights;
  /** Children that may be trained on; one that is missing starts again from its seed. */
  readonly paused?: PausedChildren;
  /** Further trainings of its best children that are done. */
  readonly finalists?: readonly Finalist[];
}

/** Those that were proposed together, the first too. */
export const proposedOf = ({ proposed, wave = [] }: SearchCheckpoint): readonly ProposedChild[] =>
  proposed === null ? [] : [proposed, ...wave];

/** Those that were proposed and have not ended, by number; throws an InputError where the parts don't fit. */
export function resumedChildren({ trials, checkpoint }: SearchResume): ReadonlyMap<number, ProposedChild> {
  const next = trials.length + 1;
  const wrong = trials.findIndex(({ number }, index) => number !== index + 1);
  if (wrong >= 0) throw new InputError(`The run cannot be resumed: its trial ${wrong + 1} is missing.`);
  const { learned } = checkpoint;
  const children = proposedOf(checkpoint);
  const [first, last] = [children[0], children.at(-1)];
  if (learned > trials.length || (first && last && (first.trial > next || last.trial < next - 1))) {
    throw new InputError(
      `The run cannot be resumed: its checkpoint is of trial ${first?.trial ?? learned}, and ${trials.length} trials are kept.`,
    );
  }
  return new Map(children.filter(({ trial }) => trial >= next).map((child) => [child.trial, child]));
}
