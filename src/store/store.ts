import { createStore, type StoreApi } from 'zustand/vanilla';
import { messageOf } from '../base/errors.ts';
import type { ShareError } from '../codecs/share.ts';
import {
  comparableKey,
  PRESET_SETTINGS,
  type PresetId,
  presetFor,
  type Settings,
} from '../search/settings.ts';
import type { Trial } from '../search/trial.ts';
import type { Architecture } from '../space/architecture.ts';
import type { Command, Event } from '../worker/protocol.ts';
import { type Memory, MOST_REWARDS, type Pinned, readMemory, type Theme, writeMemory } from './memory.ts';
import { applyEvent, newRun, type Run } from './run.ts';

/** What the cell panel draws. */
export type Shown =
  | { readonly source: 'live' }
  | { readonly source: 'trial'; readonly trial: number }
  | { readonly source: 'pair'; readonly architecture: Architecture; readonly title: string };

/** What the browser offers, as found by the composition root; null while it is still looking. */
export interface Capabilities {
  readonly secureContext: boolean;
  /** An adapter's name, or why there is none. */
  readonly gpu:
    | { readonly ok: true; readonly adapter: string }
    | { readonly ok: false; readonly reason: string; readonly remedy: string }
    | null;
}

export interface PlaygroundState {
  /** Settings of the next run; a run keeps its own copy. */
  readonly settings: Settings;
  readonly run: Run | null;
  /** The run before this one, still to be looked at. */
  readonly previous: Run | null;
  readonly shown: Shown;
  readonly linkProblem: ShareError | null;
  readonly pinned: readonly Pinned[];
  /** Rewards of real random-search trials, by comparableKey of their settings. */
  readonly randomRewards: Readonly<Record<string, readonly number[]>>;
  /** How many trials of a random search are in randomRewards, by seed and comparableKey. */
  readonly randomTrials: Readonly<Record<string, number>>;
  readonly theme: Theme;
  readonly capabilities: Capabilities;
  /** An archive of CIFAR-10 that was dropped on the page. */
  readonly archive: File | null;

  changeSettings(patch: Partial<Settings>): void;
  applyPreset(preset: PresetId): void;
  start(mode: 'run' | 'step'): void;
  pause(): void;
  resume(): void;
  /** Runs until one more trial has ended, then pauses; starts the run where there is none. */
  step(): void;
  stop(): void;
  showPreviousRun(): void;
  show(shown: Shown): void;
  openLink(
    result:
      | { readonly ok: true; readonly value: Architecture }
      | { readonly ok: false; readonly error: ShareError },
  ): void;
  dismissLinkProblem(): void;
  pin(item: Pinned): void;
  unpin(title: string): void;
  setTheme(theme: Theme): void;
  setCapabilities(capabilities: Capabilities): void;
  useArchive(file: File | null): void;
}

/** What the composition root provides; the store itself touches neither the worker's code nor the DOM. */
export interface StorePorts {
  /** Makes the worker on first use; events of every run go to `onEvent`, a crash to `onCrash`. */
  connect(onEvent: (event: Event) => void, onCrash: (reason: string) => void): WorkerLink;
  newRunId(): string;
  /** Absolute address of the shards' folder, ending with a slash. */
  readonly dataUrl: string;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'> | null;
}

export interface WorkerLink {
  send(command: Command): void;
  /** Kills the worker at once. */
  terminate(): void;
}

export type PlaygroundStore = StoreApi<PlaygroundState>;

/** How long a worker may take to stop by itself before it is killed. */
const STOP_GRACE_MS = 1500;

const ACTIVE: ReadonlySet<string> = new Set(['preparing', 'running', 'paused']);

export function isActive(
  run: Run | null,
): run is Run & { readonly phase: 'preparing' | 'running' | 'paused' } {
  return run !== null && ACTIVE.has(run.phase);
}

/** A search repeated with its seed repeats its trials: they are no new evidence and don't count twice. */
function withRandomTrial(
  { randomRewards, randomTrials }: Pick<PlaygroundState, 'randomRewards' | 'randomTrials'>,
  settings: Settings,
  trial: Trial,
): Partial<PlaygroundState> {
  if (settings.strategy !== 'random') return {};
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
    const fold = (event: Event): void => {
      const { run } = get();
      if (run === null || run.id !== event.run) return;
      const band = event.type === 'trial-ended' ? withRandomTrial(get(), run.settings, event.trial) : {};
      set({ run: applyEvent(run, event), ...band });
    };
    const crash = (reason: string): void => {
      link?.terminate();
      link = null;
      const { run } = get();
      if (!isActive(run)) return;
      const what = 'The search stopped: its worker ended unexpectedly.';
      const remedy = 'Start the search again; finished trials are kept on this page.';
      set({
        run: {
          ...run,
          phase: 'failed',
          current: null,
          problem: { what, why: reason, remedy, action: 'retry' },
        },
      });
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
        const { run, previous, settings, archive } = get();
        if (isActive(run)) return;
        const id = ports.newRunId();
        const kept = run !== null && run.trials.length > 0 ? run : previous;
        set({ run: newRun(id, settings, mode === 'step'), previous: kept, shown: { source: 'live' } });
        const command = { type: 'start', run: id, settings, dataUrl: ports.dataUrl, mode } as const;
        try {
          link ??= ports.connect(fold, crash);
          link.send(archive === null ? command : { ...command, archive });
        } catch (thrown) {
          crash(messageOf(thrown));
        }
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
          link?.terminate();
          link = null;
          set({ run: { ...now, phase: 'stopped', stepping: false } });
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
