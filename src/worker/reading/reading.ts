import { textFlawClause, textOfBytes } from '../../base/bytes/textBytes.ts';
import { DataError, messageOf } from '../../base/errors.ts';
import type { RunId } from '../../protocol/protocol.ts';
import { importRun } from '../../run/file/importRun.ts';
import type { Run } from '../../run/run.ts';
import type { KeptRun, RunStorage } from '../../storage/runStorage.ts';

/** What the worker is asked for: a run from a file, one that this browser keeps, or what a QR code in a picture says. */
export type ReadingCommand =
  | {
      readonly type: 'file';
      readonly file: Blob;
      /** A moment that has been, whatever this machine's clock says. */
      readonly past?: string | undefined;
    }
  | { readonly type: 'kept'; readonly id: RunId }
  | { readonly type: 'picture'; readonly picture: Blob | ImageBitmap };

/**
 * What the worker says: a run in pieces, since a page takes a message in one go; or a sentence, why there is none. `run`
 * and `kept` come last and are without their trials.
 */
export type ReadingEvent =
  | { readonly type: 'trials'; readonly trials: Run['trials'] }
  | { readonly type: 'run'; readonly run: Run }
  | { readonly type: 'kept'; readonly run: KeptRun }
  | { readonly type: 'absent' }
  /** Null where no code was found. */
  | { readonly type: 'picture'; readonly text: string | null }
  | { readonly type: 'refused'; readonly why: string }
  /** The storage could not be asked, with its own words. */
  | { readonly type: 'failed'; readonly why: string };

type Emit = (event: ReadingEvent) => void;

/** Some milliseconds of a page's time. */
const TRIALS_A_PIECE = 50;

/** Reads a file and checks it as what comes from outside. */
export async function readFile(file: Blob, now: Date, emit: Emit): Promise<void> {
  const text = textOfBytes(new Uint8Array(await file.arrayBuffer()));
  if (!text.ok) return emit({ type: 'refused', why: `It ${textFlawClause(text.error)}.` });
  const read = importRun(text.value, now);
  if (!read.ok) return emit({ type: 'refused', why: read.error });
  emit({ type: 'run', run: emitTrials(read.value, emit) });
}

/** Loads a run, checked as whatever was stored. */
export async function readKept(storage: Promise<RunStorage>, id: RunId, emit: Emit): Promise<void> {
  try {
    const run = await (await storage).load(id);
    emit(run === null ? { type: 'absent' } : { type: 'kept', run: emitTrials(run, emit) });
  } catch (thrown) {
    emit({ type: thrown instanceof DataError ? 'refused' : 'failed', why: messageOf(thrown) });
  }
}

function emitTrials<Of extends Run>(run: Of, emit: Emit): Of {
  const { trials } = run;
  for (let from = 0; from < trials.length; from += TRIALS_A_PIECE)
    emit({ type: 'trials', trials: trials.slice(from, from + TRIALS_A_PIECE) });
  return { ...run, trials: [] };
}
