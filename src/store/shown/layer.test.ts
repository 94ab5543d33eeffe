import { expect, test } from 'vitest';
import { recorded } from '../../run/journal.ts';
import { liveRun } from '../../run/live.ts';
import { newRun } from '../../run/run.ts';
import { ends, proposes } from '../../run/testing/events.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { presetOf } from '../../space/presets.ts';
import { browser } from '../testing/browser.ts';
import { absentChild, shownPair } from './selectors.ts';

const { architecture } = presetOf('darts-v2');

type Page = ReturnType<typeof page>;

function page() {
  const opened = browser().open();
  let run = newRun({ name: 'a', created: '2026-01-01T00:00:00.000Z', settings: TINY_SETTINGS });
  for (const number of [1, 2]) {
    const trial = { number, architecture, status: 'trained', accuracy: 0.5, reward: 0.5 } as const;
    const cost = { trainable: 10, multiplyAdds: 100, seconds: 2, epochs: [] };
    run = recorded(run, { type: 'trial-ended', trial: { ...trial, ...cost } });
  }
  opened.store.setState({ run: liveRun('a', { ...run, phase: 'stopped' }) });
  return opened;
}

test('the live child is held on to while it is open, and let go of where no other was chosen', () => {
  const { get } = page();
  get().openInspector();
  expect(get().layer).toMatchObject({ view: 'inspector', tab: 'normal', beside: null });
  expect(get().shown).toEqual({ source: 'trial', trial: 2 });
  expect(shownPair(get()).trial).toBe(2);
  get().turnLayer({ tab: 'reduction', cell: 2 });
  expect(get().layer).toMatchObject({ tab: 'reduction', cell: 2 });
  get().closeLayer();
  expect(get()).toMatchObject({ layer: null, shown: { source: 'live' } });

  get().openInspector();
  get().show({ source: 'trial', trial: 1 });
  get().closeLayer();
  expect(get().shown).toEqual({ source: 'trial', trial: 1 });
  get().turnLayer({ tab: 'reduction' });
  expect(get().layer).toBeNull();
});

const steps = { type: 'trial-started', trial: 3, architecture } as const;
const cost = { trainable: 1, multiplyAdds: 1, steps: 4 };

test('whatever is drawn before the first child stays while it is looked into', () => {
  const { get, store, tell } = browser().open();
  get().start('run');
  get().openInspector();
  const { title } = shownPair(get());
  tell({ ...steps, trial: 1, cost });
  expect(shownPair(get())).toMatchObject({ kind: 'titled', title, trial: null });
  get().closeLayer();
  expect(shownPair(get())).toMatchObject({ kind: 'child', trial: 1 });
  expect(store.getState().shown).toEqual({ source: 'live' });
});

test('another run closes what was open on the one before', async () => {
  for (const another of [
    ({ get }: Page) => get().start('run'),
    ({ get }: Page) => get().start('step'),
    ({ get }: Page) => get().showPreviousRun(),
    ({ get }: Page) => get().playRecorded({ ...page().get().run!, name: 'Recorded' }),
  ]) {
    const opened = page();
    const { get, store } = opened;
    store.setState({ previous: { ...get().run!, id: 'b' } });
    get().openInspector({ trial: 1 });
    another(opened);
    expect(get()).toMatchObject({ layer: null, shown: { source: 'live' } });
    get().leaveReplay();
  }
});

test('the child that is looked into stays while its run goes on, by a step, or in a replay', async () => {
  const one = browser();
  const first = one.open();
  first.get().changeSettings({ ...TINY_SETTINGS, trials: 4, finalists: 0 });
  first.get().start('run');
  const known = [...proposes(1), ...ends(1), ...proposes(2), ...ends(2), ...proposes(3)];
  first.tell(...known, { type: 'phase', phase: 'stopped' });
  const { get, tell } = first;
  get().openInspector({ trial: 1 });
  expect(await get().resumeRun(get().run!.id)).toBe(true);
  tell({ type: 'phase', phase: 'paused' });
  get().step();
  tell({ ...steps, cost });
  expect(get()).toMatchObject({ layer: { view: 'inspector' }, shown: { source: 'trial', trial: 1 } });
  expect(shownPair(get()).trial).toBe(1);
  tell({ type: 'phase', phase: 'stopped' });
  get().startReplay();
  expect(get()).toMatchObject({
    layer: { view: 'inspector' },
    replay: { moment: 0 },
    shown: { source: 'trial', trial: 1 },
  });
  get().leaveReplay();
  expect(get()).toMatchObject({ layer: { view: 'inspector' }, shown: { source: 'trial', trial: 1 } });
});

test('a child that an address names stays; two of them are held against each other', () => {
  const { get } = page();
  get().openInspector({ trial: 1, beside: 2 });
  expect(get().layer).toMatchObject({ tab: 'differences', beside: 2 });
  get().closeLayer();
  expect(get().shown).toEqual({ source: 'trial', trial: 1 });
  get().openInspector({ cell: 4, tab: 'reduction' });
  expect(get().layer).toMatchObject({ tab: 'reduction', cell: 4, held: null });
  get().openLink({ ok: true, value: architecture });
  expect(get().layer).toBeNull();
});

test('one of a wave that has not begun can be looked into, and closing leads back to its place', () => {
  const { get, tell } = browser().open();
  get().changeSettings({ ...TINY_SETTINGS, trials: 3, wave: 3 });
  get().start('run');
  const child = (number: number) => ({ trial: number, architecture });
  const checkpoint = { learned: 0, strategy: {}, proposed: child(1), wave: [child(2), child(3)] };
  tell({ type: 'phase', phase: 'running' }, { ...steps, trial: 1, cost }, { type: 'checkpoint', checkpoint });
  const third = { source: 'slot', slot: 2 } as const;
  get().show(third);
  get().openInspector();
  expect(get().shown).toEqual({ source: 'trial', trial: 3 });
  expect(absentChild(get())).toBeNull();
  expect(shownPair(get())).toMatchObject({ kind: 'child', trial: 3 });
  get().closeLayer();
  expect(get()).toMatchObject({ layer: null, shown: third });
});
