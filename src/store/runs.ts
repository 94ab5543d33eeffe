import { messageOf } from '../base/errors.ts';
import type { Result } from '../base/result.ts';
import type { RunId } from '../protocol/protocol.ts';
import { wholeOf } from '../run/change.ts';
import { encodeRun } from '../run/file/runFile.ts';
import { atRest, goingOn, type LiveRun } from '../run/live.ts';
import { copyName, fileNameOf, freeName } from '../run/name.ts';
import { lacksShared, needsPaused } from '../run/resume.ts';
import { headOf, isComplete, type Run, type RunHead } from '../run/run.ts';
import type { RunLocks, RunStorage, StorageProblem } from '../storage/runStorage.ts';
import type { Holds } from './holds.ts';
import type { Keeper } from './keeper.ts';
import type { RunsNote } from './runsNote.ts';
import { isActive, type Search, type SearchState } from './search.ts';
import type { ViewState } from './view.ts';

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

  /** Reads the list; `offer`: and whether a run was interrupted. */
  readRuns(offer?: 'offer'): Promise<void>;
  resumeRun(id: RunId): Promise<void>;
  dismissInterrupted(): void;
  openRun(id: RunId): Promise<void>;
  renameRun(id: RunId, name: string): Promise<void>;
  duplicateRun(id: RunId): Promise<void>;
  deleteRun(id: RunId): Promise<void>;
  /** The run as a file; null, and a note, where it cannot be read. */
  exportRun(id: RunId): Promise<{ readonly name: string; readonly text: string } | null>;
  importRun(fileName: string, text: string): Promise<void>;
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
    readRunFile(text: string): Promise<Result<Run, string>>;
  };
  readonly keeper: Keeper;
  readonly holds: Holds;
}

type Around = RunsState & Pick<SearchState, 'run' | 'previous'> & Pick<ViewState, 'shown'>;

const ELSEWHERE: RunsNote = { ok: false, kind: 'elsewhere' };
const BUSY: RunsNote = { ok: false, kind: 'busy' };

export function createRunsSlice(
  set: (patch: Partial<Around>) => void,
  get: () => Around,
  { keeper, ports, holds: { hold, letGo }, launch }: RunsParts,
): RunsState {
  const say = (runsNote: RunsNote): void => set({ runsNote });
  /** The list is read again and again: what was said of something that was done stays. */
  const noteLeftOut = (count: number): void => {
    if (get().runsNote === null) say({ ok: false, kind: 'left-out', count });
  };
  const current = (id: RunId): LiveRun | null => {
    const { run, previous } = get();
    return run?.id === id ? run : previous?.id === id ? previous : null;
  };

  const load = async (id: RunId): Promise<LiveRun | null> => {
    await keeper.settled();
    const kept = await (await ports.runStorage).load(id);
    return kept && atRest(id, kept);
  };

  /** The run as it is on the page or, else, in storage; null, and a note, where there is none. */
  const find = async (id: RunId): Promise<LiveRun | null> => {
    const here = current(id);
    if (here !== null) return { ...here, updated: ports.now() };
    try {
      const kept = await load(id);
      if (kept !== null) return kept;
      say({ ok: false, kind: 'gone' });
    } catch (thrown) {
      say({ ok: false, kind: 'unreadable', why: messageOf(thrown) });
    }
    return null;
  };

  /** The run to go on with: another tab may have brought it further than it is on this page. */
  const latest = async (id: RunId): Promise<LiveRun | null> => {
    const found = await find(id);
    if (found === null || current(id) === null) return found;
    try {
      const kept = await load(id);
      if (kept !== null && kept.trials.length > found.trials.length) return kept;
    } catch {
      // What cannot be read is not ahead either: what the page has is all there is.
    }
    return found;
  };

  /** Keeps a run under a new id; nothing is ever overwritten. */
  const add = (run: Run): Promise<void> => {
    const id = ports.newRunId();
    return keeper.write(id, wholeOf(id, { ...run, phase: 'stopped' }));
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
    async resumeRun(id) {
      if (isActive(get().run)) return say(BUSY);
      if (!(await hold(id))) return say(ELSEWHERE);
      const found = await latest(id);
      // Both took a moment, in which another search may have begun.
      const busy = isActive(get().run);
      if (found === null || busy) {
        // Asked twice, it is this very run that is on its way.
        if (busy && get().run?.id === id) return;
        letGo(id);
        return busy ? say(BUSY) : undefined;
      }
      const { run, previous } = get();
      const before = run !== null && run.id !== id && run.trials.length > 0 ? run : previous;
      set({
        previous: before?.id === id ? null : before,
        shown: { source: 'live' },
        interrupted: null,
        runsNote: null,
      });
      if (!isComplete(found)) return launch(goingOn(found), 'run');
      // Nothing is left to train: it is looked at, and stays what it is.
      set({ run: { ...found, phase: 'finished' } });
      const head = get().runs.find((one) => one.id === id);
      if (head !== undefined && !head.ended) await keeper.write(id, { head: { ...head, ended: true } });
      letGo(id);
    },
    dismissInterrupted() {
      const { interrupted } = get();
      set({ interrupted: null });
      if (interrupted === null) return;
      void keeper.write(interrupted.id, { head: { ...interrupted, ended: true } });
    },
    async openRun(id) {
      if (isActive(get().run)) return say(BUSY);
      const found = await find(id);
      if (found === null) return;
      const { run, previous } = get();
      if (isActive(run)) return say(BUSY);
      const before = run !== null && run.id !== id && run.trials.length > 0 ? run : previous;
      set({
        run: found,
        previous: before?.id === id ? null : before,
        shown: { source: 'live' },
        runsNote: null,
      });
    },
    async renameRun(id, given) {
      const name = given.trim();
      if (name === '') return say({ ok: false, kind: 'no-name' });
      const { run, previous, runs } = get();
      if (run?.id === id) set({ run: { ...run, name } });
      if (previous?.id === id) set({ previous: { ...previous, name } });
      const head = runs.find((one) => one.id === id);
      if (head !== undefined) await keeper.write(id, { head: { ...head, name } });
    },
    async duplicateRun(id) {
      const found = await find(id);
      if (found === null) return;
      await add({ ...found, name: copyName(found.name), created: ports.now() });
      set({ runsNote: null });
    },
    async deleteRun(id) {
      if (isActive(get().run) && get().run?.id === id) return say(BUSY);
      if (!(await hold(id))) return say(ELSEWHERE);
      try {
        await keeper.settled();
        await (await ports.runStorage).remove(id);
        const { runs, run, previous, interrupted } = get();
        set({
          runs: runs.filter((head) => head.id !== id),
          runsNote: null,
          ...(run?.id === id ? { run: null, shown: { source: 'live' } as const } : {}),
          ...(previous?.id === id ? { previous: null } : {}),
          ...(interrupted?.id === id ? { interrupted: null } : {}),
        });
        await keeper.catchUp();
      } catch (thrown) {
        say({ ok: false, kind: 'not-deleted', why: messageOf(thrown) });
      } finally {
        letGo(id);
      }
    },
    async exportRun(id) {
      const found = await find(id);
      if (found === null) return null;
      return { name: fileNameOf(found.name), text: encodeRun(found) };
    },
    async importRun(fileName, text) {
      const read = await ports.readRunFile(text);
      if (!read.ok) return say({ ok: false, kind: 'not-taken', file: fileName, why: read.error });
      const run = read.value;
      const name = freeName(run.name, new Set(get().runs.map((one) => one.name)));
      await add({ ...run, name });
      if (!get().runs.some((head) => head.name === name)) return; // the keeper has said why
      const lacks = [
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
      if (problem?.kind !== get().storageProblem?.kind) set({ storageProblem: problem });
    },
  };
}

/** The list as it is shown: what storage has, and the run on the page where it could not be kept. */
export function listedRuns({ runs, run }: Pick<Around, 'runs' | 'run'>): readonly RunHead[] {
  if (run === null || run.checkpoint === null || runs.some(({ id }) => id === run.id)) return runs;
  return [headOf(run.id, run), ...runs];
}
