import type { RunId } from '../../protocol/protocol.ts';
import type { RunHead } from '../../run/run.ts';
import type { Trial } from '../../search/trial.ts';
import type { LaidAxis } from '../../storage/memory.ts';

/** Runs that are laid over the one on the page, in the reward chart. */

/** What the chart takes of one: its trials are read from storage, and the rest of it is let go again. */
export interface LaidRun extends Pick<RunHead, 'id' | 'name' | 'settings' | 'environment'> {
  readonly trials: readonly LaidTrial[];
}

export type LaidTrial = Pick<Trial, 'number' | 'accuracy' | 'reward' | 'seconds'>;

export interface LaidState {
  /** In the order in which they were chosen; the run on the page may be among them, and is drawn once. */
  readonly laid: readonly RunId[];
  readonly laidAxis: LaidAxis;
  /** Those that are read; `unreadable`: what is kept of it cannot be. */
  readonly laidRuns: Readonly<Record<RunId, LaidRun | 'unreadable'>>;

  layOver(id: RunId, isLaid: boolean): void;
  layNone(): void;
  setLaidAxis(axis: LaidAxis): void;
  /** Reads those that are not there yet, or that have got further since. */
  readLaid(): Promise<void>;
}
