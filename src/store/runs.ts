import { messageOf } from '../base/errors.ts';
import { decodeRun, encodeRun, type RunFile } from '../codecs/run/runFile.ts';
import type { RunId } from '../protocol/protocol.ts';
import type { Run } from '../run/journal.ts';
import type { RunHead, StoredRun } from '../storage/runStorage.ts';
import type { Keeper } from './keeper.ts';
import { fileOf, headOf, headOfFile, lacksPaused, lacksShared, runOf } from './records.ts';
import { isActive, type PlaygroundState, type RunsState, type StorePorts } from './state.ts';

export interface RunsPorts {
  readonly keeper: Keeper;
  readonly ports: StorePorts;
  hold(id: RunId): Promise<boolean>;
  letGo(id: RunId): void;
  launch(run: Run, mode: 'run' | 'step'): void;
}

type Set = (patch: Partial<PlaygroundState>) => void;

const ELSEWHERE = 'This run is in progress in another tab: go on there, or close that tab first.';
/** What is said of a run file whose children shared weights, or paused. */
const LACKS_SHARED =
  'A file holds no shared weights: where it goes on, its next children inherit only from each other.';
const LACKS_PAUSED =
  'A file holds no paused children: one that is trained on starts again from its seed, and with shared weights ends differently.';
const BUSY = 'A search is running: stop it first.';

export function createRunsSlice(
  set: Set,
  get: () => PlaygroundState,
  { keeper, ports, hold, letGo, launch }: RunsPorts,
): RunsState {
  const say = (ok: boolean, text: string): void => set({ runsNote: { ok, text } });
  const current = (id: RunId): Run | null => {
    const { run, previous } = get();
    return run?.id === id ? run : previous?.id === id ? previous : null;
  };

  /** The run as it is on the page or, else, in storage; null, and a note, where there is none. */
  const find = async (id: RunId): Promise<{ run: Run; file: RunFile } | null> => {
    const here = current(id);
    if (here !== null) return { run: here, file: fileOf(here, ports.now()) };
    try {
      await keeper.settled();
      const stored: StoredRun | null = await (await ports.runStorage).load(id);
      if (stored !== null) return { run: runOf(stored), file: stored.file };
      say(false, 'This run is not there any more: it was deleted, perhaps in another tab.');
    } catch (thrown) {
      say(false, messageOf(thrown));
    }
    return null;
  };

  /** The run to go on with: another tab may have brought it further than it is on this page. */
  const latest = async (id: RunId): Promise<Run | null> => {
    const found = await find(id);
    if (found === null || current(id) === null) return found?.run ?? null;
    try {
      await keeper.settled();
      const stored = await (await ports.runStorage).load(id);
      if (stored !== null && stored.file.trials.length > found.run.trials.length) return runOf(stored);
    } catch {
      // What cannot be read is not ahead either: what the page has is all there is.
    }
    return found.run;
  };

  /** Keeps a run under a new id; nothing is ever overwritten. */
  const add = async (
    file: RunFile,
    { child = null, shared = {}, paused = {} }: Partial<Pick<Run, 'child' | 'shared' | 'paused'>> = {},
  ): Promise<void> => {
    const { trials, updates, checkpoint } = file;
    const head = headOfFile(ports.newRunId(), file);
    await keeper.write(head.id, {
      head,
      trials,
      updates,
      child,
      shared,
      paused: { added: paused, kept: Object.keys(paused).map(Number) },
      ...(checkpoint && { checkpoint }),
    });
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
        const [runs, held] = await Promise.all([(await ports.runStorage).heads(), ports.locks.held()]);
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
      if (isActive(get().run)) return say(false, BUSY);
      if (!(await hold(id))) return say(false, ELSEWHERE);
      const found = await latest(id);
      // Both took a moment, in which another search may have begun.
      const busy = isActive(get().run);
      if (found === null || busy) {
        // Asked twice, it is this very run that is on its way.
        if (busy && get().run?.id === id) return;
        letGo(id);
        return busy ? say(false, BUSY) : undefined;
      }
      const { run, previous } = get();
      const before = run !== null && run.id !== id && run.trials.length > 0 ? run : previous;
      set({
        previous: before?.id === id ? null : before,
        shown: { source: 'live' },
        interrupted: null,
        runsNote: null,
      });
      const fresh = { phase: 'preparing', stepping: false, current: null, problem: null } as const;
      launch({ ...found, ...fresh, recovered: null, imagesPerSecond: null }, 'run');
    },
    dismissInterrupted() {
      const { interrupted } = get();
      set({ interrupted: null });
      if (interrupted === null) return;
      void keeper.write(interrupted.id, { head: { ...interrupted, ended: true } });
    },
    async openRun(id) {
      if (isActive(get().run)) return say(false, BUSY);
      const found = await find(id);
      if (found === null) return;
      const { run, previous } = get();
      if (isActive(run)) return say(false, BUSY);
      const before = run !== null && run.id !== id && run.trials.length > 0 ? run : previous;
      set({
        run: found.run,
        previous: before?.id === id ? null : before,
        shown: { source: 'live' },
        runsNote: null,
      });
    },
    async renameRun(id, given) {
      const name = given.trim();
      if (name === '') return say(false, 'A run needs a name.');
      const { run, previous, runs } = get();
      if (run?.id === id) set({ run: { ...run, name } });
      if (previous?.id === id) set({ previous: { ...previous, name } });
      const head = runs.find((one) => one.id === id);
      if (head !== undefined) await keeper.write(id, { head: { ...head, name } });
    },
    async duplicateRun(id) {
      const found = await find(id);
      if (found === null) return;
      const { run, file } = found;
      await add({ ...file, name: `${file.name} (copy)`, created: ports.now() }, run);
      set({ runsNote: null });
    },
    async deleteRun(id) {
      if (isActive(get().run) && get().run?.id === id) return say(false, BUSY);
      if (!(await hold(id))) return say(false, ELSEWHERE);
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
        say(false, `The run could not be deleted: ${messageOf(thrown)}`);
      } finally {
        letGo(id);
      }
    },
    async exportRun(id) {
      const found = await find(id);
      if (found === null) return null;
      const name = found.file.name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
      return { name: `${name || 'run'}.json`, text: encodeRun(found.file) };
    },
    async importRun(fileName, text) {
      const read = decodeRun(text);
      if (!read.ok) return say(false, `${fileName} was not taken. ${read.error}`);
      const file = read.value;
      const { runs } = get();
      const taken = new globalThis.Set(runs.map(({ name }) => name));
      let { name } = file;
      for (let copy = 2; taken.has(name); copy++) name = `${file.name} (${copy})`;
      await add({ ...file, name });
      if (!get().runs.some((head) => head.name === name)) return; // the keeper has said why
      const lacks = [
        ...(lacksShared(file, {}) ? [LACKS_SHARED] : []),
        ...(lacksPaused(file) ? [LACKS_PAUSED] : []),
      ];
      say(true, [`${fileName} was taken as “${name}”.`, ...lacks].join(' '));
    },
    dismissStorageProblem: () => set({ storageProblem: null }),
    noteHead(head) {
      const others = get().runs.filter(({ id }) => id !== head.id);
      const runs = [head, ...others].sort((a, b) => b.created.localeCompare(a.created));
      set({ runs });
    },
    noteStorage(problem) {
      if (problem?.what !== get().storageProblem?.what) set({ storageProblem: problem });
    },
  };
}

/** The list as it is shown: what storage has, and the run on the page where it could not be kept. */
export function listedRuns({ runs, run }: Pick<PlaygroundState, 'runs' | 'run'>): readonly RunHead[] {
  if (run === null || run.checkpoint === null || runs.some(({ id }) => id === run.id)) return runs;
  return [headOf(run, run.created), ...runs];
}
