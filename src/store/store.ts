import { createStore, type StoreApi } from 'zustand/vanilla';
import { messageOf } from '../base/errors.ts';
import type { Event, RunEvent, RunId } from '../protocol/protocol.ts';
import { applyEvent, newRun, type Run } from '../run/journal.ts';
import type { Trial } from '../search/trial.ts';
import { comparableKey, PRESET_SETTINGS, presetFor, type Settings } from '../settings/settings.ts';
import { createComparisonSlice } from './comparison.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { type Memory, MOST_REWARDS, readMemory, writeMemory } from './memory.ts';
import { defaultName } from './records.ts';
import { createRunsSlice } from './runs.ts';
import { isActive, type PlaygroundState, type StorePorts, type WorkerLink } from './state.ts';

export {
  type Capabilities,
  isActive,
  type PlaygroundState,
  type StorePorts,
  type WorkerLink,
} from './state.ts';

export type PlaygroundStore = StoreApi<PlaygroundState>;

/** How long a worker may take to stop by itself before it is killed. */
const STOP_GRACE_MS = 1500;

/** How often a run goes on by itself without having come any further. */
const MOST_RECOVERIES = 2;

/** A search repeated with its seed repeats its trials: they are no new evidence and don't count twice. */
function withRandomTrial(
  { randomRewards, randomTrials }: Pick<PlaygroundState, 'randomRewards' | 'randomTrials'>,
  settings: Settings,
  trial: Trial,
): Partial<PlaygroundState> {
  // One that was trained on is no new draw.
  if (settings.strategy !== 'random' || trial.promotedFrom !== undefined) return {};
  const key = comparableKey(settings);
  const search = `${settings.seed} ${key}`;
  if (trial.number <= (randomTrials[search] ?? 0)) return {};
  // A child that failed is a draw of reward 0: leaving it out would favour random search.
  const rewards = [...(randomRewards[key] ?? []), trial.reward].slice(-MOST_REWARDS);
  return {
    randomTrials: { ...randomTrials, [search]: trial.number },
    randomRewards: { ...randomRewards, [key]: rewards },
  };
}

export function createPlaygroundStore(ports: StorePorts): PlaygroundStore {
  let link: WorkerLink | null = null;
  const memory = readMemory(ports.storage);

  const store = createStore<PlaygroundState>()((set, get) => {
    const keeper: Keeper = createKeeper({
      storage: ports.runStorage,
      now: ports.now,
      onHead: (head) => get().noteHead(head),
      onProblem: (problem) => get().noteStorage(problem),
    });
    const change = (run: Run, event: RunEvent): void => {
      set({ run });
      keeper.record(run, event);
      if (!isActive(run)) letGo(run.id);
    };
    const fold = (event: Event): void => {
      const { run } = get();
      if (run === null || run.id !== event.run) return;
      if (event.type === 'problem' && event.problem.deviceLost && recover(event.problem.why)) return;
      if (event.type === 'trial-ended') set(withRandomTrial(get(), run.settings, event.trial));
      change(applyEvent(run, event), event);
    };
    const crash = (reason: string): void => {
      disconnect();
      const { run } = get();
      if (!isActive(run) || recover(reason)) return;
      const what = 'The search stopped: its worker ended unexpectedly.';
      const remedy = 'Try again: it goes on after the last epoch that was kept.';
      const problem = { what, why: reason, remedy, action: 'retry' } as const;
      change({ ...run, phase: 'failed', current: null, problem }, { type: 'phase', phase: 'failed' });
    };
    const disconnect = (): void => {
      link?.terminate();
      link = null;
    };

    /** Sends the run to the worker, with what it goes on from. */
    const launch = (run: Run, mode: 'run' | 'step'): void => {
      const { archive } = get();
      set({ run });
      const { id, settings, trials, checkpoint, child, shared, paused } = run;
      const held = {
        ...(child && { child }),
        ...(settings.weightSharing && { shared }),
        ...(settings.halving && { paused }),
      };
      const from = checkpoint === null ? {} : { from: { trials, checkpoint, ...held } };
      const dropped = archive === null ? {} : { archive };
      try {
        link ??= connectOnce();
        link.send({ type: 'start', run: id, settings, dataUrl: ports.dataUrl, mode, ...dropped, ...from });
      } catch (thrown) {
        crash(messageOf(thrown));
      }
    };
    /** A link whose worker has been given up is not listened to. */
    const connectOnce = (): WorkerLink => {
      let mine: WorkerLink | null = null;
      const heard = <Message>(act: (message: Message) => void) => {
        return (message: Message): void => {
          if (mine === null || link === mine) act(message);
        };
      };
      mine = ports.connect(heard(fold), heard(crash));
      return mine;
    };

    let tries = { progress: '', count: 0 };
    /** Rebuilds the worker and goes on from the last epoch; false where that was tried to no avail. */
    const recover = (reason: string): boolean => {
      const { run } = get();
      if (!isActive(run) || run.checkpoint === null) return false;
      const trial = run.trials.length + 1;
      const epoch = run.child?.trial === trial ? run.child.state.epochs.length : 0;
      const progress = `${run.id} ${trial} ${epoch}`;
      tries = { progress, count: tries.progress === progress ? tries.count + 1 : 1 };
      if (tries.count > MOST_RECOVERIES) return false;
      disconnect();
      const going = {
        ...run,
        phase: 'preparing',
        current: null,
        recovered: { reason, trial, epoch },
      } as const;
      launch(going, run.stepping ? 'step' : 'run');
      return true;
    };

    /** Locks that this tab has or has asked for. */
    const locked = new Map<RunId, ReturnType<typeof ports.locks.take>>();
    /** Locks on their way back: until they are there, this tab would be refused like any other. */
    const leaving = new Map<RunId, Promise<void>>();
    const letGo = (id: RunId): void => {
      const taken = locked.get(id);
      if (taken === undefined) return;
      locked.delete(id);
      const left = taken.then((release) => release?.()).catch(() => {}); // what was refused need not be let go
      leaving.set(id, left);
      void left.then(() => leaving.get(id) === left && leaving.delete(id));
    };
    /** False where another tab has the run. */
    const hold = async (id: RunId): Promise<boolean> => {
      const take = async () => {
        await leaving.get(id);
        return ports.locks.take(id);
      };
      const taken = locked.get(id) ?? take();
      locked.set(id, taken);
      try {
        if ((await taken) !== null) return true;
      } catch {
        // A browser that keeps no locks: nobody can tell what another tab does, as where there are none.
        return true;
      }
      if (locked.get(id) === taken) locked.delete(id);
      return false;
    };
    const send = (type: 'pause' | 'resume' | 'step' | 'stop'): void => {
      const { run } = get();
      if (isActive(run)) link?.send({ type, run: run.id });
    };

    return {
      settings: memory.settings ?? PRESET_SETTINGS.demo.settings,
      run: null,
      previous: null,
      shown: { source: 'live' },
      linkProblem: null,
      pinned: memory.pinned ?? [],
      randomRewards: memory.randomRewards ?? {},
      randomTrials: memory.randomTrials ?? {},
      theme: memory.theme ?? 'system',
      capabilities: { secureContext: true, gpu: null },
      archive: null,

      changeSettings: (patch) => set({ settings: { ...get().settings, ...patch } }),
      applyPreset: (preset) => {
        const { strategy, seed } = get().settings;
        // The paper's preset is a strategy too; the others stay with the one that was chosen.
        const own = preset === 'paper' ? PRESET_SETTINGS.paper.settings.strategy : strategy;
        set({ settings: { ...presetFor(preset, own), seed } });
      },
      start(mode) {
        const { run, previous, settings } = get();
        if (isActive(run)) return;
        const id = ports.newRunId();
        const kept = run !== null && run.trials.length > 0 ? run : previous;
        set({ previous: kept, shown: { source: 'live' }, interrupted: null });
        void hold(id);
        const head = { name: defaultName(settings), created: ports.now() };
        launch(newRun(id, settings, mode === 'step', head), mode);
      },
      goOn() {
        const { run } = get();
        if (run === null || isActive(run)) return;
        if (run.checkpoint === null) return get().start('run');
        tries = { progress: '', count: 0 };
        void get().resumeRun(run.id);
      },
      pause: () => send('pause'),
      resume: () => send('resume'),
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
          disconnect();
          const phase = 'stopped' as const;
          change({ ...now, phase, stepping: false }, { type: 'phase', phase });
        }, STOP_GRACE_MS);
      },
      showPreviousRun() {
        const { run, previous } = get();
        if (previous === null || isActive(run)) return;
        set({ run: previous, previous: run, shown: { source: 'live' } });
      },
      show: (shown) => set({ shown }),
      openLink(result) {
        if (result.ok)
          set({
            shown: { source: 'pair', architecture: result.value, title: 'Shared pair' },
            linkProblem: null,
          });
        else set({ linkProblem: result.error });
      },
      dismissLinkProblem: () => set({ linkProblem: null }),
      pin: (item) => set({ pinned: [...get().pinned.filter((other) => other.title !== item.title), item] }),
      unpin: (title) => set({ pinned: get().pinned.filter((item) => item.title !== title) }),
      setTheme: (theme) => set({ theme }),
      setCapabilities: (capabilities) => set({ capabilities }),
      useArchive: (archive) => set({ archive }),
      ...createComparisonSlice({ get: () => get().comparing, set: (comparing) => set({ comparing }) }, ports),
      ...createRunsSlice(set, get, { keeper, ports, hold, letGo, launch }),
    };
  });

  store.subscribe((state, before) => {
    const kept: (keyof Memory)[] = ['settings', 'pinned', 'randomRewards', 'randomTrials', 'theme'];
    if (kept.some((key) => state[key] !== before[key])) {
      const { settings, pinned, randomRewards, randomTrials, theme } = state;
      writeMemory(ports.storage, { settings, pinned, randomRewards, randomTrials, theme });
    }
  });
  return store;
}
