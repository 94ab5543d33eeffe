import { type PreparationProgress, progressFile } from '../../data/shards/preparation.ts';
import { writeWhole } from './folder.ts';

type Stage = PreparationProgress['stage'];

interface ProgressWriter {
  (stage: Stage, done: number, total: number, sentence: string, error?: string): void;
  /** Waits until the last state is on disk, and ends the heartbeat. */
  close(): Promise<void>;
}

const beatMs = 2000;

/**
 * Tells a listener at once, and keeps `progress.json` at the latest state: one write at a time, states in between are
 * left out. While it is open the file's `beat` goes on even if nothing changes.
 */
export function progressWriter(
  folder: string,
  report: (progress: PreparationProgress) => void,
): ProgressWriter {
  let latest: PreparationProgress | undefined;
  let written: PreparationProgress | undefined;
  let writing: Promise<void> | undefined;
  const drain = async (): Promise<void> => {
    while (latest !== undefined && latest !== written) {
      const next = latest;
      // Progress is a courtesy: a full disk shows up in the shards themselves.
      await writeWhole(folder, progressFile, JSON.stringify(next)).catch(() => undefined);
      written = next;
    }
    writing = undefined;
  };
  const put = (progress: PreparationProgress): void => {
    latest = progress;
    writing ??= drain();
  };
  const heart = setInterval(() => {
    if (latest !== undefined) put({ ...latest, beat: Date.now() });
  }, beatMs);
  heart.unref();
  const say = (stage: Stage, done: number, total: number, sentence: string, error?: string): void => {
    const failure = error === undefined ? {} : { error };
    const progress: PreparationProgress = {
      version: 1,
      stage,
      done,
      total,
      sentence,
      ...failure,
      beat: Date.now(),
    };
    report(progress);
    put(progress);
  };
  return Object.assign(say, {
    async close() {
      clearInterval(heart);
      await writing;
    },
  });
}
