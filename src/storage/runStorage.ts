import type { RunId } from '../protocol/protocol.ts';
import type { RunChange } from '../run/change.ts';
import type { Run, RunHead } from '../run/run.ts';

/**
 * Where runs are kept between visits. The composition root provides it; a test keeps them in memory. Whoever writes to a
 * run holds its lock and names the revision that the change builds on; `rule.ts` has what is refused.
 */
export interface RunStorage {
  /** Of all runs, the newest first, but those whose head is damaged; `tell` hears of these. */
  heads(tell?: (damaged: readonly DamagedRun[]) => void): Promise<readonly KeptHead[]>;
  /** Null where there is no such run; rejects with a DataError where it cannot be read. */
  load(id: RunId): Promise<KeptRun | null>;
  /**
   * Adds to a run, or begins it where `base` is null: all of the change or, where it rejects, nothing of it. Answers the
   * new revision; rejects with a RunConflict where the run is not at `base`.
   */
  write(id: RunId, change: RunChange, base: number | null): Promise<number>;
  remove(id: RunId): Promise<void>;
  /** Whatever is stored of a run but its weights, unread, for somebody to look at; null where there is nothing. */
  remains(id: RunId): Promise<object | null>;
}

/** A run whose head cannot be read. */
export interface DamagedRun {
  readonly id: RunId;
  /** '' where none is to be found. */
  readonly name: string;
}

/** How often a run was written, which every write counts up: two that know the same one know the same run. */
interface Revised {
  readonly revision: number;
}

export type KeptHead = RunHead & Revised;
export type KeptRun = Run & Revised;

/** At most one tab works on a run. */
export interface RunLocks {
  /** Answers how to let go again, which settles once it is done; or null where another tab holds the run. */
  take(id: RunId): Promise<(() => Promise<void>) | null>;
  /** Settles once nobody holds the run: a tab that ended a moment ago may not have let go yet. */
  free(id: RunId): Promise<void>;
  /** The runs that any tab holds, this one too. */
  held(): Promise<ReadonlySet<RunId>>;
}

/** Why runs are not kept as they should be. */
export type StorageProblem =
  | { readonly kind: 'full' }
  /** A newer version of the page has taken the runs over. */
  | { readonly kind: 'newer' }
  /** What the browser kept for this page was deleted while a run was in progress; that one is kept anew. */
  | { readonly kind: 'cleared' }
  /** A browser that keeps nothing here, with its own words. */
  | { readonly kind: 'forbidden'; readonly why: string }
  /** The run in progress was deleted in another tab. */
  | { readonly kind: 'gone'; readonly name: string }
  /** Another tab went on with the run: what this one had is a run of its own, by this name. */
  | { readonly kind: 'apart'; readonly name: string };
