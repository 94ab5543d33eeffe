import type { RunId } from '../../protocol/protocol.ts';
import { atRest, goingOn, type LiveRun } from '../../run/live.ts';
import { lacksCheckpoint } from '../../run/resuming/resume.ts';
import { isComplete, type RunHead } from '../../run/run.ts';
import { type Backend, isActive, isInTraining, isOwn } from '../search.ts';
import { shownWhileStarting } from '../shown/view.ts';
import { BUSY, ELSEWHERE, type RunsDesk } from './runsDesk.ts';
import type { AroundRuns, RunsState } from './runsState.ts';

type GoingOn = Pick<RunsState, 'readRuns' | 'resumeRun' | 'holdRun' | 'dismissInterrupted' | 'openRun'>;

/** Runs that are read, offered, looked at and gone on with. */
export function goingOnWithRuns(desk: RunsDesk): GoingOn {
  const { set, get, keeper, refuse, ways, holds } = desk;
  return {
    readRuns: (offer) => readRuns(desk, offer),
    async resumeRun(id, backend = null) {
      // Asked twice, it is this very run that is on its way.
      if (ways.going?.id === id) return ways.going.done;
      if (ways.going !== null || ways.leaving.has(id) || isActive(get().run)) return refuse(BUSY);
      ways.going = { id, done: goOn(desk, id, backend) };
      try {
        return await ways.going.done;
      } finally {
        ways.going = null;
      }
    },
    holdRun: (id) => holdRun(desk, id),
    async dismissInterrupted() {
      const { interrupted } = get();
      set({ interrupted: null });
      if (interrupted === null) return;
      // Whoever has gone on with it meanwhile is not asked.
      const asOffered = ({ updated }: RunHead): boolean => updated === interrupted.updated;
      await holds.during(interrupted.id, () => keeper.amend(interrupted.id, { ended: true }, asOffered));
    },
    async openRun(id) {
      if (isActive(get().run)) return refuse(BUSY);
      const found = await desk.find(id, 'nothing');
      if (found === null) return false;
      if (isActive(get().run)) return refuse(BUSY);
      get().leaveReplay();
      if (get().run?.id !== id) get().closeInspector();
      const { layer, shown } = get();
      set({
        run: found,
        previous: previousBeside(get(), id),
        shown: layer === null ? { source: 'live' } : shown,
        runsNote: null,
      });
      return true;
    },
  };
}

async function readRuns(desk: RunsDesk, offer?: 'offer'): Promise<void> {
  const { set, get, keeper, ports } = desk;
  try {
    await keeper.settled();
    const storage = await ports.runStorage;
    const [runs, held] = await Promise.all([
      storage.heads((damaged) => set({ damaged })),
      ports.locks.held(),
    ]);
    const known = new Set([...runs, ...get().damaged].map(({ id }) => id));
    // What another tab has deleted is laid over nothing any more.
    const laid = get().laid.filter((id) => known.has(id) || desk.current(id) !== null);
    set({ runs, held, ...(laid.length < get().laid.length ? { laid } : {}) });
    const cut = runs.find(({ id, ended }) => !ended && !held.has(id));
    if (!offer || get().run !== null) return;
    if (cut !== undefined) return set({ interrupted: cut });
    await showLast(desk, runs);
    const elsewhere = runs.filter(({ ended }) => !ended);
    if (elsewhere.length === 0) return;
    // Their tabs may be at work, or be gone without having let go yet.
    void Promise.race(elsewhere.map(({ id }) => ports.locks.free(id)))
      .then(() => get().readRuns('offer'))
      .catch(() => {}); // then nothing is offered, and the list of runs still has them
  } catch {
    set({ runs: [], damaged: [] }); // said when there is something to keep
  }
}

/** A page that was closed on a finished run opens on it again. */
async function showLast({ set, get, ports, keeper }: RunsDesk, heads: readonly RunHead[]): Promise<void> {
  const [last] = [...heads].sort((a, b) => b.updated.localeCompare(a.updated));
  if (last === undefined || !(last.done >= last.settings.trials || isOfHand(last))) return;
  await keeper.settled();
  const storage = await ports.runStorage;
  const kept = await storage.load(last.id).catch(() => null); // what cannot be read is told when it is asked for
  if (kept !== null && get().run === null) set({ run: atRest(last.id, kept) });
}

/** Without a search; whoever made its children comes back to them. */
const isOfHand = ({ done, made = 0 }: RunHead): boolean => done === 0 && made > 0;

/** What other tabs made of it meanwhile counts. */
async function holdRun(desk: RunsDesk, id: RunId): Promise<boolean> {
  const { holds, refuse } = desk;
  if (!(await holds.hold(id))) return refuse(ELSEWHERE);
  const before = desk.current(id);
  if (before === null || isInTraining(before)) return before !== null;
  // One that was never kept is in no storage.
  if (before.checkpoint === null && before.trials.length + before.lastMade === 0) return true;
  const found = await desk.toGoOn(id);
  const here = desk.current(id);
  if (found === null || here === null) {
    desk.letGo(id);
    return false;
  }
  // Meanwhile it may have begun, or a child by hand been asked for: what is here is the newest then.
  if (isInTraining(here)) return true;
  const { name, trials, finalists, made, lastMade, fixed, updates, checkpoint, weights } = found;
  const { child, shared, paused, lacksShared } = found;
  const search = { trials, finalists, updates, checkpoint, child, shared, paused, lacksShared };
  desk.renew({ ...here, name, ...search, made, lastMade, fixed, weights });
  return true;
}

async function goOn(desk: RunsDesk, id: RunId, backend: Backend | null): Promise<boolean> {
  const { set, get, keeper, holds, refuse } = desk;
  if (!(await holds.hold(id))) return refuse(ELSEWHERE);
  const found = await desk.toGoOn(id);
  // Both took a moment, in which another search may have begun.
  const busy = isActive(get().run);
  if (found === null || busy || lacksCheckpoint(found)) {
    desk.letGo(id);
    if (busy) return refuse(BUSY);
    return found === null ? false : refuse({ ok: false, kind: 'no-checkpoint' });
  }
  get().leaveReplay();
  if (get().run?.id !== id) get().closeInspector();
  const { layer, shown } = get();
  set({
    previous: previousBeside(get(), id),
    // The child that is looked into stays while its run goes on.
    shown: layer === null ? shownWhileStarting(shown) : shown,
    interrupted: null,
    runsNote: null,
  });
  if (isComplete(found)) {
    // Nothing is left to train: it is looked at, and stays what it is.
    set({ run: { ...found, phase: 'finished' } });
    if (get().runs.some((head) => head.id === id && !head.ended)) await keeper.amend(id, { ended: true });
    desk.letGo(id);
    return true;
  }
  const going = goingOn(found);
  // Asked again after that, it still knows on what it began.
  const environment = backend === null ? null : (desk.current(id)?.environment ?? null);
  desk.launch({ ...going, environment: going.environment ?? environment }, 'run', backend);
  return true;
}

/** The run to be looked at beside the one of this id. */
function previousBeside({ run, previous }: AroundRuns, id: RunId): LiveRun | null {
  const before = run !== null && run.id !== id && isOwn(run) ? run : previous;
  return before?.id === id ? null : before;
}
