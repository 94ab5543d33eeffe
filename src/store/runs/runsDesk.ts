import { DataError, messageOf } from '../../base/errors.ts';
import type { RunId } from '../../protocol/protocol.ts';
import { atRest, type LiveRun } from '../../run/live.ts';
import type { Run } from '../../run/run.ts';
import type { KeptRun } from '../../storage/runStorage.ts';
import { wholeRun } from '../replay/whole.ts';
import { isInTraining } from '../search.ts';
import type { RunsNote } from './runsNote.ts';
import type { AroundRuns, RunsParts } from './runsState.ts';

export const ELSEWHERE: RunsNote = { ok: false, kind: 'elsewhere' };
export const BUSY: RunsNote = { ok: false, kind: 'busy' };

/** What all that is done with runs shares: how they are found, and how is said why one is not. */
export interface RunsDesk extends RunsParts {
  readonly set: (patch: Partial<AroundRuns>) => void;
  readonly get: () => AroundRuns;
  say(note: RunsNote): void;
  refuse(note: RunsNote): false;
  /** Said of a run that is in no storage any more, and it leaves the list. */
  lose(id: RunId): null;
  /** The run as the page has it. */
  current(id: RunId): LiveRun | null;
  /** Another state of the run on the page, wherever it is. */
  renew(run: LiveRun): void;
  /** What the page knows better than storage: a run in training here, be it a child by hand, or one that could not be written. */
  ahead(id: RunId): LiveRun | null;
  /** The run as storage has it; `or` says whether one that is in none is taken as the page last had it. */
  find(id: RunId, or: 'page' | 'nothing'): Promise<LiveRun | null>;
  /** The run to go on with, once it is held: what other tabs made of it counts, and what they deleted is gone. */
  toGoOn(id: RunId): Promise<LiveRun | null>;
  /** Ends this tab's hold, unless something of the run trains here. */
  letGo(id: RunId): void;
  /** Keeps a run under a new id; nothing is ever overwritten. */
  add(run: Run): Promise<boolean>;
  /** The run that is on its way back to a worker, and those on their way out: one tab does not do both at once. */
  readonly ways: {
    going: { readonly id: RunId; readonly done: Promise<boolean> } | null;
    readonly leaving: Set<RunId>;
  };
}

export function createRunsDesk(set: RunsDesk['set'], get: RunsDesk['get'], parts: RunsParts): RunsDesk {
  const { keeper, ports } = parts;
  const say = (runsNote: RunsNote): void => set({ runsNote });
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
    const { previous } = get();
    const run = wholeRun(get());
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
  const ahead = (id: RunId): LiveRun | null => {
    const here = current(id);
    return here !== null && (isInTraining(here) || keeper.isBehind(id)) ? here : null;
  };

  return {
    ...parts,
    set,
    get,
    say,
    refuse(note) {
      say(note);
      return false;
    },
    lose,
    current,
    renew(run) {
      const { replay } = get();
      if (replay?.whole.id === run.id) set({ replay: { ...replay, whole: run, before: run } });
      else set({ run });
    },
    ahead,
    async find(id, or) {
      const here = current(id);
      const now = ahead(id);
      if (now !== null) return { ...now, updated: ports.now() };
      try {
        const kept = await load(id);
        const since = ahead(id);
        if (since !== null) return { ...since, updated: ports.now() };
        if (kept !== null) return atRest(id, kept);
        return or === 'page' && here !== null ? here : lose(id);
      } catch (thrown) {
        return here ?? unreadable(thrown);
      }
    },
    async toGoOn(id) {
      await keeper.catchUp();
      const here = current(id);
      // Where a child by hand trains here, this tab has held the run ever since it read it.
      if (here !== null && (isInTraining(here) || keeper.isBehind(id))) return here;
      try {
        const kept = await load(id);
        if (kept === null) return lose(id);
        // Asked for meanwhile.
        const now = current(id);
        if (now !== null && isInTraining(now)) return now;
        keeper.adopt(id, kept.revision);
        return atRest(id, kept);
      } catch (thrown) {
        // Where nothing can be kept, what the page has is all there is.
        return here !== null && !(thrown instanceof DataError) ? here : unreadable(thrown);
      }
    },
    letGo(id) {
      const here = current(id);
      if (here === null || !isInTraining(here)) parts.holds.letGo(id);
    },
    add: (run) => keeper.create(ports.newRunId(), { ...run, phase: 'stopped' }),
    ways: { going: null, leaving: new Set() },
  };
}
