import type { RunId } from '../protocol/protocol.ts';
import type { RunLocks } from '../storage/runStorage.ts';

/** The runs that this tab works on: two tabs that trained one run would each overwrite what the other had found. */
export interface Holds {
  /** False where another tab has the run. */
  hold(id: RunId): Promise<boolean>;
  letGo(id: RunId): void;
}

export function createHolds(locks: RunLocks): Holds {
  /** Locks that this tab has or has asked for. */
  const locked = new Map<RunId, ReturnType<RunLocks['take']>>();
  /** Locks on their way back: until they are there, this tab would be refused like any other. */
  const leaving = new Map<RunId, Promise<void>>();

  return {
    async hold(id) {
      const take = async () => {
        await leaving.get(id);
        return locks.take(id);
      };
      const taken = locked.get(id) ?? take();
      locked.set(id, taken);
      try {
        if ((await taken) !== null) return true;
      } catch {
        // A browser that keeps no locks: nobody can tell what another tab does, as where there are none.
        return true;
      }
      if (locked.get(id) === taken) locked.delete(id);
      return false;
    },
    letGo(id) {
      const taken = locked.get(id);
      if (taken === undefined) return;
      locked.delete(id);
      const left = taken.then((release) => release?.()).catch(() => {}); // what was refused need not be let go
      leaving.set(id, left);
      void left.then(() => leaving.get(id) === left && leaving.delete(id));
    },
  };
}
