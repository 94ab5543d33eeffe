import { stat, truncate } from 'node:fs/promises';
import { encodeShared } from '../../run/file/sharedFile.ts';
import type { Run } from '../../run/run.ts';
import type { SharedWeights } from '../../search/trial.ts';
import { addTo, KeepError, put } from './put.ts';

/** How many times the bytes of what it holds a log may have before it is written anew. */
const SLACK = 3;
/** Bytes that are never worth it. */
const SMALL = 65_536;

const isEmpty = (shared: SharedWeights): boolean => Object.keys(shared).length === 0;

export interface SharedLog {
  /** Adds what has changed since it was last called. */
  append(run: Run): Promise<void>;
  /** Drops what was replaced, once there is much of it; only when the run's own file knows of all that is left. */
  compact(run: Run): Promise<void>;
}

/** What children leave, in a file that grows. `begun` is what the run's own file, if there is one, holds. */
export function createSharedLog(path: string, begun: Run): SharedLog {
  /** Null before this process has written: what lies there may end in a record that was cut short. */
  let written: SharedWeights | null = null;
  /** The run whose shared weights the file holds, or is to hold where it has to be written anew. */
  let kept = begun;
  let bytes = 0;
  const record = ({ created, trials }: Run, left: SharedWeights) =>
    encodeShared({ run: created, trials: trials.length, left });
  const whole = async (run: Run): Promise<void> => {
    const content = record(run, run.shared);
    await put(path, content);
    written = run.shared;
    kept = run;
    bytes = content.length;
  };
  return {
    async append(run) {
      if (written === null && run.shared === begun.shared && isEmpty(run.shared)) return;
      // Somebody may have taken it away, and what is appended to nothing holds only what has changed.
      if (written !== null && (await sizeOf(path)) !== bytes) written = null;
      if (written === null) await whole(kept);
      const before = written ?? {};
      if (run.shared === before) return;
      const changed = Object.entries(run.shared).filter(([place, values]) => before[place] !== values);
      const content = record(run, Object.fromEntries(changed));
      try {
        await addTo(path, 'a', content);
      } catch (thrown) {
        // A part of a record would make the next one unreadable.
        await truncate(path, bytes).catch(() => undefined);
        throw new KeepError(path, thrown);
      }
      written = run.shared;
      kept = run;
      bytes += content.length;
    },
    async compact(run) {
      const floats = Object.values(run.shared).reduce((sum, { length }) => sum + length, 0);
      if (bytes > SLACK * 4 * floats + SMALL) await whole(run);
    },
  };
}

/** In bytes; null where there is no such file. */
const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  );
