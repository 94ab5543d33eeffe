import type { RunFile } from '../../codecs/run/runFile.ts';
import type { RunChange, RunHead, RunLocks, RunStorage, StoredRun } from '../../storage/runStorage.ts';

/** Runs kept in memory; `fail` makes the next writes reject. */
export function memoryRunStorage() {
  const runs = new Map<string, StoredRun>();
  const state: { fail: Error | null; writes: { id: string; change: RunChange }[] } = {
    fail: null,
    writes: [],
  };
  const storage: RunStorage = {
    heads: async () => [...runs.values()].map(({ head }) => head),
    load: async (id) => structuredClone(runs.get(id) ?? null),
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

function merged(before: StoredRun | undefined, change: RunChange): StoredRun {
  const head = change.head ?? (before?.head as RunHead);
  const { name, created, updated, settings, environment } = head;
  const trials = [...(before?.file.trials ?? [])];
  for (const trial of change.trials ?? []) trials[trial.number - 1] = trial;
  const newest = new Set(change.updates?.map(({ afterTrial }) => afterTrial));
  const kept = (before?.file.updates ?? []).filter(({ afterTrial }) => !newest.has(afterTrial));
  const file: RunFile = {
    name,
    created,
    updated,
    settings,
    environment,
    trials,
    updates: [...kept, ...(change.updates ?? [])],
    checkpoint: change.checkpoint ?? before?.file.checkpoint ?? null,
  };
  return {
    head,
    file,
    child: change.child === undefined ? (before?.child ?? null) : change.child,
    shared: { ...before?.shared, ...change.shared },
    paused: pausedOf(before, change),
  };
}

function pausedOf(before: StoredRun | undefined, { paused }: RunChange): StoredRun['paused'] {
  const all = { ...before?.paused, ...paused?.added };
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
