import type { Result } from '../../base/result.ts';
import type { RunId } from '../../protocol/protocol.ts';
import type { Run, RunHead } from '../../run/run.ts';
import type { DamagedRun, RunLocks, RunStorage, StorageProblem } from '../../storage/runStorage.ts';
import type { ReplayState } from '../replay/replay.ts';
import type { Backend, Search, SearchState } from '../search.ts';
import type { LayerState } from '../shown/layer.ts';
import type { ViewState } from '../shown/view.ts';
import type { Holds } from './holds.ts';
import type { Keeper } from './keeper.ts';
import type { LaidState } from './laidState.ts';
import type { RunsNote } from './runsNote.ts';

/** The runs of this browser: looked at, gone on with, renamed, copied, deleted, taken in and given out. */
export interface RunsState extends LaidState {
  /** Newest first. */
  readonly runs: readonly RunHead[];
  /** Runs that some tab holds. */
  readonly held: ReadonlySet<RunId>;
  /** A run that ended with the page it was on, offered to be resumed. */
  readonly interrupted: RunHead | null;
  readonly storageProblem: StorageProblem | null;
  /** Runs that can be neither opened nor gone on with, since what is known of them cannot be read. */
  readonly damaged: readonly DamagedRun[];
  /** What was said of the last thing that was done in the list of runs. */
  readonly runsNote: RunsNote | null;

  /** Reads the list; `offer`: and offers a run that was interrupted, or else shows the one that finished last. */
  readRuns(offer?: 'offer'): Promise<void>;
  /** False, and a note, where it cannot go on here; on `backend` or nowhere, where one is given. */
  resumeRun(id: RunId, backend?: Backend | null): Promise<boolean>;
  /** Holds the run on the page while it is at rest, so that something can be added to it; false, and a note, where it can't. */
  holdRun(id: RunId): Promise<boolean>;
  dismissInterrupted(): Promise<void>;
  /** False, and a note, where it cannot be looked at. */
  openRun(id: RunId): Promise<boolean>;
  renameRun(id: RunId, name: string): Promise<void>;
  duplicateRun(id: RunId): Promise<void>;
  deleteRun(id: RunId): Promise<void>;
  /**
   * The run as a file; null, and a note, where it cannot be read. `withNames`: with the names of the classes where its images
   * are a person's own pictures; no file has them else.
   */
  exportRun(id: RunId, withNames?: boolean): Promise<{ readonly name: string; readonly text: string } | null>;
  /** The same of a damaged one, as it lies in storage. */
  exportDamaged(id: RunId): Promise<string | null>;
  importRun(fileName: string, file: Blob): Promise<void>;
  dismissStorageProblem(): void;
  noteHead(head: RunHead): void;
  noteStorage(problem: StorageProblem | null): void;
}

export interface RunsParts extends Pick<Search, 'launch'> {
  readonly ports: {
    readonly runStorage: Promise<RunStorage>;
    readonly locks: RunLocks;
    newRunId(): string;
    now(): string;
    readRunFile(file: Blob): Promise<Result<Run, string>>;
  };
  readonly keeper: Keeper;
  readonly holds: Holds;
}

/** What the runs read and change, beside their own. */
export type AroundRuns = RunsState &
  Pick<SearchState, 'run' | 'previous'> &
  Pick<ViewState, 'shown'> &
  Pick<LayerState, 'layer' | 'closeInspector'> &
  Pick<ReplayState, 'replay' | 'leaveReplay'>;
