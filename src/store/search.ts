import type { Problem } from '../protocol/problem.ts';
import type { Command, Environment, Event, FittedRun, RunEvent, RunId, Speed } from '../protocol/protocol.ts';
import { applyEvent, goingOn, type LiveRun, liveRun } from '../run/live.ts';
import { defaultName } from '../run/name.ts';
import { recoveryOf } from '../run/recovery.ts';
import { startOf } from '../run/resume.ts';
import { newRun } from '../run/run.ts';
import { sameSettings } from '../settings/called.ts';
import type { Settings } from '../settings/settings.ts';
import { type Pace, withPace } from '../studies/fitted/pace.ts';
import { paceHere, withPaceOf } from './fitted.ts';
import type { InspectionState } from './inspection.ts';
import type { LayerState } from './layer.ts';
import { type Connect, createLine, type Line } from './link.ts';
import { type MemoryState, withRandomTrial } from './memory.ts';
import { nextSettings } from './nextSettings.ts';
import type { PicturesState } from './pictures.ts';
import { type Replay, wholeRun, withWeights, withWhole } from './replay/whole.ts';
import type { Holds } from './runs/holds.ts';
import type { Keeper } from './runs/keeper.ts';
import type { SettingsState } from './settings.ts';
import { shownWhileStarting, type ViewState } from './view.ts';

/** The search on the page: the run that is shown, and the worker that trains it. */
export interface SearchState {
  readonly run: LiveRun | null;
  /** The run before this one, still to be looked at. */
  readonly previous: LiveRun | null;

  start(mode: 'run' | 'step'): void;
  /** Goes on with the run that is shown, from what was kept of it; after a loss on the backend that was lost. */
  goOn(): void;
  /** As `goOn`, on whatever backend there is. */
  goOnAnywhere(): void;
  pause(): void;
  resume(): void;
  /** Runs until one more trial has ended, then pauses; starts the run where there is none. */
  step(): void;
  stop(): void;
  showPreviousRun(): void;
  /** Plays a looked-up search that nobody asked for, until a person touches it or begins one; `still`: paused after so many trials. */
  playPreview(settings: Settings, still?: number): void;
  /** Fetches what Start would need, the worker included, and begins nothing. */
  prepare(): void;
  /** What plays by itself becomes the person's own run: it is kept, and the settings are its. */
  adoptPreview(): void;
  /** Whether a table comes with the page, in which children can be looked up. */
  readonly looksUp: boolean;
  /** How fast looked-up runs go, now and later. */
  readonly speed: Speed;
  setSpeed(speed: Speed): void;
}

export interface SearchPorts {
  /** Makes the worker on first use; events of every run go to `onEvent`, a crash to `onCrash`. */
  readonly connect: Connect<Command, Event>;
  /** The same for the worker whose children are looked up. */
  readonly connectLookup: Connect<Command, Event>;
  /** Absolute address beside which the table's files lie, ending with a slash; null where none comes with the page. */
  readonly tableUrl: string | null;
  newRunId(): string;
  /** Absolute address of the data sets' folders, ending with a slash. */
  readonly dataUrl: string;
  /** The moment, as `Date.prototype.toISOString` writes it. */
  now(): string;
}

/** The only backend that a run may go on on. */
export type Backend = Environment['backend'];

/** What the search reads and changes beside its own. */
type Around = SearchState &
  Pick<SettingsState, 'settings' | 'fitted' | 'archive'> &
  Pick<MemoryState, 'randomRewards' | 'randomTrials' | 'paces' | 'place'> &
  Pick<PicturesState, 'takePictures'> &
  Pick<InspectionState, 'hearInspection' | 'loseInspection'> &
  Pick<ViewState, 'shown' | 'capabilities'> &
  Pick<LayerState, 'closeLayer'> & {
    /** A run that is offered to be resumed. */
    readonly interrupted: unknown;
    resumeRun(id: RunId, backend?: Backend | null): Promise<boolean>;
    readonly replay: Replay | null;
    /** Gives back the whole run where a moment of it is shown. */
    leaveReplay(): void;
  };

export interface SearchParts {
  readonly ports: SearchPorts;
  readonly keeper: Pick<Keeper, 'record' | 'settled'>;
  readonly holds: Holds;
}

export interface Search {
  readonly state: SearchState;
  /** Sends a run to the worker, with what it goes on from, and shows it; `backend`: there or nowhere. */
  launch(run: LiveRun, mode: 'run' | 'step', backend?: Backend | null): void;
  /** To the worker that trains. */
  send(command: Command): void;
}

/** How long a worker may take to stop by itself before it is killed. */
const STOP_GRACE_MS = 1500;

/** Between two looks at what was looked up. */
const FOLD_MS = 50;

const USUAL_SPEED: Speed = 4;
const AT_ONCE: Speed = 64;

export function createSearch(
  set: (patch: Partial<Omit<Around, 'interrupted'>> & { readonly interrupted?: null }) => void,
  get: () => Around,
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
    if (!isActive(run)) holds.letGo(run.id, keeper.settled());
  };
  /** What a worker says is of the whole run, never of a moment that is shown of it. */
  const hearing = (id: RunId): void => {
    if (get().run?.id === id) get().leaveReplay();
  };
  const fold = (event: Event): void => {
    if (event.type === 'inspection') {
      get().hearInspection(event);
      return;
    }
    // Weights change nothing that a moment shows.
    if (event.type === 'child-weights') set(withWeights(get(), event));
    else hearing(event.run);
    const run = wholeRun(get());
    if (run === null || run.id !== event.run) return;
    if (event.type === 'problem' && event.problem.kind === 'device-lost' && recover(event.problem.why))
      return;
    if (event.type === 'shown-images') get().takePictures(event.dataset, event.images);
    if (event.type === 'trial-ended') set(withRandomTrial(get(), run.settings, event.trial));
    if (event.type === 'fitted') set(fittedBy(event, run, get()));
    if (event.type === 'phase' && event.phase === 'finished') set(withPaceOf(get(), run));
    change(applyEvent(run, event), event);
  };
  /** Nobody asked for it, so that nobody is told but who looks for it. */
  const dropPreview = (why: string): void => {
    console.warn(why);
    lookup.disconnect();
    put(null);
  };
  /** What was only looked into on this line, or prepared, takes no run of the other's down. */
  const crash = (line: Line<Command>, reason: string): void => {
    const run = wholeRun(get());
    if (!isActive(run) || lineOf(run) !== line || recover(reason)) return;
    const problem = { kind: 'worker-ended', why: reason } as const;
    change({ ...run, phase: 'failed', current: null, problem }, { type: 'phase', phase: 'failed' });
  };
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
    for (const event of events) hearing(event.run);
    let run = wholeRun(get());
    const problem = events.find((event) => event.type === 'problem' && event.run === run?.id);
    if (run?.isPreview && problem?.type === 'problem') {
      dropPreview(JSON.stringify(problem.problem));
      return;
    }
    for (const event of events) {
      if (run === null || run.id !== event.run || event.type === 'inspection') continue;
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

  const disconnect = (run: LiveRun, reason: string | null): void => {
    lineOf(run).disconnect();
    if (lineOf(run) === training) get().loseInspection(reason);
  };

  const launch: Search['launch'] = (run, mode, backend = null) => {
    const { archive, place, speed } = get();
    endPreview();
    set({ run });
    const terms = { ...addresses, speed, mode, archive, place, backend, fit: run.toFit, keepWeights: true };
    lineOf(run).send(startOf(run.id, run, terms));
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
    return true;
  };
  const send = (type: 'pause' | 'resume' | 'step' | 'stop'): void => {
    const { run } = get();
    const goes = run !== null && ACTIVE.has(run.phase) && lineOf(run).connected;
    if (goes) lineOf(run).send({ type, run: run.id });
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
      const { run } = get();
      if (!run?.isPreview) return;
      const own = { ...run, isPreview: false };
      void holds.hold(run.id);
      set({ run: own, settings: run.settings, fitted: false });
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
      get().adoptPreview();
      const { run } = get();
      set({ speed });
      if (isActive(run) && run.settings.rewards === 'table' && lookup.connected)
        lookup.send({ type: 'speed', run: run.id, speed });
    },
    start(mode) {
      get().leaveReplay();
      if (isActive(get().run)) return;
      get().closeLayer();
      const { run, previous, shown } = get();
      const settings = nextSettings(run, get().settings);
      const id = ports.newRunId();
      const kept = run !== null && !run.isPreview && run.trials.length > 0 ? run : previous;
      set({ settings, previous: kept, shown: shownWhileStarting(shown), interrupted: null });
      void holds.hold(id);
      const fresh = newRun({ name: defaultName(settings), created: ports.now(), settings });
      const { fitted } = get();
      const toFit = fitted ? { fittedTo: paceHere(get())?.place ?? null, stand: [] } : null;
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
      }, STOP_GRACE_MS);
    },
    showPreviousRun() {
      get().leaveReplay();
      const { run, previous } = get();
      if (previous === null || isActive(run)) return;
      get().closeLayer();
      set({ run: previous, previous: run, shown: { source: 'live' } });
    },
  };
  return { state, launch, send: (command) => training.send(command) };
}

/** What a choice makes of the settings, unless a person has changed them meanwhile. */
function fittedBy(
  { settings, pace }: FittedRun,
  run: LiveRun,
  { settings: now, paces }: Pick<Around, 'settings' | 'paces'>,
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
