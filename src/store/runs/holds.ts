import type { RunId } from '../../protocol/protocol.ts';
import type { RunLocks } from '../../storage/runStorage.ts';

/** The runs that this tab works on: two tabs that wrote to one run would each overwrite what the other had found. */
export interface Holds {
  /** For training; false where another tab has the run. */
  hold(id: RunId): Promise<boolean>;
  /** Ends the training's hold once `after`, its last write, has settled. */
  letGo(id: RunId, after?: Promise<unknown>): void;
  /** Works on a run while it is held, whether or not it is in training here; null where another tab has it. */
  during<Done>(id: RunId, work: () => Promise<Done>): Promise<Done | null>;
}

interface Held {
  readonly taken: ReturnType<RunLocks['take']>;
  /** What the run is held for; the lock goes back when the last one has ended. */
  readonly uses: Set<unknown>;
}

const TRAINING = 'training';

export function createHolds(locks: RunLocks): Holds {
  /** Locks that this tab has or has asked for. */
  const locked = new Map<RunId, Held>();
  /** Locks on their way back: until they are there, this tab would be refused like any other. */
  const leaving = new Map<RunId, Promise<void>>();

  const take = async (id: RunId) => {
    await leaving.get(id);
    return locks.take(id);
  };

  const holdFor = async (id: RunId, use: unknown): Promise<boolean> => {
    const held = locked.get(id) ?? { taken: take(id), uses: new Set() };
    locked.set(id, held);
    held.uses.add(use);
    try {
      if ((await held.taken) !== null) return true;
    } catch {
      // A browser that keeps no locks: nobody can tell what another tab does, as where there are none.
      return true;
    }
    if (locked.get(id) === held) locked.delete(id);
    return false;
  };

  const end = (id: RunId, use: unknown, after?: Promise<unknown>): void => {
    const held = locked.get(id);
    if (held === undefined || !held.uses.delete(use) || held.uses.size > 0) return;
    locked.delete(id);
    const left = (async () => {
      await after?.catch(() => {});
      await (await held.taken)?.();
    })().catch(() => {}); // what was refused need not be let go
    leaving.set(id, left);
    void left.then(() => leaving.get(id) === left && leaving.delete(id));
  };

  return {
    hold: (id) => holdFor(id, TRAINING),
    letGo: (id, after) => end(id, TRAINING, after),
    async during(id, work) {
      const use = Symbol(id);
      if (!(await holdFor(id, use))) return null;
      const done = work();
      try {
        return await done;
      } finally {
        end(id, use);
      }
    },
  };
}
