import { messageOf } from '../base/errors.ts';
import type { RunEvent, RunId } from '../protocol/protocol.ts';
import { changeBy, type RunChange, wholeOf } from '../run/change.ts';
import type { Run, RunHead } from '../run/run.ts';
import type { RunStorage, StorageProblem } from '../storage/runStorage.ts';

/**
 * Writes runs as their events come, one change after another. What cannot be written is no reason to disturb a search:
 * it goes on, the person is told, and the whole run is written as soon as there is room again.
 */
export interface Keeper {
  /** Keeps what an event changed; `run` is the run after it. */
  record(run: KeptRun, event: RunEvent): void;
  /** Writes a change of a run that is not in training. */
  write(id: RunId, change: RunChange): Promise<void>;
  /** Tries again to write what could not be written. */
  catchUp(): Promise<void>;
  /** Settles once everything so far is written or has failed. */
  settled(): Promise<void>;
}

type KeptRun = Run & { readonly id: RunId };

export interface KeeperPorts {
  /** Rejects where nothing can be kept. */
  readonly storage: Promise<RunStorage>;
  /** Hears of every head that was written, and of every problem; null once writing works again. */
  onHead(head: RunHead): void;
  onProblem(problem: StorageProblem | null): void;
  now(): string;
}

export function createKeeper({ storage, onHead, onProblem, now }: KeeperPorts): Keeper {
  let tail: Promise<void> = Promise.resolve();
  /** Runs of which something could not be written: their next change is the whole run, as it was last. */
  const behind = new Map<RunId, KeptRun>();
  /** Writes of children that are not begun: a newer state makes them needless. */
  const waiting = new Map<RunId, { run: KeptRun }>();

  const enqueue = (work: () => Promise<void>): Promise<void> => {
    tail = tail.then(work);
    return tail;
  };

  const whole = (run: KeptRun): RunChange => wholeOf(run.id, { ...run, updated: now() });

  const attempt = async (run: KeptRun, change: RunChange): Promise<void> => {
    const all = behind.has(run.id) ? whole(run) : change;
    try {
      await (await storage).write(run.id, all);
      behind.delete(run.id);
    } catch (thrown) {
      behind.set(run.id, run);
      onProblem(problemOf(thrown));
      return;
    }
    if (all.head) onHead(all.head);
  };

  /** Writes whatever is behind, whole. */
  const catchUp = async (): Promise<void> => {
    for (const run of [...behind.values()]) await attempt(run, whole(run));
    if (behind.size === 0) onProblem(null);
  };

  const recordChild = (run: KeptRun): void => {
    const pending = waiting.get(run.id);
    if (pending) {
      pending.run = run;
      return;
    }
    const entry = { run };
    waiting.set(run.id, entry);
    void enqueue(() => {
      waiting.delete(run.id);
      return attempt(entry.run, { child: entry.run.child });
    });
  };

  return {
    record(run, event) {
      // A run is kept from its first child on: what failed before has nothing to show.
      if (run.checkpoint === null) return;
      if (event.type === 'child-state') return recordChild(run);
      const change = changeBy(event, run.id, { ...run, updated: now() });
      if (change === null) return;
      void enqueue(async () => {
        const late = behind.size > 0;
        await attempt(run, change);
        if (late && !behind.has(run.id)) await catchUp();
      });
    },
    write: (id, change) =>
      enqueue(async () => {
        try {
          await (await storage).write(id, change);
          if (change.head) onHead(change.head);
        } catch (thrown) {
          onProblem(problemOf(thrown));
        }
      }),
    catchUp: () => enqueue(catchUp),
    settled: () => tail,
  };
}

/** What a failure of the storage is to the person. */
function problemOf(thrown: unknown): StorageProblem {
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
  if (name === 'QuotaExceededError') return { kind: 'full' };
  return { kind: 'forbidden', why: messageOf(thrown) };
}
