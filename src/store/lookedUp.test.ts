import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunEvent } from '../protocol/protocol.ts';
import { ends, trial } from '../run/testing/events.ts';
import { PRESET_SETTINGS } from '../settings/settings.ts';
import { browser } from './testing/browser.ts';

const table = { ...PRESET_SETTINGS.table.settings, trials: 3, finalists: 0 };
const looked = (number: number): RunEvent => ({ type: 'trial-ended', trial: trial(number) });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What is looked up is folded a moment later, all at once. */
const settle = () => vi.advanceTimersByTimeAsync(100);

test('a looked-up run is started by its table, paced, and kept from its first child without a checkpoint', async () => {
  const page = browser();
  const { get, sent, tell } = page.open();
  get().changeSettings(table);
  get().start('run');
  expect(sent).toMatchObject([{ type: 'start', tableUrl: 'http://localhost/', speed: 4 }]);
  tell({ type: 'phase', phase: 'running' }, looked(1), looked(2));
  expect(get().run?.trials).toHaveLength(0);
  await settle();
  expect(get().run?.trials).toHaveLength(2);
  expect(page.runs.get('run-1')?.run.trials).toHaveLength(2);
  get().setSpeed(64);
  expect(sent.at(-1)).toEqual({ type: 'speed', run: 'run-1', speed: 64 });
  tell(...ends(3), { type: 'phase', phase: 'finished' });
  await settle();
  expect(page.runs.get('run-1')?.head).toMatchObject({ done: 3, ended: true });
});

test('one that was interrupted goes on after what is known of it', async () => {
  const page = browser();
  const first = page.open();
  first.get().changeSettings(table);
  first.get().start('run');
  first.tell({ type: 'phase', phase: 'running' }, looked(1));
  await settle();
  page.here.clear();
  const second = page.open();
  await second.get().readRuns('offer');
  expect(await second.get().resumeRun('run-1')).toBe(true);
  expect(second.sent).toMatchObject([{ type: 'start', run: 'run-1', known: { trials: 1, finalists: 0 } }]);
  second.tell(looked(2));
  await settle();
  expect(page.runs.get('run-1')?.run.trials.map(({ number }) => number)).toEqual([1, 2]);
});

test('what plays by itself is not kept and stands in nobody’s way, until it is touched', async () => {
  const page = browser();
  const { get, sent, tell } = page.open();
  const own = get().settings;
  get().playPreview(table);
  expect(sent).toMatchObject([{ type: 'start', speed: 4 }]);
  tell({ type: 'phase', phase: 'running' }, looked(1));
  await settle();
  expect(get().run).toMatchObject({ isPreview: true, trials: { length: 1 } });
  expect([page.runs.size, page.here.size]).toEqual([0, 0]);
  expect(get().settings).toBe(own);

  get().show({ source: 'trial', trial: 1 });
  await settle();
  expect(get().run).toMatchObject({ isPreview: false, phase: 'running' });
  expect(get().settings).toEqual(table);
  expect(page.runs.get('run-1')?.run).toMatchObject({ settings: table, trials: { length: 1 } });
  expect(page.here.has('run-1')).toBe(true);
  tell(looked(2));
  await settle();
  expect(page.runs.get('run-1')?.run.trials).toHaveLength(2);
});

test('another pace is the preview’s too, which stays nobody’s, and what Start trains stays as it was', async () => {
  const page = browser();
  const { get, sent, tell } = page.open(undefined, { getItem: () => null, setItem() {} });
  const { settings } = get();
  get().playPreview(table);
  tell({ type: 'phase', phase: 'running' }, looked(1));
  await settle();
  get().setSpeed(64);
  expect(sent.at(-1)).toEqual({ type: 'speed', run: 'run-1', speed: 64 });
  expect(get()).toMatchObject({ speed: 64, fitted: true, run: { isPreview: true } });
  expect(get().settings).toBe(settings);
  expect([page.runs.size, page.here.size]).toEqual([0, 0]);
  get().start('run');
  expect(sent.at(-1)).toMatchObject({ type: 'start', settings, fit: {} });
});

test('Start ends what plays by itself, and nothing is left of it', async () => {
  const page = browser();
  const { get, sent, wires, tell } = page.open();
  get().playPreview(table, 28);
  expect(sent).toMatchObject([{ speed: 64, pauseAfter: 28 }]);
  tell({ type: 'phase', phase: 'running' }, looked(1));
  await settle();
  get().start('run');
  expect(wires.map(({ dead }) => dead)).toEqual([true, false]);
  expect(get()).toMatchObject({ run: { id: 'run-2', isPreview: false, trials: [] }, previous: null });
});

test('what Start needs is fetched beside what plays, once, and its loss is nobody’s', async () => {
  const page = browser();
  const { get, sent, wires } = page.open();
  get().playPreview(table);
  get().prepare();
  get().prepare();
  expect(sent.map(({ type }) => type)).toEqual(['start', 'prepare']);
  expect(sent[1]).toMatchObject({ settings: get().settings, place: 'automatic' });
  wires[1]?.crash('gone');
  expect(get().run?.isPreview).toBe(true);
  get().start('run');
  get().prepare();
  expect(sent.at(-1)?.type).toBe('start');
});

test('a preview that is touched before it stands still goes on at the page’s speed', async () => {
  const { get, sent, tell } = browser().open();
  get().playPreview(table, 28);
  tell({ type: 'phase', phase: 'running' }, looked(1));
  await settle();
  get().show({ source: 'trial', trial: 1 });
  expect(sent.at(-1)).toEqual({ type: 'speed', run: 'run-1', speed: 4 });
});

test('a run that is there, or was kept, is not played over; a preview whose table is missing leaves no trace', async () => {
  const page = browser();
  const { get, sent, tell } = page.open();
  get().start('run');
  get().playPreview(table);
  expect(sent).toHaveLength(1);

  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const other = page.open();
  other.get().playPreview(table);
  other.tell({ type: 'problem', problem: { kind: 'no-images', dataset: 'cifar10', why: 'It is missing.' } });
  await settle();
  expect(other.get().run).toBeNull();
  expect(warned).toHaveBeenCalledOnce();
  warned.mockRestore();
  tell({ type: 'phase', phase: 'stopped' });
});
