import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Command, Event, RunEvent } from '../protocol/protocol.ts';
import type { Trial } from '../search/trial.ts';
import { comparableKey, MINI_STRATEGIES, PRESET_SETTINGS, type Settings } from '../settings/settings.ts';
import { presetOf } from '../space/presets.ts';
import { fittedBefore } from '../studies/fitted/choose.ts';
import { shownPair } from './shown/selectors.ts';
import { createPlaygroundStore } from './store.ts';
import { memoryLocks, memoryRunStorage } from './testing/memory.ts';

const { architecture } = presetOf('darts-v2');

const trial = (number: number, accuracy: number): Trial => ({
  number,
  architecture,
  status: 'trained',
  accuracy,
  reward: accuracy,
  trainable: 10,
  multiplyAdds: 100,
  seconds: 2,
  epochs: [],
});

function setUp(stored?: string) {
  const sent: Command[] = [];
  const kept = new Map<string, string>(stored === undefined ? [] : [['nas-playground', stored]]);
  const wires: { event: (event: Event) => void; crash: (reason: string) => void; dead: boolean }[] = [];
  let runs = 0;
  const store = createPlaygroundStore({
    connect(event, crash) {
      const wire = { event, crash, dead: false };
      wires.push(wire);
      return {
        send: (command) => sent.push(command),
        terminate: () => {
          wire.dead = true;
        },
      };
    },
    newRunId: () => `run-${++runs}`,
    connectLookup: () => {
      throw new Error('no table here');
    },
    tableUrl: 'http://localhost/',
    connectComparison: () => {
      throw new Error('no comparison here');
    },
    benchmarkUrl: 'http://localhost/benchmark/table.json',
    loadPictures: async () => ({ ok: false, error: 'no images here' }),
    ownSets: new Promise(() => {}),
    connectImport: () => {
      throw new Error('no pictures here');
    },
    dataUrl: 'http://localhost/data/',
    runStorage: Promise.resolve(memoryRunStorage().storage),
    locks: memoryLocks().locks,
    readRunFile: async () => {
      throw new Error('no files here');
    },
    openSquares: () => {
      throw new Error('no pictures here');
    },
    openPictures: () => {
      throw new Error('no pictures here');
    },
    recordings: [],
    loadRecording: () => {
      throw new Error('no recordings here');
    },
    now: () => '2026-01-31T12:00:00.000Z',
    storage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
  });
  const tell = (event: RunEvent, run = `run-${runs}`): void => wires.at(-1)?.event({ ...event, run });
  return { store, get: store.getState, sent, wires, tell, kept };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('nothing is connected before the first start', () => {
  const { get, wires, sent } = setUp();
  get().pause();
  get().stop();
  expect(wires).toHaveLength(0);
  get().start('run');
  expect(wires).toHaveLength(1);
  expect(sent).toMatchObject([
    { type: 'start', run: 'run-1', mode: 'run', dataUrl: 'http://localhost/data/' },
  ]);
  get().start('run');
  expect(sent).toHaveLength(1);
});

test('events of another run are dropped; those of this one are folded', () => {
  const { get, tell } = setUp();
  get().start('run');
  tell(
    { type: 'trial-started', trial: 1, architecture, cost: { trainable: 1, multiplyAdds: 1, steps: 4 } },
    'old',
  );
  expect(get().run?.current).toBeNull();
  tell({ type: 'trial-started', trial: 1, architecture, cost: { trainable: 1, multiplyAdds: 1, steps: 4 } });
  const batch = {
    type: 'batch',
    step: 2,
    steps: 4,
    epoch: 1,
    loss: 2,
    accuracy: 0.1,
    imagesPerSecond: 9,
  } as const;
  tell({ type: 'progress', trial: 1, progress: batch });
  tell({
    type: 'progress',
    trial: 1,
    progress: { type: 'epoch', epoch: 1, loss: 2, trainAccuracy: 0.1, validationAccuracy: 0.3 },
  });
  expect(get().run?.current).toMatchObject({ step: 2, heldOut: [{ step: 2, epoch: 1, accuracy: 0.3 }] });
  expect(get().run?.imagesPerSecond).toBe(9);
  expect(shownPair(get())).toMatchObject({ kind: 'child', trial: 1 });
  tell({ type: 'trial-ended', trial: trial(1, 0.3) });
  expect(get().run?.trials).toHaveLength(1);
  expect(get().run?.current).toBeNull();
});

test('a long training keeps its curve short, and its mean', () => {
  const { get, tell } = setUp();
  get().start('run');
  const cost = { trainable: 1, multiplyAdds: 1, steps: 5000 };
  tell({ type: 'trial-started', trial: 1, architecture, cost });
  for (let step = 1; step <= 5000; step++) {
    const at = { step, steps: 5000, epoch: 1, loss: step, accuracy: 0.5, imagesPerSecond: 9 };
    tell({ type: 'progress', trial: 1, progress: { type: 'batch', ...at } });
  }
  const points = get().run?.current?.points ?? [];
  expect(points.length).toBeGreaterThan(400);
  expect(points.length).toBeLessThanOrEqual(1000);
  expect(points.at(-1)?.step).toBe(5000);
  const sum = points.reduce(
    (total, { step, loss }, i) => total + loss * (step - (points[i - 1]?.step ?? 0)),
    0,
  );
  expect(sum / 5000).toBeCloseTo(2500.5, 6);
});

test('step starts a run where there is none, and a worker that will not stop is killed', () => {
  const { get, sent, wires, tell } = setUp();
  get().step();
  expect(sent).toMatchObject([{ type: 'start', mode: 'step' }]);
  expect(get().run?.stepping).toBe(true);
  tell({ type: 'phase', phase: 'preparing' });
  tell({ type: 'phase', phase: 'running' });
  expect(get().run?.stepping).toBe(true);
  get().stop();
  expect(sent.at(-1)).toEqual({ type: 'stop', run: 'run-1' });
  expect(get().run?.phase).toBe('running');
  vi.advanceTimersByTime(2000);
  expect(get().run?.phase).toBe('stopped');
  expect(wires[0]?.dead).toBe(true);
  get().start('run');
  expect(wires).toHaveLength(2);
});

test('a worker that stops by itself is kept for the next run', () => {
  const { get, wires, tell } = setUp();
  get().start('run');
  get().stop();
  tell({ type: 'phase', phase: 'stopped' });
  vi.advanceTimersByTime(2000);
  get().start('run');
  expect(wires).toHaveLength(1);
  expect(get().run?.phase).toBe('preparing');
});

test('a run that was stopped has no child in training, whether its worker obeyed or was killed', () => {
  for (const obeys of [true, false]) {
    const { get, tell } = setUp();
    get().start('run');
    tell({ type: 'phase', phase: 'running' });
    tell({
      type: 'trial-started',
      trial: 1,
      architecture,
      cost: { trainable: 1, multiplyAdds: 1, steps: 9 },
    });
    tell({ type: 'phase', phase: 'paused' });
    expect(get().run?.current?.number).toBe(1);
    tell({ type: 'progress', trial: 1, progress: { type: 'compiling', kernels: 162 } });
    expect(get().run?.current?.compiling).toBe(162);
    tell({ type: 'progress', trial: 1, progress: { type: 'compiled', dispatches: 3, bytes: 9 } });
    expect(get().run?.current?.compiling).toBeUndefined();
    get().stop();
    if (obeys) tell({ type: 'phase', phase: 'stopped' });
    vi.advanceTimersByTime(2000);
    expect(get().run).toMatchObject({ phase: 'stopped', current: null, stepping: false });
  }
});

test('a crash fails the run with a way on, and keeps its trials; the run before stays within reach', () => {
  const { get, tell, wires } = setUp();
  get().start('run');
  tell({ type: 'trial-ended', trial: trial(1, 0.5) });
  wires[0]?.crash('out of memory');
  expect(get().run).toMatchObject({
    phase: 'failed',
    problem: { kind: 'worker-ended', why: 'out of memory' },
  });
  get().start('run');
  expect(get().run?.trials).toEqual([]);
  expect(get().previous?.trials).toHaveLength(1);
  wires[1]?.crash('again');
  get().showPreviousRun();
  expect(get().run?.trials).toHaveLength(1);
});

test('only real random trials feed the band of their settings', () => {
  const { get, tell } = setUp();
  get().changeSettings({ strategy: 'random' });
  get().start('run');
  tell({ type: 'trial-ended', trial: trial(1, 0.25) });
  tell({ type: 'trial-ended', trial: { ...trial(2, 0), accuracy: null, status: 'failed' } });
  expect(get().randomRewards).toEqual({ [comparableKey(get().settings)]: [0.25, 0] });
});

test('a random search that is repeated with its seed feeds the band only with what is new', () => {
  const first = setUp();
  const search = (seed: number, accuracies: readonly number[], to: ReturnType<typeof setUp>): void => {
    to.get().changeSettings({ strategy: 'random', seed });
    to.get().start('run');
    for (const [index, accuracy] of accuracies.entries())
      to.tell({ type: 'trial-ended', trial: trial(index + 1, accuracy) });
    to.tell({ type: 'phase', phase: 'finished' });
  };
  const rewards = ({ get }: ReturnType<typeof setUp>, state = get()) =>
    state.randomRewards[comparableKey(state.settings)];
  search(1, [0.1, 0.2], first);
  search(2, [0.4], first);
  search(1, [0.1, 0.2, 0.3], first);
  expect(rewards(first)).toEqual([0.1, 0.2, 0.4, 0.3]);
  const later = setUp(first.kept.get('nas-playground'));
  search(1, [0.1, 0.2, 0.3, 0.5], later);
  expect(rewards(later)).toEqual([0.1, 0.2, 0.4, 0.3, 0.5]);
});

test('what is remembered comes back; what is damaged is forgotten alone', () => {
  const { get, kept } = setUp();
  const settings: Settings = { ...PRESET_SETTINGS.mini.settings, seed: 9 };
  get().changeSettings(settings);
  get().pin({ title: 'DARTS v2', architecture, accuracy: 0.4 });
  get().setTheme('dark');
  const stored = kept.get('nas-playground') as string;
  const again = setUp(stored).get();
  expect(again.settings).toEqual(settings);
  expect(again.pinned).toEqual([{ title: 'DARTS v2', architecture, accuracy: 0.4 }]);
  expect(again.theme).toBe('dark');
  const damaged = setUp(JSON.stringify({ ...JSON.parse(stored), settings: { batch: -1 } })).get();
  expect(damaged).toMatchObject({ settings: fittedBefore('ppo', 1), fitted: true });
  expect(damaged.pinned).toHaveLength(1);
  expect(setUp('{').get()).toMatchObject({ settings: fittedBefore('ppo', 1), fitted: true });
});

test('what another tab remembers is taken over, and neither takes from the other', () => {
  const one = setUp();
  one.get().changeSettings({ seed: 7 });
  const other = setUp(one.kept.get('nas-playground'));
  other.get().pin({ title: 'DARTS v2', architecture, accuracy: null });
  one.kept.set('nas-playground', other.kept.get('nas-playground') as string);
  one.get().recall();
  expect(one.get().pinned).toEqual(other.get().pinned);
  // What it had not heard of is not undone by its next write either.
  other.get().setTheme('dark');
  one.kept.set('nas-playground', other.kept.get('nas-playground') as string);
  one.get().changeSettings({ seed: 8 });
  const both = setUp(one.kept.get('nas-playground')).get();
  expect(both).toMatchObject({ theme: 'dark', settings: { seed: 8 } });
  expect(both.pinned).toHaveLength(1);
});

test('from the demo to the paper and back is the demo again, strategy included', () => {
  const { get, kept } = setUp();
  get().applyPreset('demo');
  get().changeSettings({ strategy: 'evolution', ...MINI_STRATEGIES.evolution });
  const demo = get().settings;
  get().applyPreset('demo');
  expect(get().settings).toEqual(demo);
  get().applyPreset('paper');
  expect(get().settings.strategy).toBe(PRESET_SETTINGS.paper.settings.strategy);
  get().applyPreset('paper');
  get().applyPreset('demo');
  expect(get().settings).toEqual(demo);
  get().applyPreset('paper');
  // After a reload nobody knows what was chosen: the demo as it comes.
  const again = setUp(kept.get('nas-playground')).get;
  again().applyPreset('demo');
  expect(again().settings).toEqual(PRESET_SETTINGS.demo.settings);
  // A strategy that was chosen on top of the paper's settings is a person's choice.
  get().changeSettings({ strategy: 'random' });
  get().applyPreset('demo');
  expect(get().settings.strategy).toBe('random');
});

test('a link shows its pair; a damaged one says so and changes nothing', () => {
  const { get } = setUp();
  get().openTab({ upper: 'controller' });
  get().openLink({ ok: true, value: architecture });
  expect(get().tabs).toEqual({ upper: 'child', lower: 'reward' });
  get().openTab({ upper: 'controller' });
  expect(shownPair(get())).toMatchObject({ architecture, kind: 'shared', trial: null });
  get().openLink({ ok: false, error: { kind: 'damaged', flaw: 'checksum' } });
  expect(get().tabs).toEqual({ upper: 'controller', lower: 'reward' });
  expect(get().linkProblem?.kind).toBe('damaged');
  expect(shownPair(get()).architecture).toBe(architecture);
});
