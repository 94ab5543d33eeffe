import type { Result } from '../base/result.ts';
import type { Run } from '../run/run.ts';
import type { RunLocks, RunStorage } from '../storage/runStorage.ts';
import type { BoardPorts, BoardState } from './classBoard/ports.ts';
import type { ComparisonPorts, ComparisonState } from './comparison.ts';
import type { ContestState } from './contest/contest.ts';
import type { EditorSlice } from './editor/editor.ts';
import type { FixedState } from './fixed/fixed.ts';
import type { LessonsState } from './lessons/lessons.ts';
import type { FullState } from './made/full.ts';
import type { MadeState } from './made/made.ts';
import type { OfflinePorts, OfflineState } from './offline.ts';
import type { OwnPorts, OwnState } from './own/own.ts';
import type { FollowedState } from './replay/followed.ts';
import type { RecordingPorts, RecordingsState } from './replay/recordings.ts';
import type { ReplayState } from './replay/replay.ts';
import type { RunsState } from './runs/runsState.ts';
import type { SearchPorts, SearchState } from './search.ts';
import type { LentState } from './settings/lent.ts';
import type { MemoryState } from './settings/memory.ts';
import type { SettingsState } from './settings/settings.ts';
import type { ImportedState } from './shown/imported.ts';
import type { InspectionState } from './shown/inspection.ts';
import type { LayerState } from './shown/layer.ts';
import type { PicturePorts, PicturesState } from './shown/pictures.ts';
import type { ProjectorState } from './shown/projector.ts';
import type { ReadingState } from './shown/reading.ts';
import type { TakenState } from './shown/taken.ts';
import type { ViewState } from './shown/view.ts';

/** All that the page knows: its slices, each with its file. */
export interface PlaygroundState
  extends SettingsState,
    LentState,
    SearchState,
    ViewState,
    MemoryState,
    MadeState,
    FullState,
    FixedState,
    RunsState,
    PicturesState,
    ReplayState,
    FollowedState,
    InspectionState,
    ImportedState,
    LayerState,
    EditorSlice,
    ContestState,
    ReadingState,
    BoardState,
    TakenState,
    RecordingsState,
    LessonsState,
    OfflineState,
    OwnState,
    ProjectorState,
    ComparisonState {}

/** What the composition root provides; the store itself touches neither the worker's code nor the DOM. */
export interface StorePorts
  extends SearchPorts,
    ComparisonPorts,
    PicturePorts,
    RecordingPorts,
    OfflinePorts,
    Pick<BoardPorts, 'watchStorage' | 'webLocks' | 'openPictures'>,
    OwnPorts {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'> | null;
  /** Rejects where the browser keeps no databases. */
  readonly runStorage: Promise<RunStorage>;
  readonly locks: RunLocks;
  /** Reads a run's file from outside, away from the page: a long one takes seconds. Never rejects. */
  readRunFile(file: Blob): Promise<Result<Run, string>>;
}
