import type { RunId } from '../protocol/protocol.ts';
import type { RunChange } from '../run/change.ts';
import type { Run, RunHead } from '../run/run.ts';

/** Where runs are kept between visits. The composition root provides it; a test keeps them in memory. */
export interface RunStorage {
  /** Of all runs, the newest first, but those whose head is damaged; `leftOut` hears how many. */
  heads(leftOut?: (damaged: number) => void): Promise<readonly RunHead[]>;
  /** Null where there is no such run; rejects with a DataError where it cannot be read. */
  load(id: RunId): Promise<Run | null>;
  /** Adds to a run, or begins it: all of the change or, where it rejects, nothing of it. */
  write(id: RunId, change: RunChange): Promise<void>;
  remove(id: RunId): Promise<void>;
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

/** Why runs are not kept: no room, or a browser that keeps nothing here, with its own words. */
export type StorageProblem = { readonly kind: 'full' } | { readonly kind: 'forbidden'; readonly why: string };
