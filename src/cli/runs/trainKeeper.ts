import type { Run } from '../../run/run.ts';
import { KeepError } from '../../storage/files/put.ts';
import type { RunWriter } from '../../storage/files/runWriter.ts';
import { type Kept, keepRun } from './keepRun.ts';

/** Keeps a training after every epoch, whole at any time: what a kill takes away is the epoch in progress. */
export interface TrainKeeper {
  /** A disk may be full for a moment only: that is said once, and the next epoch is tried all the same. */
  keep(run: Run): Promise<void>;
  /** As `keepRun`. */
  end(run: Run): Promise<Kept>;
}

export function createTrainKeeper(writer: RunWriter, out: string, tell: (text: string) => void): TrainKeeper {
  let failed = false;
  return {
    async keep(run) {
      try {
        await writer.finish(run);
        failed = false;
      } catch (thrown) {
        if (!(thrown instanceof KeepError)) throw thrown;
        if (!failed) tell(`${thrown.path} could not be written (${thrown.why}); it will be tried again.`);
        failed = true;
      }
    },
    end: (run) => keepRun(writer, run, out, tell),
  };
}
