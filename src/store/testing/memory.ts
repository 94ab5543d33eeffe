import type { RunChange } from '../../run/change.ts';
import { newRun, type Run, type RunHead } from '../../run/run.ts';
import type { RunLocks, RunStorage } from '../../storage/runStorage.ts';

interface Stored {
  readonly head: RunHead;
  readonly run: Run;
}

/** Runs kept in memory; `fail` makes the next writes reject. */
export function memoryRunStorage() {
  const runs = new Map<string, Stored>();
  const state: { fail: Error | null; writes: { id: string; change: RunChange }[] } = {
    fail: null,
    writes: [],
  };
  const storage: RunStorage = {
    heads: async () => [...runs.values()].map(({ head }) => head),
    load: async (id) => structuredClone(runs.get(id)?.run ?? null),
    async write(id, change) {
      if (state.fail) throw state.fail;
      state.writes.push({ id, change: structuredClone(change) });
      runs.set(id, structuredClone(merged(runs.get(id), change)));
    },
    async remove(id) {
      runs.delete(id);
    },
  };
  return { storage, runs, state };
}

function merged(stored: Stored | undefined, change: RunChange): Stored {
  const head = change.head ?? (stored?.head as RunHead);
  const { name, created, updated, settings, environment } = head;
  const before = stored?.run ?? newRun(head);
  const trials = [...before.trials];
  for (const trial of change.trials ?? []) trials[trial.number - 1] = trial;
  const newest = new Set(change.updates?.map(({ afterTrial }) => afterTrial));
  const kept = before.updates.filter(({ afterTrial }) => !newest.has(afterTrial));
  const run: Run = {
    name,
    created,
    updated,
    settings,
    phase: 'stopped',
    trainedOn: environment,
    trials,
    updates: [...kept, ...(change.updates ?? [])],
    checkpoint: change.checkpoint ?? before.checkpoint,
    child: change.child === undefined ? before.child : change.child,
    shared: { ...before.shared, ...change.shared },
    paused: pausedOf(before, change),
  };
  return { head, run };
}

function pausedOf(before: Run, { paused }: RunChange): Run['paused'] {
  const all = { ...before.paused, ...paused?.added };
  if (paused === undefined) return all;
  return Object.fromEntries(Object.entries(all).filter(([number]) => paused.kept.includes(Number(number))));
}

/** Locks of one browser; `elsewhere` holds what another tab has. */
export function memoryLocks() {
  const here = new Set<string>();
  const elsewhere = new Set<string>();
  const locks: RunLocks = {
    async take(id) {
      if (here.has(id) || elsewhere.has(id)) return null;
      here.add(id);
      return async () => void here.delete(id);
    },
    async free(id) {
      while (here.has(id) || elsewhere.has(id)) await new Promise((resolve) => setTimeout(resolve));
    },
    held: async () => new Set([...here, ...elsewhere]),
  };
  return { locks, here, elsewhere };
}
