import type { RunId } from '../../protocol/protocol.ts';
import { hasQueue, type LiveRun, liveRun, withoutQueue } from '../../run/live.ts';
import { nextMade } from '../../run/made.ts';
import { defaultName, freeName } from '../../run/name.ts';
import { newRun } from '../../run/run.ts';
import { cleanName, isDone, type MadeChild } from '../../search/made.ts';
import { childCounts } from '../../settings/childGraph.ts';
import type { Architecture } from '../../space/architecture.ts';
import { type ContestState, contestOf } from '../contest/contest.ts';
import type { ReplayState } from '../replay/replay.ts';
import { isShipped, wholeRun } from '../replay/whole.ts';
import type { Holds } from '../runs/holds.ts';
import type { RunsState } from '../runs/runsState.ts';
import type { SearchState } from '../search.ts';
import { isActive, isOwn, type Search } from '../search.ts';
import { paceHere } from '../settings/fitted.ts';
import type { MemoryState } from '../settings/memory.ts';
import type { SettingsState } from '../settings/settings.ts';
import type { ViewState } from '../shown/view.ts';

/** Children that a person makes beside searches, or without one. */
export interface MadeState {
  /**
   * Trains a child with the run that is shown, or else with a new one of the page's settings: behind the search's child in
   * training, at once where none is, or by looking it up where the run's table has it.
   */
  trainMade(wanted: WantedMade): void;
  /** Trains what is missing of one that was asked for before. */
  resumeMade(number: number): void;
  /** Trains no more of it; what has ended stays. */
  cancelMade(number: number): void;
  /** Those that train no further since their run has left the page, until it comes back or that is read. */
  readonly madeLeft: MadeLeft | null;
  dismissMadeLeft(): void;
}

export interface MadeLeft {
  readonly run: RunId;
  readonly name: string;
  /** None: it was its comparison with fixed networks. */
  readonly numbers: readonly number[];
  /** Their run is in the list of runs; else it came with the page, and can be played again. */
  readonly kept: boolean;
}

export interface WantedMade {
  readonly architecture: Architecture;
  readonly by: string;
  readonly seeds: 1 | 3;
}

type Around = MadeState &
  Pick<ContestState, 'contest'> &
  Pick<SearchState, 'run' | 'previous'> &
  Pick<SettingsState, 'settings' | 'fitted'> &
  Pick<MemoryState, 'paces' | 'place' | 'nickname' | 'setNickname'> &
  Pick<ViewState, 'shown' | 'show' | 'capabilities'> &
  Pick<ReplayState, 'replay'> &
  Pick<RunsState, 'holdRun' | 'interrupted' | 'runs'>;

export interface MadePorts {
  newRunId(): RunId;
  now(): string;
}

export function createMadeSlice(
  set: (patch: Partial<Around>) => void,
  get: () => Around,
  { newRunId, now }: MadePorts,
  { hear, make, unmake, endPreview }: Pick<Search, 'hear' | 'make' | 'unmake' | 'endPreview'>,
  holds: Pick<Holds, 'hold'>,
): MadeState {
  /** One is asked for after the other: where the first makes a run, the next joins it. */
  let asking: Promise<void> = Promise.resolve();
  const inTurn = (ask: () => Promise<void>): void => {
    asking = asking.then(ask, ask);
  };
  /** The run that is shown, ready to be added to; null where another tab has it. */
  const target = async (): Promise<LiveRun | null> => {
    const { run, replay, contest } = get();
    if (run === null || run.isPreview) return begin();
    if (contest !== null && contestOf({ contest }, run) === null) return isActive(run) ? null : begin();
    if (replay !== null && wholeRun(get())?.id !== replay.whole.id) return replay.whole;
    if (isActive(run) || (await get().holdRun(run.id))) return ofId(get(), run.id);
    return null;
  };
  const begin = (): LiveRun => {
    endPreview();
    const { contest, run: before, previous: earlier, runs } = get();
    const { settings, fitted } =
      contest === null ? get() : { settings: contest.contest.settings, fitted: false };
    const previous = before !== null && isOwn(before) ? before : earlier;
    const toFit = fitted ? { fittedTo: paceHere(get())?.place ?? null, stand: [] } : null;
    const name = freeName(defaultName(settings, toFit), [...runs, previous]);
    const fresh = newRun({ name, created: now(), settings });
    const run: LiveRun = { ...liveRun(newRunId(), { ...fresh, phase: 'stopped' }), toFit };
    set({ run, previous, interrupted: null });
    void holds.hold(run.id);
    return run;
  };

  return {
    madeLeft: null,
    dismissMadeLeft: () => set({ madeLeft: null }),
    trainMade({ architecture, by, seeds }) {
      const name = cleanName(by) || get().nickname;
      get().setNickname(name);
      const ask = async (): Promise<void> => {
        const run = await target();
        if (run === null) return;
        const { trainable, multiplyAdds } = childCounts(architecture, run.settings);
        const child: MadeChild = {
          ...{ number: nextMade(run), by: name, architecture, seeds },
          // Of what is played, as many as that moment has.
          after: get().run?.trials.length ?? 0,
          ...{ trainable, multiplyAdds, trainings: [] },
        };
        hear({ type: 'made-asked', child, run: run.id });
        get().show({ source: 'made', number: child.number });
        make(run, child);
      };
      inTurn(ask);
    },
    resumeMade(number) {
      const ask = async (): Promise<void> => {
        const run = await target();
        const child = run?.made.find((one) => one.number === number);
        if (!run || !child || isDone(child) || run.madeQueue.includes(number)) return;
        hear({ type: 'made-asked', child, run: run.id });
        make(run, child);
      };
      inTurn(ask);
    },
    cancelMade(number) {
      const { run, replay, shown } = get();
      const id = replay?.whole.id ?? run?.id;
      if (id === undefined) return;
      unmake(id, number);
      hear({ type: 'made-cancelled', number, run: id });
      const isGone = get().run?.made.every((one) => one.number !== number);
      if (isGone && shown.source === 'made' && shown.number === number) get().show({ source: 'live' });
    },
  };
}

const ofId = ({ run, replay }: Around, id: RunId): LiveRun | null =>
  replay?.whole.id === id ? replay.whole : run?.id === id ? run : null;

/** Children by hand of a run that has left the page, and its comparison, are trained no further; they wait there, which is told. Null: nothing changes. */
export function leaveMade(
  state: Around,
  before: Around,
  { unmake }: Pick<Search, 'unmake'>,
  letGo: (id: RunId) => void,
): Partial<Around> | null {
  const here = new Set([state.run?.id, state.replay?.whole.id, state.replay?.before?.id]);
  const left = [before.run, before.replay?.whole, before.replay?.before].find(
    (run) => run && !here.has(run.id) && hasQueue(run),
  );
  if (!left) return state.madeLeft !== null && here.has(state.madeLeft.run) ? { madeLeft: null } : null;
  unmake(left.id);
  letGo(left.id);
  const { previous } = state;
  return {
    ...(previous?.id === left.id && { previous: withoutQueue(previous) }),
    ...(!isDeleted(left.id, state, before) && { madeLeft: leftBehind(left, before) }),
  };
}

function leftBehind({ id, name, madeQueue }: LiveRun, { replay }: Around): MadeLeft {
  const kept = replay === null || replay.whole.id !== id || !isShipped(replay);
  return { run: id, name, numbers: [...madeQueue].sort((a, b) => a - b), kept };
}

const isDeleted = (of: RunId, { runs }: Around, before: Around): boolean =>
  before.runs.some(({ id }) => id === of) && runs.every(({ id }) => id !== of);
