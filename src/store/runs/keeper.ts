import { messageOf } from '../../base/errors.ts';
import type { RunEvent, RunId } from '../../protocol/protocol.ts';
import { changeBy, holdsTrialsOf, type RunChange, wholeOf } from '../../run/change.ts';
import { apartName } from '../../run/name.ts';
import type { Run, RunHead } from '../../run/run.ts';
import { RunConflict } from '../../storage/conflict.ts';
import type { RunStorage, StorageProblem } from '../../storage/runStorage.ts';
import type { Holds } from './holds.ts';

/**
 * Writes runs as their events come, one change after another, each against the revision of the one before. What cannot be
 * written is no reason to disturb a search: it goes on, the person is told, and the whole run is written as soon as there
 * is room again, unless another tab has gone on with it: then it becomes a run of its own.
 */
export interface Keeper {
  /** Keeps what an event changed; `run` is the run after it, and this tab holds it. */
  record(run: KeptRun, event: RunEvent): void;
  /** Says which revision the run that goes on here goes on from. */
  adopt(id: RunId, revision: number): void;
  /** Keeps a run under a new id; false where that failed. */
  create(id: RunId, run: Run): Promise<boolean>;
  /** Changes what a run that this tab holds is called, or whether it has ended; `when` says of which state. */
  amend(id: RunId, fields: Amendment, when?: (head: RunHead) => boolean): Promise<Amended>;
  /** Deletes a run that this tab holds, and forgets what could not be written of it. */
  remove(id: RunId): Promise<void>;
  /** Whether this tab has more of the run than storage. */
  isBehind(id: RunId): boolean;
  /** Tries again to write what could not be written, of the runs that no other tab holds. */
  catchUp(): Promise<void>;
  /** Settles once everything so far is written or has failed. */
  settled(): Promise<void>;
}

type KeptRun = Run & { readonly id: RunId };
type Amendment = Partial<Pick<RunHead, 'name' | 'ended'>>;
/** `failed`: the storage refused, and the person was told. */
export type Amended = 'done' | 'gone' | 'failed';

export interface KeeperPorts extends Pick<Holds, 'during'> {
  /** Rejects where nothing can be kept. */
  readonly storage: Promise<RunStorage>;
  /** Hears of every head that was written, and of every problem; null where writing works again. */
  onHead(head: RunHead): void;
  onProblem(problem: StorageProblem | null): void;
  newRunId(): RunId;
  now(): string;
}

export function createKeeper(ports: KeeperPorts): Keeper {
  const { storage, during, onHead, onProblem, newRunId, now } = ports;
  let tail: Promise<unknown> = Promise.resolve();
  /** Runs of which something could not be written: their next change is the whole run, as it was last. */
  const behind = new Map<RunId, KeptRun>();
  /** Writes of children that are not begun: a newer state makes them needless. */
  const waiting = new Map<RunId, { run: KeptRun }>();
  /** The revisions that this tab's next writes build on. */
  const bases = new Map<RunId, number>();
  /** Where a run is written that parted from the one that storage has under its id. */
  const apart = new Map<RunId, Pick<RunHead, 'id' | 'name'>>();
  /** Runs of which something was written here, or was found: what follows adds to it. */
  const begun = new Set<RunId>();
  /** Runs that are no more: nothing is written of them. */
  const gone = new Set<RunId>();

  const enqueue = <Done>(work: () => Promise<Done>): Promise<Done> => {
    const done = tail.then(work);
    tail = done.catch(() => {});
    return done;
  };

  const whole = (run: KeptRun): RunChange => wholeOf(run.id, { ...run, updated: now() });

  const put = async (id: RunId, change: RunChange): Promise<void> => {
    bases.set(id, await (await storage).write(id, change, bases.get(id) ?? null));
    if (change.head) onHead(change.head);
  };

  const attempt = async (run: KeptRun, change: RunChange, late = false): Promise<void> => {
    if (gone.has(run.id)) return;
    const all = behind.has(run.id) ? whole(run) : change;
    const moved = apart.get(run.id);
    try {
      if (moved === undefined) await put(run.id, all);
      else await put(moved.id, { ...all, ...(all.head && { head: { ...all.head, ...moved } }) });
      behind.delete(run.id);
    } catch (thrown) {
      if (thrown instanceof RunConflict) return part(run, thrown.kind, late);
      behind.set(run.id, run);
      onProblem(problemOf(thrown));
    }
  };

  const isEmpty = (): Promise<boolean> =>
    storage
      .then((all) => all.heads())
      .then(
        (heads) => heads.length === 0,
        () => false,
      );

  /** The run that storage has is not the one this tab worked on: what is only here becomes a run of its own. */
  const part = async (run: KeptRun, kind: RunConflict['kind'], late: boolean): Promise<void> => {
    behind.delete(run.id);
    if (kind === 'gone') {
      if (!late && bases.delete(run.id) && (await isEmpty())) {
        // Nobody deletes a run that this tab holds: all that was kept for the page is gone.
        await attempt(run, whole(run));
        return onProblem({ kind: 'cleared' });
      }
      gone.add(run.id);
      return onProblem({ kind, name: run.name });
    }
    const theirs = await storage.then((all) => all.load(run.id)).catch(() => null);
    if (theirs !== null && holdsTrialsOf(theirs, run)) return;
    const name = apartName(run.name);
    apart.set(run.id, { id: newRunId(), name });
    await attempt(run, whole(run));
    if (!behind.has(run.id)) onProblem({ kind: 'apart', name });
  };

  /** Writes whatever is behind, whole. */
  const catchUp = async (): Promise<void> => {
    for (const run of [...behind.values()]) await during(run.id, () => attempt(run, whole(run), true));
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

  const orTold = async (work: () => Promise<Amended>): Promise<Amended> => {
    try {
      return await work();
    } catch (thrown) {
      if (thrown instanceof RunConflict) return 'gone';
      onProblem(problemOf(thrown));
      return 'failed';
    }
  };

  return {
    record(run, event) {
      // A run is kept from its first child on: what failed before has nothing to show.
      if (run.checkpoint === null && run.trials.length + run.lastMade === 0) return;
      if (event.type === 'child-state') return recordChild(run);
      // One without checkpoints is begun with its first trial.
      const isBegun = begun.has(run.id) || run.checkpoint !== null;
      const change = isBegun ? changeBy(event, run.id, { ...run, updated: now() }) : whole(run);
      if (change === null) return;
      begun.add(run.id);
      void enqueue(async () => {
        const late = behind.size > 0;
        await attempt(run, change);
        if (late && !behind.has(run.id)) await catchUp();
      });
    },
    adopt(id, revision) {
      begun.add(id);
      bases.set(id, revision);
      apart.delete(id);
      gone.delete(id);
    },
    create: (id, run) =>
      enqueue(() =>
        orTold(async () => {
          await put(id, wholeOf(id, run));
          return 'done';
        }),
      ).then((done) => done === 'done'),
    amend: (id, fields, when = () => true) =>
      enqueue(() =>
        orTold(async () => {
          const late = behind.get(id);
          if (late !== undefined) behind.set(id, { ...late, name: fields.name ?? late.name });
          const stored = (await (await storage).heads()).find((head) => head.id === id);
          if (stored === undefined) return late === undefined ? 'gone' : 'done';
          const { revision, ...head } = stored;
          if (!when(head)) return 'done';
          const change = { head: { ...head, ...fields } };
          const next = await (await storage).write(id, change, revision);
          // What this tab still has to write builds on what it knew, or else on somebody else's.
          if (bases.get(id) === revision) bases.set(id, next);
          onHead(change.head);
          return 'done';
        }),
      ),
    remove: (id) =>
      enqueue(async () => {
        await (await storage).remove(id);
        behind.delete(id);
        bases.delete(id);
      }),
    isBehind: (id) => behind.has(id),
    catchUp: () => enqueue(catchUp),
    settled: () => tail.then(() => {}),
  };
}

/** What a failure of the storage is to the person. */
function problemOf(thrown: unknown): StorageProblem {
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
  if (name === 'QuotaExceededError') return { kind: 'full' };
  if (name === 'VersionError') return { kind: 'newer' };
  return { kind: 'forbidden', why: messageOf(thrown) };
}
