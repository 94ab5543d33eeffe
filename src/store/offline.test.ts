import { expect, test, vi } from 'vitest';
import type { LiveRun } from '../run/live.ts';
import { createOfflineSlice, type OfflineState } from './offline.ts';
import type { Replay } from './replay/whole.ts';

function opened(run: Partial<LiveRun> | null, answer: 'taken' | 'searching' = 'taken') {
  const take = vi.fn(async () => answer);
  let kept = 12_300_000;
  type State = OfflineState & { readonly run: LiveRun | null; readonly replay: Replay | null };
  let state = {} as State;
  const set = (patch: Partial<State>): void => {
    state = { ...state, ...patch };
  };
  const offline = {
    takeNewVersion: take,
    countKeptImages: async () => kept,
    async removeKeptImages() {
      kept = 0;
    },
  };
  set({ ...createOfflineSlice(set, () => state, { offline }), run: run as LiveRun | null });
  return { get: () => state, set, take };
}

test('a new version is taken when it is asked for, once', async () => {
  const { get, take } = opened(null);
  await get().takeNewVersion();
  expect(take).not.toHaveBeenCalled();
  get().noteNewVersion();
  expect(get().newVersion).toBe('waiting');
  await Promise.all([get().takeNewVersion(), get().takeNewVersion()]);
  expect(take).toHaveBeenCalledOnce();
  get().noteNewVersion();
  expect(get().newVersion).toBe('taking');
});

test('never while a search runs or is held, but while one plays by itself', async () => {
  for (const phase of ['running', 'paused', 'preparing'] as const) {
    const { get, take } = opened({ phase, isPreview: false });
    get().noteNewVersion();
    await get().takeNewVersion();
    expect(take).not.toHaveBeenCalled();
  }
  const { get, take } = opened({ phase: 'running', isPreview: true });
  get().noteNewVersion();
  await get().takeNewVersion();
  expect(take).toHaveBeenCalledOnce();
});

test('never while a child by hand trains or waits, nor while a comparison does, of a search that is over or of a run that is played', async () => {
  const over = { phase: 'finished', isPreview: false, madeQueue: [1], fixing: null } as const;
  const { get, set, take } = opened(over);
  get().noteNewVersion();
  await get().takeNewVersion();
  set({ run: { ...over, madeQueue: [] } as never, replay: { whole: over, before: null } as never });
  await get().takeNewVersion();
  const fixing = { network: null, training: 1, step: 0, steps: 1 };
  set({ run: { ...over, madeQueue: [], fixing } as never, replay: null });
  await get().takeNewVersion();
  expect(take).not.toHaveBeenCalled();
  set({ run: { ...over, madeQueue: [] } as never });
  await get().takeNewVersion();
  expect(take).toHaveBeenCalledOnce();
});

test('another tab’s search is said, and it can be asked for again', async () => {
  const { get, take } = opened(null, 'searching');
  get().noteNewVersion();
  await get().takeNewVersion();
  expect(get().newVersion).toBe('searching');
  await get().takeNewVersion();
  expect(take).toHaveBeenCalledTimes(2);
});

test('kept images are counted, and removed', async () => {
  const { get } = opened(null);
  expect(get().keptImages).toBeNull();
  await get().countKeptImages();
  expect(get().keptImages).toBe(12_300_000);
  await get().removeKeptImages();
  expect(get().keptImages).toBe(0);
});

test('never while the class board trains', async () => {
  const { get, set, take } = opened(null);
  get().noteNewVersion();
  set({ isBoardTraining: true } as Partial<OfflineState>);
  await get().takeNewVersion();
  expect(take).not.toHaveBeenCalled();
  set({ isBoardTraining: false } as Partial<OfflineState>);
  await get().takeNewVersion();
  expect(take).toHaveBeenCalledOnce();
});
