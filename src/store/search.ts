import type { Problem } from '../protocol/problem.ts';
import type { Command, Event, FittedRun, RunEvent, RunId, Speed } from '../protocol/protocol.ts';
import { MOST_AT_ONCE } from '../run/children/wave.ts';
import { applyEvent, goingOn, hasQueue, type LiveRun, liveRun, NONE_IN_TRAINING } from '../run/live.ts';
import { isInTable, makeOf } from '../run/made.ts';
import { defaultName, freeName } from '../run/name.ts';
import { recoveryOf } from '../run/resuming/recovery.ts';
import { startOf } from '../run/resuming/resume.ts';
import { newRun } from '../run/run.ts';
import { idOfMade, type MadeChild } from '../search/made.ts';
import { sameSettings } from '../settings/called.ts';
import type { Settings } from '../settings/settings.ts';
import { type Pace, withPace } from '../studies/fitted/pace.ts';
import { contestOf } from './contest/contest.ts';
import { createLine, type Line } from './link.ts';
import { type ByHand, isByHand, wholeRun, withByHand, withWhole } from './replay/whole.ts';
import type { AroundSearch, Search, SearchParts, SearchState } from './searchState.ts';
import { paceHere, withPaceOf } from './settings/fitted.ts';
import { withRandomTrial } from './settings/memory.ts';
import { nextSettings } from './settings/nextSettings.ts';
import { shownWhileStarting } from './shown/view.ts';

export type { Backend, Search, SearchPorts, SearchState } from './searchState.ts';

/** How long a worker may take to stop by itself before it is killed. */
const STOP_GRACE_MS = 1500;

/** Between two looks at what was looked up. */
const FOLD_MS = 50;

const USUAL_SPEED: Speed = 4;
const AT_ONCE: Speed = 64;

export function createSearch(
  set: (patch: Partial<Omit<AroundSearch, 'interrupted'>> & { readonly interrupted?: null }) => void,
  get: () => AroundSearch,
  { ports, keeper, holds }: SearchParts,
): Search {
  /** It may wait behind a recorded one. */
  const put = (run: LiveRun | null): void => set(withWhole(get(), run));
  const change = (run: LiveRun, event: RunEvent): void => {
    put(run);
    keep(run, event);
  };
  const keep = (run: LiveRun, event: RunEvent): void => {
    if (run.isPreview) return;
    keeper.record(run, event);
    if (!isInTraining(run)) holds.letGo(run.id, keeper.settled());
  };
  /** What a worker says is of the whole run, never of a moment that is shown of it. */
  const hearing = (id: RunId): void => {
    if (get().run?.id === id) get().leaveReplay();
  };
  /** Of what is played, of the run on the page, or of the one before, which a search that began just now left behind. */
  const foldByHand = (event: ByHand): void => {
    set(withByHand(get(), event));
    const { previous } = get();
    const run = wholeRun(get());
    if (run?.id === event.run) change(applyEvent(run, event), event);
    else if (previous?.id === event.run) {
      const after = applyEvent(previous, event);
      set({ previous: after });
      keep(after, event);
    }
  };
  const fold = (event: Event): void => {
    if (event.type === 'inspection') {
      get().hearInspection(event);
      return;
    }
    if (event.type === 'measured') {
      get().hearMeasured(event);
      return;
    }
    if (isByHand(event)) {
      foldByHand(event);
      return;
    }
    hearing(event.run);
    const run = wholeRun(get());
    if (run === null || run.id !== event.run) return;
    if (event.type === 'problem' && event.problem.kind === 'device-lost' && recover(event.problem.why))
      return;
    if (event.type === 'shown-images') get().takePictures(event.dataset, event.images);
    if (event.type === 'trial-ended') set(withRandomTrial(get(), run.settings, event.trial));
    if (event.type === 'fitted') set(fittedBy(event, run, get()));
    if (event.type === 'phase' && event.phase === 'finished') set(withPaceOf(get(), run));
    const after = applyEvent(run, event);
    change(after.name === run.name ? after : named(after), event);
  };
  const othersOf = (run: LiveRun) => [...get().runs, get().previous].filter((one) => one?.id !== run.id);
  /** Fitted it has a name that an earlier run may have already. */
  const named = (run: LiveRun): LiveRun => ({ ...run, name: freeName(run.name, othersOf(run)) });
  /** Nobody asked for it, so that nobody is told but who looks for it. */
  const dropPreview = (why: string): void => {
    console.warn(why);
    lookup.disconnect();
    put(null);
  };
  /** What was only looked into on this line, or prepared, takes no run of the other's down. */
  const crash = (line: Line<Command>, reason: string): void => {
    const run = wholeRun(get());
    const problem = { kind: 'worker-ended', why: reason } as const;
    const isOver = isActive(run) && lineOf(run) === line;
    // Whatever waited is asked for again then.
    if (isOver && recover(reason)) return;
    loseMade(line, problem);
    if (!isOver) return;
    const now = wholeRun(get()) ?? run;
    change({ ...now, phase: 'failed', ...NONE_IN_TRAINING, problem }, { type: 'phase', phase: 'failed' });
  };
  /** Children by hand that went with their worker wait to be asked for again. */
  const loseMade = (line: Line<Command>, problem: Problem): void => {
    for (const { run, child } of waitingOn(line).reverse())
      foldByHand({ type: 'made-refused', number: child.number, problem, run: run.id });
    if (line !== training) return;
    for (const { id, fixing } of here())
      if (fixing !== null) foldByHand({ type: 'fixed-refused', problem, run: id });
  };
  /** The run on the page and the one that is played. */
  const here = (): readonly LiveRun[] => {
    const { replay } = get();
    const whole = wholeRun(get());
    const played = replay !== null && replay.whole.id !== whole?.id ? [replay.whole] : [];
    return [...(whole === null ? [] : [whole]), ...played];
  };
  /** Children by hand that a line's worker was asked for. */
  const waitingOn = (line: Line<Command>) =>
    here().flatMap((run) =>
      run.madeQueue
        .flatMap((number) => run.made.find((one) => one.number === number) ?? [])
        .filter((child) => madeLine(run, child) === line)
        .map((child) => ({ run, child })),
    );
  const training: Line<Command> = createLine(ports.connect, {
    hear: fold,
    crash(reason) {
      get().loseInspection(reason);
      crash(training, reason);
    },
  });

  // Looked-up children come by the hundred a second: the page draws those of a moment at once.
  const heard: Event[] = [];
  const foldHeard = (): void => {
    const events = heard.splice(0);
    for (const event of events) if (!isByHand(event)) hearing(event.run);
    let run = wholeRun(get());
    const problem = events.find((event) => event.type === 'problem' && event.run === run?.id);
    if (run?.isPreview && problem?.type === 'problem') {
      dropPreview(JSON.stringify(problem.problem));
      return;
    }
    for (const event of events) {
      if (isByHand(event)) {
        put(run);
        foldByHand(event);
        run = wholeRun(get());
        continue;
      }
      if (run === null || run.id !== event.run || event.type === 'inspection' || event.type === 'measured')
        continue;
      run = applyEvent(run, event);
      keep(run, event);
    }
    put(run);
  };
  const lookup: Line<Command> = createLine(ports.connectLookup, {
    hear(event) {
      if (heard.push(event) === 1) setTimeout(foldHeard, FOLD_MS);
    },
    crash: (reason) => (wholeRun(get())?.isPreview ? dropPreview(reason) : crash(lookup, reason)),
  });
  const lineOf = ({ settings }: LiveRun) => (settings.rewards === 'table' ? lookup : training);
  const madeLine = ({ settings }: LiveRun, child: MadeChild) =>
    isInTable(settings, child) ? lookup : training;
  const make: Search['make'] = (run, child) => {
    const { archive, place } = get();
    const isContest = contestOf(get(), run) !== null;
    const terms = { ...addresses, archive, place, fit: run.toFit, isContest };
    madeLine(run, child).send(makeOf(run.id, run, child, terms));
  };
  const unmake: Search['unmake'] = (run, number) => {
    const command = { type: 'make-cancel', run, ...(number === undefined ? {} : { number }) } as const;
    for (const line of [training, lookup]) if (line.connected) line.send(command);
  };
  /** Asks another worker for what waited in one that was given up; `lost`: what was in training may have taken its device down. */
  const makeAgain = (line: Line<Command>, lost: Problem | null = null): void => {
    const gone = waitingOn(line);
    const isTaken = ({ run, child }: (typeof gone)[number]): boolean =>
      lost !== null && run.making?.number === idOfMade(child.number);
    for (const { run, child } of gone.filter((one) => !isTaken(one))) {
      foldByHand({ type: 'made-asked', child, run: run.id });
      make(run, child);
    }
    const taken = gone.find(isTaken);
    if (taken && lost)
      foldByHand({ type: 'made-refused', number: taken.child.number, problem: lost, run: taken.run.id });
  };

  const disconnect = (run: LiveRun, reason: string | null): void => {
    lineOf(run).disconnect();
    if (lineOf(run) === training) get().loseInspection(reason);
  };

  const launch: Search['launch'] = (run, mode, backend = null) => {
    const { archive, place, speed } = get();
    endPreview();
    set({ run });
    // What took a device down may have been how much was on it.
    const atOnce = run.recovered === null && backend === null ? MOST_AT_ONCE : 1;
    const terms = { ...addresses, speed, mode, archive, place, backend, fit: run.toFit, keepWeights: true };
    lineOf(run).send(startOf(run.id, run, { ...terms, atOnce }));
  };
  const { dataUrl, tableUrl } = ports;
  const addresses = { dataUrl, ...(tableUrl === null ? {} : { tableUrl }) };
  /** What plays by itself gives way to a run of the person's. */
  const endPreview = (): void => {
    const { run } = get();
    if (run?.isPreview) lookup.disconnect();
  };
  /** Rebuilds the worker and goes on from the last epoch; false where that was tried to no avail. */
  const recover = (reason: string): boolean => {
    const { run } = get();
    const recovery = isActive(run) ? recoveryOf(run, run.recovered) : null;
    if (run === null || recovery === null) return false;
    disconnect(run, reason);
    const going = goingOn(run, { ...recovery, reason });
    launch(going, run.stepping ? 'step' : 'run', run.environment?.backend);
    makeAgain(lineOf(going), { kind: 'worker-ended', why: reason });
    return true;
  };
  const send = (type: 'pause' | 'resume' | 'step' | 'stop'): void => {
    const { run } = get();
    const goes = run !== null && ACTIVE.has(run.phase) && lineOf(run).connected;
    if (goes) lineOf(run).send({ type, run: run.id });
  };

  /** Children were made by hand with these very settings: the search joins them. */
  const searchIn = ({ id }: LiveRun, mode: 'run' | 'step'): void => {
    set({ shown: shownWhileStarting(get().shown), interrupted: null });
    void get()
      .holdRun(id)
      .then((isHeld) => {
        const { run } = get();
        if (isHeld && run?.id === id && !isActive(run))
          launch({ ...goingOn(run), stepping: mode === 'step' }, mode);
      });
  };

  const state: SearchState = {
    run: null,
    previous: null,
    speed: USUAL_SPEED,
    looksUp: ports.tableUrl !== null,

    playPreview(settings, still) {
      if (get().run !== null || tableUrl === null) return;
      const fresh = newRun({ name: defaultName(settings), created: ports.now(), settings });
      const run = { ...liveRun(ports.newRunId(), fresh), isPreview: true };
      const pace = still === undefined ? { speed: get().speed } : { speed: AT_ONCE, pauseAfter: still };
      set({ run });
      lookup.send(startOf(run.id, run, { ...addresses, mode: 'run', ...pace }));
    },
    adoptPreview() {
      const { run, runs } = get();
      if (!run?.isPreview) return;
      const own = { ...run, isPreview: false, name: freeName(run.name, runs) };
      void holds.hold(run.id);
      // A link's settings are what was asked for.
      set({ run: own, ...(get().lent === null && { settings: run.settings, fitted: false }) });
      keep(own, { type: 'phase', phase: own.phase });
      // What stands still was run up to that at another speed, and nobody would have it hold by itself now.
      if (lookup.connected) lookup.send({ type: 'speed', run: run.id, speed: get().speed });
    },
    prepare() {
      const { run, settings, place } = get();
      if (isActive(run) || training.connected) return;
      training.send({ type: 'prepare', run: ports.newRunId(), settings, dataUrl, place });
    },
    setSpeed(speed) {
      const { run } = get();
      set({ speed });
      // One that plays by itself goes faster, and stays nobody's.
      const goes = run !== null && ACTIVE.has(run.phase) && run.settings.rewards === 'table';
      if (goes && lookup.connected) lookup.send({ type: 'speed', run: run.id, speed });
    },
    start(mode) {
      get().leaveReplay();
      if (isActive(get().run)) return;
      get().closeInspector();
      const { run, previous, runs, shown, fitted } = get();
      const settings = nextSettings(get());
      if (run !== null && isUnsearched(run) && sameSettings(run.settings, settings)) {
        set({ settings, lent: null });
        return searchIn(run, mode);
      }
      const id = ports.newRunId();
      const kept = run !== null && isOwn(run) ? run : previous;
      set({ settings, lent: null, previous: kept, shown: shownWhileStarting(shown), interrupted: null });
      void holds.hold(id);
      const toFit = fitted ? { fittedTo: paceHere(get())?.place ?? null, stand: [] } : null;
      const name = freeName(defaultName(settings, toFit), [...runs, kept]);
      const fresh = newRun({ name, created: ports.now(), settings });
      launch({ ...liveRun(id, fresh, mode === 'step'), toFit }, mode);
    },
    goOn() {
      get().leaveReplay();
      const { run } = get();
      if (run === null || isActive(run)) return;
      if (run.checkpoint === null && run.trials.length === 0) return get().start('run');
      // Tried again after a loss, it would else train on whatever the browser still has.
      const lost = run.problem !== null && LOSSES.has(run.problem.kind);
      void get().resumeRun(run.id, lost ? run.environment?.backend : null);
    },
    goOnAnywhere() {
      get().leaveReplay();
      const { run } = get();
      if (run !== null && !isActive(run)) void get().resumeRun(run.id);
    },
    pause() {
      get().adoptPreview();
      send('pause');
    },
    resume() {
      get().adoptPreview();
      send('resume');
    },
    step() {
      const { run } = get();
      if (!isActive(run)) return get().start('step');
      set({ run: { ...run, stepping: true } });
      send('step');
    },
    stop() {
      const { run } = get();
      send('stop');
      // A batch of a large child on a slow adapter may take longer than a person waits.
      setTimeout(() => {
        const { run: now } = get();
        if (now === null || now.id !== run?.id || !isActive(now)) return;
        disconnect(now, null);
        const stopped = { type: 'phase', phase: 'stopped' } as const;
        change(applyEvent(now, stopped), stopped);
        makeAgain(lineOf(now));
      }, STOP_GRACE_MS);
    },
    showPreviousRun() {
      get().leaveReplay();
      const { run, previous } = get();
      if (previous === null || isActive(run)) return;
      get().closeInspector();
      set({ run: previous, previous: run, shown: { source: 'live' } });
    },
  };
  return {
    state,
    launch,
    send: (command) => training.send(command),
    hear: foldByHand,
    make,
    unmake,
    endPreview,
  };
}

/** Whether a worker has something of it that a person asked for: a search, children by hand, or a comparison. */
export const isInTraining = (run: LiveRun): boolean => isActive(run) || (!run.isPreview && hasQueue(run));

/** A person's own, with something to look at. */
export const isOwn = ({ isPreview, trials, made }: LiveRun): boolean =>
  !isPreview && trials.length + made.length > 0;

/** Children were made by hand, and no search has begun. */
const isUnsearched = ({ trials, lastMade, checkpoint }: LiveRun): boolean =>
  trials.length === 0 && checkpoint === null && lastMade > 0;

/** What a choice makes of the settings, unless a person has changed them meanwhile. */
function fittedBy(
  { settings, pace }: FittedRun,
  run: LiveRun,
  { settings: now, paces }: Pick<AroundSearch, 'settings' | 'paces'>,
): { readonly settings?: Settings; readonly paces?: readonly Pace[] } {
  return {
    ...(sameSettings(now, run.settings) && { settings }),
    ...(pace && { paces: withPace(paces, pace) }),
  };
}

const LOSSES: ReadonlySet<Problem['kind']> = new Set(['device-lost', 'backend-gone', 'worker-ended']);

const ACTIVE: ReadonlySet<string> = new Set(['preparing', 'running', 'paused']);

/** Whether a person's search is under way; one that plays by itself stands in nobody's way. */
export function isActive(
  run: LiveRun | null,
): run is LiveRun & { readonly phase: 'preparing' | 'running' | 'paused' } {
  return run !== null && !run.isPreview && ACTIVE.has(run.phase);
}
