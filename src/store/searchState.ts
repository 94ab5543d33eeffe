import type { Command, Environment, Event, MeasuredEvent, RunId, Speed } from '../protocol/protocol.ts';
import type { LiveRun } from '../run/live.ts';
import type { RunHead } from '../run/run.ts';
import type { MadeChild } from '../search/made.ts';
import type { Settings } from '../settings/settings.ts';
import type { ContestState } from './contest/contest.ts';
import type { Connect } from './link.ts';
import type { ByHand, Replay } from './replay/whole.ts';
import type { Holds } from './runs/holds.ts';
import type { Keeper } from './runs/keeper.ts';
import type { LentState } from './settings/lent.ts';
import type { MemoryState } from './settings/memory.ts';
import type { SettingsState } from './settings/settings.ts';
import type { InspectionState } from './shown/inspection.ts';
import type { LayerState } from './shown/layer.ts';
import type { PicturesState } from './shown/pictures.ts';
import type { ViewState } from './shown/view.ts';

/** The search on the page: the run that is shown, and the worker that trains it. */
export interface SearchState {
  readonly run: LiveRun | null;
  /** The run before this one, still to be looked at. */
  readonly previous: LiveRun | null;

  start(mode: 'run' | 'step'): void;
  /** Goes on with the run that is shown, from what was kept of it; after a loss on the backend that was lost. */
  goOn(): void;
  /** As `goOn`, on whatever backend there is. */
  goOnAnywhere(): void;
  pause(): void;
  resume(): void;
  /** Runs until one more trial has ended, then pauses; starts the run where there is none. */
  step(): void;
  stop(): void;
  showPreviousRun(): void;
  /** Plays a looked-up search that nobody asked for, until a person touches it or begins one; `still`: paused after so many trials. */
  playPreview(settings: Settings, still?: number): void;
  /** Fetches what Start would need, the worker included, and begins nothing. */
  prepare(): void;
  /** What plays by itself becomes the person's own run: it is kept, and the settings are its. */
  adoptPreview(): void;
  /** Whether a table comes with the page, in which children can be looked up. */
  readonly looksUp: boolean;
  /** How fast looked-up runs go, now and later. */
  readonly speed: Speed;
  setSpeed(speed: Speed): void;
}

export interface SearchPorts {
  /** Makes the worker on first use; events of every run go to `onEvent`, a crash to `onCrash`. */
  readonly connect: Connect<Command, Event>;
  /** The same for the worker whose children are looked up. */
  readonly connectLookup: Connect<Command, Event>;
  /** Absolute address beside which the table's files lie, ending with a slash; null where none comes with the page. */
  readonly tableUrl: string | null;
  newRunId(): string;
  /** Absolute address of the data sets' folders, ending with a slash. */
  readonly dataUrl: string;
  /** The moment, as `Date.prototype.toISOString` writes it. */
  now(): string;
}

/** The only backend that a run may go on on. */
export type Backend = Environment['backend'];

/** What the search reads and changes beside its own. */
export type AroundSearch = SearchState &
  Pick<SettingsState, 'settings' | 'fitted' | 'archive'> &
  Pick<LentState, 'lent'> &
  Pick<ContestState, 'contest'> &
  Pick<MemoryState, 'randomRewards' | 'randomTrials' | 'paces' | 'place'> &
  Pick<PicturesState, 'takePictures'> &
  Pick<InspectionState, 'hearInspection' | 'loseInspection'> &
  Pick<ViewState, 'shown' | 'capabilities'> &
  Pick<LayerState, 'closeInspector'> & {
    /** A run that is offered to be resumed. */
    readonly interrupted: unknown;
    readonly runs: readonly RunHead[];
    hearMeasured(event: MeasuredEvent): void;
    resumeRun(id: RunId, backend?: Backend | null): Promise<boolean>;
    holdRun(id: RunId): Promise<boolean>;
    readonly replay: Replay | null;
    /** Gives back the whole run where a moment of it is shown. */
    leaveReplay(): void;
  };

export interface SearchParts {
  readonly ports: SearchPorts;
  readonly keeper: Pick<Keeper, 'record' | 'settled'>;
  readonly holds: Holds;
}

export interface Search {
  readonly state: SearchState;
  /** Sends a run to the worker, with what it goes on from, and shows it; `backend`: there or nowhere. */
  launch(run: LiveRun, mode: 'run' | 'step', backend?: Backend | null): void;
  /** To the worker that trains. */
  send(command: Command): void;
  /** What a person asks of children by hand, as if a worker had said it. */
  hear(event: ByHand): void;
  /** Asks a worker for what is missing of a child. */
  make(run: LiveRun, child: MadeChild): void;
  /** Of one, or of all of a run. */
  unmake(run: RunId, number?: number): void;
  /** What plays by itself gives way to a run of the person's. */
  endPreview(): void;
}
