import type { RunChange } from '../../run/change.ts';
import { checkpointJson, finalistJson, madeJson, trialJson } from '../../run/file/checks.ts';
import { fixedJson } from '../../run/file/fixed.ts';
import { newRun, type Run } from '../../run/run.ts';
import { headAfter, readKept } from '../../storage/rule.ts';
import type { KeptHead, RunLocks, RunStorage } from '../../storage/runStorage.ts';

interface Stored {
  readonly head: KeptHead;
  readonly run: Run;
}

/** Runs kept in memory, under the same rule as in IndexedDB; `fail` makes the next writes reject. */
export function memoryRunStorage() {
  const runs = new Map<string, Stored>();
  const state: { fail: Error | null; writes: { id: string; change: RunChange }[] } = {
    fail: null,
    writes: [],
  };
  const storage: RunStorage = {
    heads: async () => [...runs.values()].map(({ head }) => head),
    async load(id) {
      const stored = runs.get(id);
      if (stored === undefined) return null;
      const { trials, finalists, made, fixed, checkpoint, ...parts } = structuredClone(stored.run);
      return readKept(stored.head, {
        ...parts,
        trials: trials.filter(Boolean).map(trialJson),
        finalists: finalists.map(finalistJson),
        made: made.map(madeJson),
        fixed: fixed && fixedJson(fixed),
        checkpoint: checkpoint && checkpointJson(checkpoint),
      });
    },
    async write(id, change, base) {
      if (state.fail) throw state.fail;
      const stored = runs.get(id);
      const head = headAfter(id, stored?.head, change, base);
      state.writes.push({ id, change: structuredClone(change) });
      runs.set(id, structuredClone({ head, run: merged(head, stored?.run ?? newRun(head), change) }));
      return head.revision;
    },
    async remove(id) {
      runs.delete(id);
    },
    remains: async (id) => runs.get(id) ?? null,
  };
  return { storage, runs, state };
}

function merged(
  { name, created, updated, settings, environment, lastMade = 0 }: KeptHead,
  before: Run,
  change: RunChange,
): Run {
  const trials = [...before.trials];
  for (const trial of change.trials ?? []) trials[trial.number - 1] = trial;
  const newest = new Set(change.updates?.map(({ afterTrial }) => afterTrial));
  const kept = before.updates.filter(({ afterTrial }) => !newest.has(afterTrial));
  return {
    name,
    created,
    updated,
    settings,
    phase: 'stopped',
    trainedOn: environment,
    trials,
    updates: [...kept, ...(change.updates ?? [])],
    finalists: [...before.finalists.slice(0, change.finalists?.first), ...(change.finalists?.added ?? [])],
    made: change.made ?? before.made,
    lastMade,
    fixed: change.fixed === undefined ? before.fixed : change.fixed,
    checkpoint: change.checkpoint ?? before.checkpoint,
    child: change.child === undefined ? before.child : change.child,
    shared: { ...before.shared, ...change.shared },
    paused: pausedOf(before, change),
    weights: weightsOf(before, change),
  };
}

function pausedOf(before: Run, { paused }: RunChange): Run['paused'] {
  const all = { ...before.paused, ...paused?.added };
  if (paused === undefined) return all;
  return Object.fromEntries(Object.entries(all).filter(([number]) => paused.kept.includes(Number(number))));
}

function weightsOf(before: Run, { weights }: RunChange): Run['weights'] {
  const all = { ...before.weights, ...weights?.added };
  if (weights === undefined) return all;
  return Object.fromEntries(Object.entries(all).filter(([key]) => weights.kept.includes(key)));
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
