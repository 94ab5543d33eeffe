import { messageOf } from '../base/errors.ts';
import type { RunEvent, RunId } from '../protocol/protocol.ts';
import type { Run } from '../run/journal.ts';
import type { RunChange, RunHead, RunStorage, StorageProblem } from '../storage/runStorage.ts';
import { headOf } from './records.ts';

/**
 * Writes runs as their events come, one change after another. What cannot be written is no reason to disturb a search:
 * it goes on, the person is told, and the whole run is written as soon as there is room again.
 */
export interface Keeper {
  /** Keeps what an event changed; `run` is the run after it. */
  record(run: Run, event: RunEvent): void;
  /** Writes a change of a run that is not in training. */
  write(id: RunId, change: RunChange): Promise<void>;
  /** Tries again to write what could not be written. */
  catchUp(): Promise<void>;
  /** Settles once everything so far is written or has failed. */
  settled(): Promise<void>;
}

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
  const behind = new Map<RunId, Run>();
  /** Writes of children that are not begun: a newer state makes them needless. */
  const waiting = new Map<RunId, { run: Run }>();

  const enqueue = (work: () => Promise<void>): Promise<void> => {
    tail = tail.then(work);
    return tail;
  };

  const attempt = async (run: Run, change: RunChange): Promise<void> => {
    const all = behind.has(run.id) ? wholeOf(run) : change;
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
    for (const run of [...behind.values()]) await attempt(run, wholeOf(run));
    if (behind.size === 0) onProblem(null);
  };

  const wholeOf = (run: Run): RunChange => ({
    head: headOf(run, now()),
    trials: run.trials,
    updates: run.reports,
    child: run.child,
    shared: run.shared,
    paused: { added: run.paused, kept: keptOf(run) },
    ...(run.checkpoint === null ? {} : { checkpoint: run.checkpoint }),
  });

  const recordChild = (run: Run): void => {
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
      const write = (change: RunChange): void =>
        void enqueue(async () => {
          const late = behind.size > 0;
          await attempt(run, change);
          if (late && !behind.has(run.id)) await catchUp();
        });
      switch (event.type) {
        case 'checkpoint':
          return write({ head: headOf(run, now()), checkpoint: event.checkpoint });
        case 'child-state':
          return recordChild(run);
        case 'trial-ended':
          return write({
            head: headOf(run, now()),
            trials: [event.trial],
            child: null,
            ...(event.left && { shared: event.left }),
            ...(run.settings.halving && { paused: pausedChange(run, event) }),
          });
        case 'updated':
          return write({ updates: run.reports.slice(-1) });
        case 'phase':
        case 'environment':
          return write({ head: headOf(run, now()) });
        case 'data':
        case 'trial-started':
        case 'progress':
        case 'problem':
          return;
        default:
          return event satisfies never;
      }
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

const keptOf = ({ paused }: Run): number[] => Object.keys(paused).map(Number);

function pausedChange(run: Run, { trial, paused }: Extract<RunEvent, { type: 'trial-ended' }>) {
  const kept = keptOf(run);
  const added = paused && kept.includes(trial.number) ? { [trial.number]: paused } : {};
  return { added, kept };
}

/** What a person is told of a failure of the storage. */
export function problemOf(thrown: unknown): StorageProblem {
  const why = messageOf(thrown);
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
  if (name === 'QuotaExceededError') {
    return {
      what: "The browser's storage is full: what follows of this run is not kept.",
      why: 'The search itself goes on.',
      remedy: 'Delete runs in the list of runs, or export this one before you close the page.',
    };
  }
  return {
    what: 'This browser keeps no runs here.',
    why: `A private window or a setting may forbid it (${why.replace(/\.$/, '')}).`,
    remedy: 'Searches work all the same, but closing the page loses them: export a run to keep it.',
  };
}
