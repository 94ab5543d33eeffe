import type { Result } from '../base/result.ts';
import type { Run } from '../run/run.ts';
import type { RunLocks, RunStorage } from '../storage/runStorage.ts';
import type { ComparisonPorts, ComparisonState } from './comparison.ts';
import type { InspectionState } from './inspection.ts';
import type { LayerState } from './layer.ts';
import type { MemoryState } from './memory.ts';
import type { PicturePorts, PicturesState } from './pictures.ts';
import type { RecordingPorts, RecordingsState } from './replay/recordings.ts';
import type { ReplayState } from './replay/replay.ts';
import type { RunsState } from './runs/runsState.ts';
import type { SearchPorts, SearchState } from './search.ts';
import type { SettingsState } from './settings.ts';
import type { ViewState } from './view.ts';

/** All that the page knows: its slices, each with its file. */
export interface PlaygroundState
  extends SettingsState,
    SearchState,
    ViewState,
    MemoryState,
    RunsState,
    PicturesState,
    ReplayState,
    InspectionState,
    LayerState,
    RecordingsState,
    ComparisonState {}

/** What the composition root provides; the store itself touches neither the worker's code nor the DOM. */
export interface StorePorts extends SearchPorts, ComparisonPorts, PicturePorts, RecordingPorts {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'> | null;
  /** Rejects where the browser keeps no databases. */
  readonly runStorage: Promise<RunStorage>;
  readonly locks: RunLocks;
  /** Reads a run's file from outside, away from the page: a long one takes seconds. Never rejects. */
  readRunFile(file: Blob): Promise<Result<Run, string>>;
}
