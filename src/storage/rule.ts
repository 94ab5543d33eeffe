import { DataError } from '../base/errors.ts';
import type { RunChange } from '../run/change.ts';
import { fileJson, readRun } from '../run/file/runFile.ts';
import type { Run, RunHead } from '../run/run.ts';
import type { TrialEnvironment } from '../search/trial.ts';
import { RunConflict } from './conflict.ts';
import type { KeptHead, KeptRun } from './runStorage.ts';

/**
 * The head as it is after the change. Every storage asks this inside the very transaction that writes. A run is begun
 * whole and only where there is none; what adds to it names the revision it builds on, and leaves no gap in its trials.
 */
export function headAfter(
  id: string,
  stored: (RunHead & { readonly revision?: number }) | undefined,
  { head, trials = [] }: RunChange,
  base: number | null,
): KeptHead {
  if (base === null) {
    if (stored !== undefined) throw new RunConflict('moved', `The run ${id} is there already.`);
    if (head === undefined)
      throw new RunConflict('gone', `The run ${id} is not there: it cannot be added to.`);
    return { ...head, revision: 1 };
  }
  if (stored === undefined) throw new RunConflict('gone', `The run ${id} is not there any more.`);
  const revision = revisionOf(stored);
  if (revision !== base) {
    throw new RunConflict(
      'moved',
      `The run ${id} is at revision ${revision}, and this write builds on ${base}.`,
    );
  }
  let last = stored.done;
  for (const { number } of trials) {
    if (number > last + 1)
      throw new RunConflict('moved', `The run ${id} has ${last} trials: trial ${number} would leave a gap.`);
    last = Math.max(last, number);
  }
  return { ...(head ?? stored), revision: revision + 1 };
}

/** Runs that were kept before there were revisions have 0. */
export const revisionOf = ({ revision = 0 }: { readonly revision?: number }): number => revision;

/** What lies beside a run's head, as it was found. */
export interface KeptParts extends Pick<Run, 'child' | 'shared' | 'paused' | 'weights' | 'updates'> {
  /** Each with what trained it. */
  readonly trials: readonly { readonly environment?: TrialEnvironment | null }[];
  readonly finalists: readonly { readonly environment?: TrialEnvironment | null }[];
  readonly made: readonly {
    readonly number: number;
    readonly trainings: readonly { readonly environment?: TrialEnvironment | null }[];
  }[];
  readonly fixed: {
    readonly trainings: readonly { readonly environment?: TrialEnvironment | null }[];
  } | null;
  readonly checkpoint: unknown;
}

/** A run from its parts, checked like one from a file. Throws a DataError that names the run and the field. */
export function readKept(
  head: RunHead & { readonly revision?: number },
  { trials, finalists, made, fixed, updates, checkpoint, child, shared, paused, weights }: KeptParts,
): KeptRun {
  const parts = { trials, finalists, made, fixed, updates, checkpoint };
  const run = readRun(fileJson({ ...head, trainedOn: head.environment, ...parts }));
  if (!run.ok) throw new DataError(`The run "${head.name}" cannot be read. ${run.error}`);
  return { ...run.value, child, shared, paused, weights, revision: revisionOf(head) };
}
