import { importRun } from '../../run/file/importRun.ts';
import type { Run } from '../../run/run.ts';

/**
 * What the worker says of a file: its run in pieces, since a page takes a message in one go; or a sentence, why there is
 * none. `run` comes last and is without its trials.
 */
export type ReadingEvent =
  | { readonly type: 'trials'; readonly trials: Run['trials'] }
  | { readonly type: 'run'; readonly run: Run }
  | { readonly type: 'refused'; readonly why: string };

/** Some milliseconds of a page's time. */
const TRIALS_A_PIECE = 50;

/** Reads a file's text and checks it as what comes from outside. */
export function readFile(text: string, now: Date, emit: (event: ReadingEvent) => void): void {
  const read = importRun(text, now);
  if (!read.ok) {
    emit({ type: 'refused', why: read.error });
    return;
  }
  const { trials, ...rest } = read.value;
  for (let from = 0; from < trials.length; from += TRIALS_A_PIECE)
    emit({ type: 'trials', trials: trials.slice(from, from + TRIALS_A_PIECE) });
  emit({ type: 'run', run: { ...rest, trials: [] } });
}
