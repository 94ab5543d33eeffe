import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { encodeRun } from '../../run/file/runFile.ts';
import { newRun, type Run } from '../../run/run.ts';
import { trial } from '../../run/testing/events.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { presetOf } from '../../space/presets.ts';
import { browser } from '../testing/browser.ts';
import { wholeRun } from './whole.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const recordOf = (name: string, trials: number): Run => ({
  ...newRun({
    name,
    created: '2026-01-31T12:00:00.000Z',
    settings: { ...TINY_SETTINGS, trials, finalists: 0 },
  }),
  phase: 'finished',
  trainedOn: { engine: 'compiled', backend: 'webgpu', adapter: 'One' },
  trials: Array.from({ length: trials }, (_, index) => trial(index + 1, 0.3 + index / 100)),
  updates: [{ afterTrial: 2, baseline: 0.3, entropy: 1 }],
});

/** A page on which a run of eight children is open, beside one of three. */
async function opened() {
  const kept = browser();
  const page = kept.open();
  const { get } = page;
  for (const run of [recordOf('Short', 3), recordOf('Long', 8)])
    await get().importRun('run.json', new Blob([encodeRun(run)]));
  const idOf = (name: string): string => get().runs.find((run) => run.name === name)?.id ?? '';
  expect(await get().openRun(idOf('Long'))).toBe(true);
  kept.state.writes = [];
  return { kept, ...page, idOf };
}

const momentAt = ({ replay, run }: ReturnType<Awaited<ReturnType<typeof opened>>['get']>) => [
  replay?.moment,
  run?.trials.length,
];

test('a run that is over plays from its beginning to its end, at its speed, and is given back', async () => {
  const { get, kept, sent, wires } = await opened();
  const whole = get().run;
  get().setSpeed(1);
  get().startReplay();
  expect(get().replay).toMatchObject({ moment: 0, playing: true });
  expect(get().run).toMatchObject({ trials: [], updates: [], checkpoint: null });
  await vi.advanceTimersByTimeAsync(1020);
  expect(momentAt(get())).toEqual([2, 2]);
  expect(get().run?.updates).toHaveLength(1);
  get().setSpeed(4);
  await vi.advanceTimersByTimeAsync(500);
  expect(momentAt(get())).toEqual([3, 3]);
  await vi.advanceTimersByTimeAsync(260);
  expect(momentAt(get())).toEqual([5, 5]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(get().replay).toMatchObject({ moment: 8, playing: false });
  get().leaveReplay();
  expect(get()).toMatchObject({ replay: null });
  expect(get().run).toBe(whole);
  await vi.advanceTimersByTimeAsync(5000);
  expect(get().run).toBe(whole);
  expect([kept.state.writes, sent, wires]).toEqual([[], [], []]);
  expect(kept.here.size).toBe(0);
});

test('a fast one takes several trials at once and ends at the last', async () => {
  const { get } = await opened();
  get().setSpeed(64);
  get().startReplay();
  await vi.advanceTimersByTimeAsync(50);
  expect(momentAt(get())).toEqual([6, 6]);
  await vi.advanceTimersByTimeAsync(50);
  expect(momentAt(get())).toEqual([8, 8]);
});

test('it is sought and held at any moment; played at its end it begins again', async () => {
  const { get } = await opened();
  get().startReplay();
  get().setPlaying(false);
  get().seek(5);
  await vi.advanceTimersByTimeAsync(2000);
  expect(momentAt(get())).toEqual([5, 5]);
  get().seek(99);
  expect(momentAt(get())).toEqual([8, 8]);
  get().seek(-3);
  expect(momentAt(get())).toEqual([0, 0]);
  get().seek(8);
  get().setPlaying(true);
  expect(get().replay).toMatchObject({ moment: 0, playing: true });
  get().seek(7);
  expect(get().replay).toMatchObject({ moment: 7, playing: true });
});

test('a child that is trained again meanwhile keeps its weights with what is played, at every moment', async () => {
  const { get, wires, idOf } = await opened();
  const weights = new Float32Array([1, 2]);
  const again = {
    environment: { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'processor' },
    accuracy: 0.4,
  };
  const trained = (trial: number) =>
    wires.at(-1)!.event({ type: 'child-weights', run: get().run!.id, trial, weights, again });
  get().startReplay();
  get().setPlaying(false);
  get().seek(5);
  get().inspect(2);
  trained(2);
  expect(get()).toMatchObject({ replay: { moment: 5 }, run: { weights: { 2: { byHand: true } } } });
  get().seek(6);
  expect(get().run?.weights[2]).toMatchObject({ weights });
  get().leaveReplay();
  expect(get().run).toMatchObject({ id: idOf('Long'), weights: { 2: { byHand: true } } });
  // One that came with the page is none of the runs that are kept here, and has them as long as the page is open.
  const shipped = recordOf('Shipped', 4);
  get().playRecorded(shipped);
  get().seek(4);
  get().inspect(3);
  trained(3);
  expect(get().run?.weights[3]).toMatchObject({ weights });
  get().leaveReplay();
  expect(get().run?.weights[3]).toBeUndefined();
  get().playRecorded(structuredClone(shipped));
  expect(get()).toMatchObject({ replay: { moment: 0 }, run: { weights: { 3: { byHand: true } } } });
  get().playRecorded(recordOf('Another', 4));
  expect(get().run?.weights).toEqual({});
});

test('Start leaves it and begins a new search; the whole run is the one before', async () => {
  const { get, sent } = await opened();
  const whole = get().run;
  get().startReplay();
  get().seek(2);
  get().start('run');
  expect(get()).toMatchObject({ replay: null, run: { trials: [], phase: 'preparing' } });
  expect(get().previous).toBe(whole);
  expect(sent).toMatchObject([{ type: 'start' }]);
  const { run } = get();
  await vi.advanceTimersByTimeAsync(5000);
  expect(get().run).toBe(run);
  // While it is at work there is nothing to replay.
  get().startReplay();
  expect(get().replay).toBeNull();
});

test('another run, a link, or the run before leaves it, and each finds the whole run', async () => {
  const { get, idOf } = await opened();
  const whole = get().run;
  get().startReplay();
  expect(await get().openRun(idOf('Short'))).toBe(true);
  expect(get()).toMatchObject({ replay: null, run: { name: 'Short' }, previous: whole });

  get().startReplay();
  get().showPreviousRun();
  expect(get()).toMatchObject({
    replay: null,
    run: whole,
    previous: { name: 'Short', trials: { length: 3 } },
  });

  get().startReplay();
  const { architecture } = presetOf('darts-v2');
  get().openLink({ ok: false, error: { kind: 'damaged-link', flaw: 'no-view' } });
  expect(get().replay).not.toBeNull();
  get().openLink({ ok: true, value: architecture });
  expect(get()).toMatchObject({ replay: null, shown: { source: 'link' } });
  expect(get().run).toBe(whole);
});

test('what is copied, given out, renamed or deleted meanwhile is the whole run', async () => {
  const { get, kept, idOf } = await opened();
  const id = idOf('Long');
  get().startReplay();
  get().seek(2);
  const file = await get().exportRun(id);
  expect(JSON.parse(file?.text ?? '').trials).toHaveLength(8);
  await get().duplicateRun(id);
  expect(kept.runs.get(idOf('Long (copy)'))?.run.trials).toHaveLength(8);
  await get().renameRun(id, 'Renamed');
  expect(get()).toMatchObject({ run: { name: 'Renamed', trials: { length: 2 } }, replay: { moment: 2 } });
  expect(wholeRun(get())).toMatchObject({ name: 'Renamed', trials: { length: 8 } });
  expect(kept.runs.get(id)?.run.trials).toHaveLength(8);
  await get().deleteRun(id);
  expect(get()).toMatchObject({ replay: null, run: null });
});

test('one that could not be written is whole in what is given out of it', async () => {
  const kept = browser();
  const { get, tell } = kept.open();
  get().changeSettings({ ...TINY_SETTINGS, trials: 3, finalists: 0 });
  get().start('run');
  kept.state.fail = new DOMException('The disk is full.', 'QuotaExceededError');
  for (const number of [1, 2, 3]) tell({ type: 'trial-ended', trial: trial(number) });
  tell({ type: 'phase', phase: 'finished' });
  await vi.advanceTimersByTimeAsync(100);
  get().startReplay();
  get().seek(1);
  const file = await get().exportRun(get().run?.id ?? '');
  expect(JSON.parse(file?.text ?? '').trials).toHaveLength(3);
});

test('what a worker still says of it gives the whole run back first', async () => {
  const kept = browser();
  const { get, tell } = kept.open();
  get().changeSettings({ ...TINY_SETTINGS, trials: 3, finalists: 0 });
  get().start('run');
  for (const number of [1, 2]) tell({ type: 'trial-ended', trial: trial(number) });
  tell({ type: 'phase', phase: 'stopped' });
  get().startReplay();
  get().seek(1);
  expect(get().run?.trials).toHaveLength(1);
  tell({ type: 'trial-ended', trial: trial(3) });
  expect(get()).toMatchObject({ replay: null, run: { trials: { length: 3 } } });
});
