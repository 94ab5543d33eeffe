import type { RunFile, StrategyUpdate } from '../codecs/run/runFile.ts';
import type { RunId } from '../protocol/protocol.ts';
import type { SearchCheckpoint, SearchResume } from '../search/checkpoint.ts';
import type { PausedChildren, SharedWeights, Trial } from '../search/trial.ts';

/** Where runs are kept between visits. The composition root provides it; a test keeps them in memory. */
export interface RunStorage {
  /** Of all runs, the newest first. */
  heads(): Promise<readonly RunHead[]>;
  /** Null where there is no such run; rejects with a DataError where it cannot be read. */
  load(id: RunId): Promise<StoredRun | null>;
  /** Adds to a run, or begins it: all of the change or, where it rejects, nothing of it. */
  write(id: RunId, change: RunChange): Promise<void>;
  remove(id: RunId): Promise<void>;
}

/** What the list of runs tells of one. */
export interface RunHead extends Pick<RunFile, 'name' | 'created' | 'updated' | 'settings' | 'environment'> {
  readonly id: RunId;
  /** Trials that ended. */
  readonly done: number;
  /** Best accuracy of them, 0 to 1; null before the first. */
  readonly best: number | null;
  /** Finished, or stopped by the person: reopening the page does not offer to go on. */
  readonly ended: boolean;
}

export type StoredChild = NonNullable<SearchResume['child']>;

export interface StoredRun {
  readonly head: RunHead;
  readonly file: RunFile;
  readonly child: StoredChild | null;
  /** What its children left for later ones; empty without weight sharing. */
  readonly shared: SharedWeights;
  /** Children that may be trained on; empty without successive halving. */
  readonly paused: PausedChildren;
}

/** A trial, an update or a child replaces the one of the same number. */
export interface RunChange {
  readonly head?: RunHead;
  readonly trials?: readonly Trial[];
  readonly updates?: readonly StrategyUpdate[];
  readonly checkpoint?: SearchCheckpoint;
  /** The child in training; null once it has ended. */
  readonly child?: StoredChild | null;
  /** What a child left for later ones: each place replaces the one of its key. */
  readonly shared?: SharedWeights;
  /** Adds children that may be trained on, and drops all that are not among `kept`, by the numbers of their trials. */
  readonly paused?: { readonly added: PausedChildren; readonly kept: readonly number[] };
}

/** At most one tab works on a run. */
export interface RunLocks {
  /** Answers how to let go again, which settles once it is done; or null where another tab holds the run. */
  take(id: RunId): Promise<(() => Promise<void>) | null>;
  /** Settles once nobody holds the run: a tab that ended a moment ago may not have let go yet. */
  free(id: RunId): Promise<void>;
  /** The runs that any tab holds, this one too. */
  held(): Promise<ReadonlySet<RunId>>;
}

/** Why runs are not kept, and what to do, as sentences. */
export interface StorageProblem {
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}
