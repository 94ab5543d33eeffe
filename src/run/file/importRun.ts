import { WrongField } from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { Run } from '../run.ts';
import { checkPlausible } from './plausible.ts';
import { decodeRun } from './runFile.ts';
import { checkSizes, tooLong } from './sizes.ts';

/**
 * A run from outside: what nobody would have written is refused by its size before it is read, and what was read is held
 * against itself. `now` is the moment of the import. Fails with a sentence; never throws.
 */
export function importRun(given: string, now: Date): Result<Run, string> {
  const long = tooLong(given);
  if (long !== null) return fail(long);
  const read = decodeRun(given, checkSizes);
  return read.ok ? acceptRun(read.value, now) : read;
}

/** The same of a run that was read already, for whoever read it with all that lies beside it. */
export function acceptRun(run: Run, now: Date): Result<Run, string> {
  try {
    checkPlausible(run, now);
    return ok(run);
  } catch (thrown) {
    if (thrown instanceof WrongField) return fail(`Its field ${thrown.message}.`);
    throw thrown;
  }
}
