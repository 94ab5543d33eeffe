import { DataError, messageOf } from '../base/errors.ts';
import type { Result } from '../base/result.ts';
import type { RunId } from '../protocol/protocol.ts';
import { atRest, goingOn, type LiveRun } from '../run/live.ts';
import { copyName, fileNameOf, freeName } from '../run/name.ts';
import { lacksCheckpoint, lacksShared, needsPaused } from '../run/resume.ts';
import { headOf, isComplete, type Run, type RunHead } from '../run/run.ts';
import type { KeptRun, RunLocks, RunStorage, StorageProblem } from '../storage/runStorage.ts';
import type { Holds } from './holds.ts';
import type { Keeper } from './keeper.ts';
import type { RunsNote } from './runsNote.ts';
import { type Backend, isActive, type Search, type SearchState } from './search.ts';
import { shownWhileStarting, type ViewState } from './view.ts';

/** The runs of this browser: looked at, gone on with, renamed, copied, deleted, taken in and given out. */
export interface RunsState {
  /** Newest first. */
  readonly runs: readonly RunHead[];
  /** Runs that some tab holds. */
  readonly held: ReadonlySet<RunId>;
  /** A run that ended with the page it was on, offered to be resumed. */
  readonly interrupted: RunHead | null;
  readonly storageProblem: StorageProblem | null;
  /** What was said of the last thing that was done in the list of runs. */
  readonly runsNote: RunsNote | null;

  /** Reads the list; `offer`: and offers a run that was interrupted, or else shows the one that finished last. */
  readRuns(offer?: 'offer'): Promise<void>;
  /** False, and a note, where it cannot go on here; on `backend` or nowhere, where one is given. */
  resumeRun(id: RunId, backend?: Backend | null): Promise<boolean>;
  dismissInterrupted(): Promise<void>;
  /** False, and a note, where it cannot be looked at. */
  openRun(id: RunId): Promise<boolean>;
  renameRun(id: RunId, name: string): Promise<void>;
  duplicateRun(id: RunId): Promise<void>;
  deleteRun(id: RunId): Promise<void>;
  /** The run as a file; null, and a note, where it cannot be read. */
  exportRun(id: RunId): Promise<{ readonly name: string; readonly text: string } | null>;
  importRun(fileName: string, file: Blob): Promise<void>;
  dismissStorageProblem(): void;
  noteHead(head: RunHead): void;
  noteStorage(problem: StorageProblem | null): void;
}

export interface RunsParts extends Pick<Search, 'launch'> {
  readonly ports: {
    readonly runStorage: Promise<RunStorage>;
    readonly locks: RunLocks;
    newRunId(): string;
    now(): string;
    readRunFile(file: Blob): Promise<Result<Run, string>>;
  };
  readonly keeper: Keeper;
  readonly holds: Holds;
}

type Around = RunsState & Pick<SearchState, 'run' | 'previous'> & Pick<ViewState, 'shown'>;

/** Problems that are over once something could be written. */
const PASSING: ReadonlySet<StorageProblem['kind']> = new Set(['full', 'forbidden']);

const ELSEWHERE: RunsNote = { ok: false, kind: 'elsewhere' };
const BUSY: RunsNote = { ok: false, kind: 'busy' };

export function createRunsSlice(
  set: (patch: Partial<Around>) => void,
  get: () => Around,
  { keeper, ports, holds: { hold, letGo, during }, launch }: RunsParts,
): RunsState {
  const say = (runsNote: RunsNote): void => set({ runsNote });
  /** The list is read again and again: what was said of something that was done stays. */
  const noteLeftOut = (count: number): void => {
    if (get().runsNote === null) say({ ok: false, kind: 'left-out', count });
  };
  const refuse = (note: RunsNote): false => {
    say(note);
    return false;
  };
  /** Said of a run that is in no storage any more, and it leaves the list. */
  const lose = (id: RunId): null => {
    const { runs, interrupted } = get();
    set({
      runs: runs.filter((head) => head.id !== id),
      interrupted: interrupted?.id === id ? null : interrupted,
    });
    say({ ok: false, kind: 'gone' });
    return null;
  };
  const current = (id: RunId): LiveRun | null => {
    const { run, previous } = get();
    return run?.id === id ? run : previous?.id === id ? previous : null;
  };

  const load = async (id: RunId): Promise<KeptRun | null> => {
    await keeper.settled();
    return (await ports.runStorage).load(id);
  };
  const unreadable = (thrown: unknown): null => {
    say({ ok: false, kind: 'unreadable', why: messageOf(thrown) });
    return null;
  };

  /** What the page knows better than storage: a run in progress here, or one that could not be written. */
  const ahead = (id: RunId): LiveRun | null => {
    const here = current(id);
    return here !== null && (isActive(here) || keeper.isBehind(id)) ? here : null;
  };

  /** The run as storage has it; `or` says whether one that is in none is taken as the page last had it. */
  const find = async (id: RunId, or: 'page' | 'nothing'): Promise<LiveRun | null> => {
    const here = current(id);
    const now = ahead(id);
    if (now !== null) return { ...now, updated: ports.now() };
    try {
      const kept = await load(id);
      if (kept !== null) return atRest(id, kept);
      return or === 'page' && here !== null ? here : lose(id);
    } catch (thrown) {
      return here ?? unreadable(thrown);
    }
  };

  /** The run to go on with, once it is held: what other tabs made of it counts, and what they deleted is gone. */
  const toGoOn = async (id: RunId): Promise<LiveRun | null> => {
    await keeper.catchUp();
    const here = current(id);
    if (here !== null && keeper.isBehind(id)) return here;
    try {
      const kept = await load(id);
      if (kept === null) return lose(id);
      keeper.adopt(id, kept.revision);
      return atRest(id, kept);
    } catch (thrown) {
      // Where nothing can be kept, what the page has is all there is.
      return here !== null && !(thrown instanceof DataError) ? here : unreadable(thrown);
    }
  };

  /** A page that was closed on a finished run opens on it again. */
  const showLast = async (heads: readonly RunHead[]): Promise<void> => {
    const [last] = [...heads].sort((a, b) => b.updated.localeCompare(a.updated));
    if (last === undefined || last.done < last.settings.trials) return;
    const kept = await load(last.id).catch(() => null); // what cannot be read is told when it is asked for
    if (kept !== null && get().run === null) set({ run: atRest(last.id, kept) });
  };

  /** Keeps a run under a new id; nothing is ever overwritten. */
  const add = (run: Run): Promise<boolean> => keeper.create(ports.newRunId(), { ...run, phase: 'stopped' });

  /** The run that is on its way back to a worker, and those on their way out: one tab does not do both at once. */
  let going: { readonly id: RunId; readonly done: Promise<boolean> } | null = null;
  const leaving = new Set<RunId>();

  const goOn = async (id: RunId, backend: Backend | null): Promise<boolean> => {
    if (!(await hold(id))) return refuse(ELSEWHERE);
    const found = await toGoOn(id);
    // Both took a moment, in which another search may have begun.
    const busy = isActive(get().run);
    if (found === null || busy || lacksCheckpoint(found)) {
      letGo(id);
      if (busy) return refuse(BUSY);
      return found === null ? false : refuse({ ok: false, kind: 'no-checkpoint' });
    }
    const { run, previous } = get();
    const before = run !== null && run.id !== id && run.trials.length > 0 ? run : previous;
    set({
      previous: before?.id === id ? null : before,
      shown: shownWhileStarting(get().shown),
      interrupted: null,
      runsNote: null,
    });
    if (isComplete(found)) {
      // Nothing is left to train: it is looked at, and stays what it is.
      set({ run: { ...found, phase: 'finished' } });
      if (get().runs.some((head) => head.id === id && !head.ended)) await keeper.amend(id, { ended: true });
      letGo(id);
      return true;
    }
    const going = goingOn(found);
    // Asked again after that, it still knows on what it began.
    const environment = backend === null ? null : (current(id)?.environment ?? null);
    launch({ ...going, environment: going.environment ?? environment }, 'run', backend);
    return true;
  };

  return {
    runs: [],
    held: new Set(),
    interrupted: null,
    storageProblem: null,
    runsNote: null,

    async readRuns(offer) {
      try {
        await keeper.settled();
        const storage = await ports.runStorage;
        const [runs, held] = await Promise.all([storage.heads(noteLeftOut), ports.locks.held()]);
        set({ runs, held });
        const cut = runs.find(({ id, ended }) => !ended && !held.has(id));
        if (!offer || get().run !== null) return;
        if (cut !== undefined) return set({ interrupted: cut });
        await showLast(runs);
        const elsewhere = runs.filter(({ ended }) => !ended);
        if (elsewhere.length === 0) return;
        // Their tabs may be at work, or be gone without having let go yet.
        void Promise.race(elsewhere.map(({ id }) => ports.locks.free(id)))
          .then(() => get().readRuns('offer'))
          .catch(() => {}); // then nothing is offered, and the list of runs still has them
      } catch {
        set({ runs: [] }); // said when there is something to keep
      }
    },
    async resumeRun(id, backend = null) {
      // Asked twice, it is this very run that is on its way.
      if (going?.id === id) return going.done;
      if (going !== null || leaving.has(id) || isActive(get().run)) return refuse(BUSY);
      going = { id, done: goOn(id, backend) };
      try {
        return await going.done;
      } finally {
        going = null;
      }
    },
    async dismissInterrupted() {
      const { interrupted } = get();
      set({ interrupted: null });
      if (interrupted === null) return;
      // Whoever has gone on with it meanwhile is not asked.
      const asOffered = ({ updated }: RunHead): boolean => updated === interrupted.updated;
      await during(interrupted.id, () => keeper.amend(interrupted.id, { ended: true }, asOffered));
    },
    async openRun(id) {
      if (isActive(get().run)) return refuse(BUSY);
      const found = await find(id, 'nothing');
      if (found === null) return false;
      const { run, previous } = get();
      if (isActive(run)) return refuse(BUSY);
      const before = run !== null && run.id !== id && run.trials.length > 0 ? run : previous;
      set({
        run: found,
        previous: before?.id === id ? null : before,
        shown: { source: 'live' },
        runsNote: null,
      });
      return true;
    },
    async renameRun(id, given) {
      const name = given.trim();
      if (name === '') return say({ ok: false, kind: 'no-name' });
      const renamed = await during(id, () => {
        const { run, previous } = get();
        if (run?.id === id) set({ run: { ...run, name } });
        if (previous?.id === id) set({ previous: { ...previous, name } });
        return keeper.amend(id, { name });
      });
      if (renamed === null) return say(ELSEWHERE);
      // One that was never kept has its name on the page alone.
      if (renamed === 'gone' && ahead(id) === null) lose(id);
    },
    async duplicateRun(id) {
      const found = await find(id, 'page');
      if (found === null) return;
      set({ runsNote: null });
      await add({ ...found, name: copyName(found.name), created: ports.now() });
    },
    async deleteRun(id) {
      if ((isActive(get().run) && get().run?.id === id) || going?.id === id) return say(BUSY);
      leaving.add(id);
      try {
        const removed = await during(id, async () => {
          await keeper.remove(id);
          return true;
        });
        if (removed === null) return say(ELSEWHERE);
        const { runs, run, previous, interrupted } = get();
        set({
          runs: runs.filter((head) => head.id !== id),
          runsNote: null,
          ...(run?.id === id ? { run: null, shown: shownWhileStarting(get().shown) } : {}),
          ...(previous?.id === id ? { previous: null } : {}),
          ...(interrupted?.id === id ? { interrupted: null } : {}),
        });
        await keeper.catchUp();
      } catch (thrown) {
        say({ ok: false, kind: 'not-deleted', why: messageOf(thrown) });
      } finally {
        leaving.delete(id);
      }
    },
    async exportRun(id) {
      const found = await find(id, 'page');
      if (found === null) return null;
      // With the storage's script, which is there by then: the first load of the page goes without.
      const { encodeRun } = await import('../run/file/runFile.ts');
      return { name: fileNameOf(found.name), text: encodeRun(found) };
    },
    async importRun(fileName, file) {
      const read = await ports.readRunFile(file);
      if (!read.ok) return say({ ok: false, kind: 'not-taken', file: fileName, why: read.error });
      const run = read.value;
      const name = freeName(run.name, new Set(get().runs.map((one) => one.name)));
      if (!(await add({ ...run, name }))) return; // the keeper has said why
      const lacks = [
        ...(lacksCheckpoint(run) && run.trials.length < run.settings.trials ? (['checkpoint'] as const) : []),
        ...(lacksShared(run) ? (['shared'] as const) : []),
        ...(needsPaused(run) ? (['paused'] as const) : []),
      ];
      say({ ok: true, kind: 'taken', file: fileName, name, lacks });
    },
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
export function listedRuns({ runs, run }: Pick<Around, 'runs' | 'run'>): readonly RunHead[] {
  if (run === null || run.checkpoint === null || runs.some(({ id }) => id === run.id)) return runs;
  return [headOf(run.id, run), ...runs];
}
