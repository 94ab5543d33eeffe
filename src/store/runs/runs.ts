import { headOf, type RunHead } from '../../run/run.ts';
import type { Memory } from '../../storage/memory.ts';
import type { StorageProblem } from '../../storage/runStorage.ts';
import { createRunsDesk } from './runsDesk.ts';
import { goingOnWithRuns } from './runsGoingOn.ts';
import { keepingRuns } from './runsKept.ts';
import { layingRuns } from './runsLaid.ts';
import type { AroundRuns, RunsParts, RunsState } from './runsState.ts';

/** Problems that are over once something could be written. */
const PASSING: ReadonlySet<StorageProblem['kind']> = new Set(['full', 'forbidden']);

export function createRunsSlice(
  set: (patch: Partial<AroundRuns>) => void,
  get: () => AroundRuns,
  parts: RunsParts,
  memory: Memory,
): RunsState {
  const desk = createRunsDesk(set, get, parts);
  return {
    runs: [],
    damaged: [],
    held: new Set(),
    interrupted: null,
    storageProblem: null,
    runsNote: null,
    ...goingOnWithRuns(desk),
    ...keepingRuns(desk),
    ...layingRuns(desk, memory),
    dismissStorageProblem: () => set({ storageProblem: null }),
    noteHead(head) {
      const others = get().runs.filter(({ id }) => id !== head.id);
      const runs = [head, ...others].sort((a, b) => b.created.localeCompare(a.created));
      set({ runs });
    },
    noteStorage(problem) {
      const told = get().storageProblem;
      // That storage works again undoes no deletion, and no run that was kept apart.
      if (problem === null && told !== null && !PASSING.has(told.kind)) return;
      if (problem?.kind !== told?.kind) set({ storageProblem: problem });
    },
  };
}

/** The list as it is shown: what storage has, and the run on the page where it could not be kept. */
export function listedRuns({ runs, run }: Pick<AroundRuns, 'runs' | 'run'>): readonly RunHead[] {
  if (
    run === null ||
    (run.checkpoint === null && run.made.length === 0) ||
    runs.some(({ id }) => id === run.id)
  )
    return runs;
  return [headOf(run.id, run), ...runs];
}
