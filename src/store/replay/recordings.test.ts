import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Result } from '../../base/result.ts';
import type { RunEvent } from '../../protocol/protocol.ts';
import { newRun, type Run } from '../../run/run.ts';
import { proposes, trial } from '../../run/testing/events.ts';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { presetOf } from '../../space/presets.ts';
import type { RecordingId } from '../../studies/recorded/list.ts';
import { browser } from '../testing/browser.ts';
import type { RecordingProblem } from './recordings.ts';
import { isShipped, wholeRun } from './whole.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const recorded = (name: string, trials = 6): Run => ({
  ...newRun({
    name,
    created: '2026-01-31T12:00:00.000Z',
    settings: { ...TINY_SETTINGS, trials, finalists: 0 },
  }),
  phase: 'finished',
  trials: Array.from({ length: trials }, (_, index) => trial(index + 1, 0.3 + index / 100)),
});

type Read = Result<Run, RecordingProblem>;

/** A page with which two runs come, each of which arrives when it is told to. */
function opened() {
  const asked: { readonly id: RecordingId; readonly arrive: (read: Read) => void }[] = [];
  const kept = browser((id) => new Promise<Read>((arrive) => asked.push({ id, arrive })));
  const page = kept.open();
  const watch = async (id: RecordingId, read: Read): Promise<boolean> => {
    const done = page.get().watchRecording(id);
    asked.at(-1)?.arrive(read);
    return done;
  };
  return { kept, ...page, asked, watch };
}

const ppo: Read = { ok: true, value: recorded('PPO') };

test('it plays in the place of a run that is kept, and gives it back with what was drawn of it', async () => {
  const { kept, get, tell, watch } = opened();
  get().changeSettings({ ...TINY_SETTINGS, trials: 3, finalists: 0 });
  get().start('run');
  for (const number of [1, 2]) tell({ type: 'trial-ended', trial: trial(number) });
  tell({ type: 'phase', phase: 'stopped' });
  get().show({ source: 'trial', trial: 2 });
  await vi.advanceTimersByTimeAsync(100);
  const before = get();
  const writes = kept.state.writes.length;
  expect(await watch('mini-ppo', ppo)).toBe(true);
  expect(get()).toMatchObject({
    shown: { source: 'live' },
    replay: { moment: 0, playing: true },
    run: { name: 'PPO', trials: [] },
    wanted: null,
  });
  expect(get().replay && isShipped(get().replay!)).toBe(true);
  expect(wholeRun(get())).toBe(before.run);
  get().seek(4);
  get().show({ source: 'trial', trial: 4 });
  get().setSpeed(16);
  await vi.advanceTimersByTimeAsync(5000);
  get().leaveReplay();
  expect(get().run).toBe(before.run);
  expect(get().shown).toEqual({ source: 'trial', trial: 2 });
  expect(get()).toMatchObject({ replay: null, settings: before.settings, previous: before.previous });
  expect(kept.state.writes.length).toBe(writes);
  expect([...kept.here]).toEqual([]);
});

test('whoever waits for it hears just before it plays, and hears nothing where it cannot be had', async () => {
  const { get, asked } = opened();
  const heard: unknown[] = [];
  const hear = () => void heard.push(get().replay);
  const failed = get().watchRecording('mini-ppo', hear);
  asked[0]?.arrive({ ok: false, error: { kind: 'unreachable', why: 'no network' } });
  await failed;
  const done = get().watchRecording('mini-ppo', hear);
  asked[1]?.arrive(ppo);
  await done;
  expect(heard).toEqual([null]);
  expect(get().replay).not.toBeNull();
});

test('one after the other, both give back what was there before the first', async () => {
  const { get, watch } = opened();
  await watch('mini-ppo', ppo);
  get().seek(3);
  await watch('mini-random', { ok: true, value: recorded('Random') });
  expect(get()).toMatchObject({ run: { name: 'Random' }, replay: { moment: 0, before: null } });
  get().leaveReplay();
  expect(get()).toMatchObject({ run: null, replay: null });
});

test('a shared pair that was open is open again', async () => {
  const { get, watch } = opened();
  const { architecture } = presetOf('darts-v2');
  get().openLink({ ok: true, value: architecture });
  const { shown } = get();
  await watch('mini-ppo', ppo);
  expect(get().shown.source).toBe('live');
  get().leaveReplay();
  expect(get().shown).toBe(shown);
});

test('what plays by itself goes on behind it, and stays nobody’s', async () => {
  const { kept, get, wires, watch } = opened();
  get().playPreview({ ...PRESET_SETTINGS.table.settings, trials: 30, finalists: 0 });
  const id = get().run?.id ?? '';
  const hear = async (...events: RunEvent[]) => {
    for (const event of events) wires.at(-1)?.event({ ...event, run: id });
    await vi.advanceTimersByTimeAsync(100);
  };
  await hear({ type: 'phase', phase: 'running' }, { type: 'trial-ended', trial: trial(1) });
  await watch('mini-ppo', ppo);
  get().setPlaying(false);
  get().seek(2);
  await hear({ type: 'trial-ended', trial: trial(2) }, { type: 'trial-ended', trial: trial(3) });
  expect(get()).toMatchObject({ run: { name: 'PPO', trials: { length: 2 } }, replay: { moment: 2 } });
  get().leaveReplay();
  expect(get().run).toMatchObject({ id, isPreview: true, phase: 'running', trials: { length: 3 } });
  expect([kept.runs.size, kept.here.size]).toEqual([0, 0]);
  // It ends behind the other, too, where its worker fails.
  await watch('mini-ppo', ppo);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  wires.at(-1)?.crash('gone');
  expect(get()).toMatchObject({ run: { name: 'PPO' }, replay: { before: null } });
  vi.restoreAllMocks();
});

test('a search that is under way stays: it is said, also where it began meanwhile', async () => {
  const { get, tell, asked, watch } = opened();
  get().changeSettings({ ...TINY_SETTINGS, trials: 3, finalists: 0 });
  const watching = get().watchRecording('mini-ppo');
  get().start('run');
  tell(...proposes(1));
  asked[0]?.arrive(ppo);
  expect(await watching).toBe(false);
  expect(get()).toMatchObject({ replay: null, wanted: { id: 'mini-ppo', problem: { kind: 'busy' } } });
  expect(await watch('mini-random', ppo)).toBe(false);
  expect(asked).toHaveLength(1);
  expect(get()).toMatchObject({ replay: null, wanted: { id: 'mini-random', problem: { kind: 'busy' } } });
});

test('what cannot be had is told, and nothing else changes; who leaves or asks for another is not surprised', async () => {
  const { get, asked, watch } = opened();
  expect(await watch('mini-ppo', { ok: false, error: { kind: 'absent', status: 404 } })).toBe(false);
  expect(get()).toMatchObject({ run: null, wanted: { id: 'mini-ppo', problem: { kind: 'absent' } } });
  const first = get().watchRecording('mini-ppo');
  expect(get().wanted).toEqual({ id: 'mini-ppo', problem: null });
  const second = get().watchRecording('mini-random');
  asked[1]?.arrive(ppo);
  expect(await first).toBe(false);
  expect(get()).toMatchObject({ replay: null, wanted: { id: 'mini-random', problem: null } });
  get().forgetRecording();
  asked[2]?.arrive(ppo);
  expect(await second).toBe(false);
  expect(get()).toMatchObject({ replay: null, run: null, wanted: null });
});

test('Start leaves it and begins a search; the run that waited is the one before', async () => {
  const { get, tell, watch, sent } = opened();
  get().changeSettings({ ...TINY_SETTINGS, trials: 2, finalists: 0 });
  get().start('run');
  tell({ type: 'trial-ended', trial: trial(1) }, { type: 'phase', phase: 'stopped' });
  await vi.advanceTimersByTimeAsync(100);
  const { run } = get();
  await watch('mini-ppo', ppo);
  get().start('run');
  expect(get()).toMatchObject({ replay: null, run: { phase: 'preparing', trials: [] } });
  expect(get().previous).toBe(run);
  expect(sent.filter(({ type }) => type === 'start')).toHaveLength(2);
});
