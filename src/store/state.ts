import type { ShareError } from '../codecs/share.ts';
import type { Command, Event, RunId } from '../protocol/protocol.ts';
import type { Run } from '../run/journal.ts';
import type { PresetId, Settings } from '../settings/settings.ts';
import type { Architecture } from '../space/architecture.ts';
import type { RunHead, RunLocks, RunStorage, StorageProblem } from '../storage/runStorage.ts';
import type { ComparisonPorts, ComparisonState } from './comparison.ts';
import type { Pinned, Theme } from './memory.ts';

/** What the cell panel draws. */
export type Shown =
  | { readonly source: 'live' }
  | { readonly source: 'trial'; readonly trial: number }
  | { readonly source: 'pair'; readonly architecture: Architecture; readonly title: string };

/** What the browser offers, as found by the composition root; null while it is still looking. */
export interface Capabilities {
  readonly secureContext: boolean;
  /** An adapter's name, or why there is none. */
  readonly gpu:
    | { readonly ok: true; readonly adapter: string }
    | { readonly ok: false; readonly reason: string; readonly remedy: string }
    | null;
}

export interface PlaygroundState extends RunsState, ComparisonState {
  /** Settings of the next run; a run keeps its own copy. */
  readonly settings: Settings;
  readonly run: Run | null;
  /** The run before this one, still to be looked at. */
  readonly previous: Run | null;
  readonly shown: Shown;
  readonly linkProblem: ShareError | null;
  readonly pinned: readonly Pinned[];
  /** Rewards of real random-search trials, by comparableKey of their settings. */
  readonly randomRewards: Readonly<Record<string, readonly number[]>>;
  /** How many trials of a random search are in randomRewards, by seed and comparableKey. */
  readonly randomTrials: Readonly<Record<string, number>>;
  readonly theme: Theme;
  readonly capabilities: Capabilities;
  /** An archive of CIFAR-10 that was dropped on the page. */
  readonly archive: File | null;

  changeSettings(patch: Partial<Settings>): void;
  applyPreset(preset: PresetId): void;
  start(mode: 'run' | 'step'): void;
  /** Goes on with the run that is shown, from what was kept of it. */
  goOn(): void;
  pause(): void;
  resume(): void;
  /** Runs until one more trial has ended, then pauses; starts the run where there is none. */
  step(): void;
  stop(): void;
  showPreviousRun(): void;
  show(shown: Shown): void;
  openLink(
    result:
      | { readonly ok: true; readonly value: Architecture }
      | { readonly ok: false; readonly error: ShareError },
  ): void;
  dismissLinkProblem(): void;
  pin(item: Pinned): void;
  unpin(title: string): void;
  setTheme(theme: Theme): void;
  setCapabilities(capabilities: Capabilities): void;
  useArchive(file: File | null): void;
}

/** What the composition root provides; the store itself touches neither the worker's code nor the DOM. */
export interface StorePorts extends ComparisonPorts {
  /** Makes the worker on first use; events of every run go to `onEvent`, a crash to `onCrash`. */
  connect(onEvent: (event: Event) => void, onCrash: (reason: string) => void): WorkerLink;
  newRunId(): string;
  /** Absolute address of the shards' folder, ending with a slash. */
  readonly dataUrl: string;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'> | null;
  /** Rejects where the browser keeps no databases. */
  readonly runStorage: Promise<RunStorage>;
  readonly locks: RunLocks;
  /** The moment, as `Date.prototype.toISOString` writes it. */
  now(): string;
}

export interface WorkerLink {
  send(command: Command): void;
  /** Kills the worker at once. */
  terminate(): void;
}

/** The runs of this browser: looked at, gone on with, renamed, copied, deleted, taken in and given out. */
export interface RunsState {
  /** Newest first. */
  readonly runs: readonly RunHead[];
  /** Runs that some tab holds. */
  readonly held: ReadonlySet<RunId>;
  /** A run that ended with the page it was on, offered to be resumed. */
  readonly interrupted: RunHead | null;
  readonly storageProblem: StorageProblem | null;
  /** What was said of the last thing that was done in the list of runs. */
  readonly runsNote: { readonly ok: boolean; readonly text: string } | null;

  /** Reads the list; `offer`: and whether a run was interrupted. */
  readRuns(offer?: 'offer'): Promise<void>;
  resumeRun(id: RunId): Promise<void>;
  dismissInterrupted(): void;
  openRun(id: RunId): Promise<void>;
  renameRun(id: RunId, name: string): Promise<void>;
  duplicateRun(id: RunId): Promise<void>;
  deleteRun(id: RunId): Promise<void>;
  /** The run as a file; null, and a note, where it cannot be read. */
  exportRun(id: RunId): Promise<{ readonly name: string; readonly text: string } | null>;
  importRun(fileName: string, text: string): Promise<void>;
  dismissStorageProblem(): void;
  noteHead(head: RunHead): void;
  noteStorage(problem: StorageProblem | null): void;
}

const ACTIVE: ReadonlySet<string> = new Set(['preparing', 'running', 'paused']);

export function isActive(
  run: Run | null,
): run is Run & { readonly phase: 'preparing' | 'running' | 'paused' } {
  return run !== null && ACTIVE.has(run.phase);
}
