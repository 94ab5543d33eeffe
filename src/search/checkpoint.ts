import type { Architecture } from '../space/architecture.ts';
import type { Decision, Snapshot } from '../strategies/strategy.ts';
import type { Finalist } from './finalists.ts';
import type { ChildState, PausedChildren, SharedWeights, Trial } from './trial.ts';

/**
 * What an interrupted search goes on from, so that its later trials are those of one that was never interrupted. It is
 * taken each time a child has been proposed: the trials that ended are the recorder's own, and what the strategy has
 * still to learn from them follows from their number.
 */
export interface SearchCheckpoint {
  /** How many trials the strategy had learned from. */
  readonly learned: number;
  /** With the state of its random generator. */
  readonly strategy: Snapshot;
  /** The child that was proposed last; null once all are done. */
  readonly proposed: ProposedChild | null;
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
