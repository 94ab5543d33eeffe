import { countFinalists } from '../../search/finalists.ts';
import type { TrialEnvironment } from '../../search/trial.ts';
import type { StrategyId } from '../../strategies/list.ts';
import type { RecordingId } from '../../studies/recorded/list.ts';
import { environmentsOf } from '../environments.ts';
import type { Run } from '../run.ts';

/** What the page knows of a recorded run that comes with it before it is fetched: what it is, where and when it was made. */
export interface Recording extends Pick<Run, 'created' | 'updated'> {
  readonly id: RecordingId;
  readonly strategy: StrategyId;
  readonly trials: number;
  readonly finalists: number;
  /** What trained it, each once. */
  readonly environments: readonly TrialEnvironment[];
  /** Of its file, compressed. */
  readonly bytes: number;
}

export function recordingOf(id: RecordingId, run: Run, bytes: number): Recording {
  const { created, updated, settings, trials, finalists } = run;
  return {
    id,
    strategy: settings.strategy,
    trials: trials.length,
    finalists: countFinalists(finalists),
    environments: environmentsOf(trials),
    created,
    updated,
    bytes,
  };
}

/** Nothing is left to train in it, so that what a search goes on from is left out: of a controller, that is a megabyte. */
export const withoutCheckpoint = (run: Run): Run => ({ ...run, checkpoint: null });
