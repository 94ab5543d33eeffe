import { expect, test } from 'vitest';
import { ends, proposes, trial } from '../../run/testing/events.ts';
import { MEMORY_KEY } from '../../storage/memory.ts';
import { browser } from '../testing/browser.ts';

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const stopped = { type: 'phase', phase: 'stopped' } as const;

type Browser = ReturnType<typeof browser>;

/** A browser with a run of two children, and a tab with a run of its own of one child. */
async function twoRuns(within: Browser, storage?: Pick<Storage, 'getItem' | 'setItem'>) {
  const first = within.open();
  first.get().start('run');
  first.tell(...proposes(1), ...ends(1), ...proposes(2), ...ends(2), ...proposes(3), stopped);
  await settle();
  const tab = within.open(undefined, storage);
  await tab.get().readRuns();
  tab.get().start('run');
  tab.tell(...proposes(1), ...ends(1));
  await settle();
  return tab;
}

/** As localStorage. */
function remembering(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => void kept.set(key, text) };
}

test('a run that is laid over the present one is read from storage, and let go when it is not', async () => {
  const tab = await twoRuns(browser());
  tab.get().layOver('run-1', true);
  await expect
    .poll(() => tab.get().laidRuns['run-1'])
    .toMatchObject({
      id: 'run-1',
      name: 'Demo, reinforce, seed 1',
      trials: [
        { number: 1, seconds: expect.any(Number) },
        { number: 2, seconds: expect.any(Number) },
      ],
    });
  expect(tab.get().run?.id).toBe('run-2');
  tab.get().layOver('run-1', false);
  expect(tab.get().laid).toEqual([]);
});

test('the run on the page is not read again, until another takes its place', async () => {
  const tab = await twoRuns(browser());
  tab.get().layOver('run-2', true);
  await settle();
  expect(tab.get().laidRuns['run-2']).toBeUndefined();
  tab.tell(...proposes(2), { type: 'trial-ended', trial: trial(2, 0.7) }, stopped);
  await settle();
  expect(await tab.get().openRun('run-1')).toBe(true);
  await expect.poll(() => tab.get().laidRuns['run-2']).toMatchObject({ trials: [{}, { accuracy: 0.7 }] });
});

test('what another tab adds to a laid run is read with the list', async () => {
  const one = browser();
  const tab = await twoRuns(one);
  tab.get().layOver('run-1', true);
  await expect.poll(() => tab.get().laidRuns['run-1']).toMatchObject({ trials: [{}, {}] });
  const other = one.open();
  await other.get().readRuns();
  await other.get().resumeRun('run-1');
  other.tell(...ends(3));
  await settle();
  await tab.get().readRuns();
  await expect.poll(() => tab.get().laidRuns['run-1']).toMatchObject({ trials: [{}, {}, {}] });
});

test('a run that is deleted, here or in another tab, is laid over nothing any more', async () => {
  const one = browser();
  const tab = await twoRuns(one);
  await tab.get().duplicateRun('run-1');
  await tab.get().readRuns();
  const copy = tab.get().runs.find(({ name }) => name.endsWith('(copy)'))?.id ?? '';
  tab.get().layOver('run-1', true);
  tab.get().layOver(copy, true);
  await tab.get().deleteRun(copy);
  expect(tab.get().laid).toEqual(['run-1']);
  one.runs.delete('run-1');
  await tab.get().readRuns();
  expect(tab.get().laid).toEqual([]);
});

test('one that cannot be read is told as such', async () => {
  const one = browser();
  const tab = await twoRuns(one);
  Object.assign(one.runs.get('run-1')?.run.trials[0] ?? {}, { accuracy: 7 });
  tab.get().layOver('run-1', true);
  await expect.poll(() => tab.get().laidRuns['run-1']).toBe('unreadable');
  // It is not asked for again and again.
  await tab.get().readRuns();
  expect(tab.get().laid).toEqual(['run-1']);
});

test('what is laid over it is remembered between visits', async () => {
  const one = browser();
  const storage = remembering();
  const tab = await twoRuns(one, storage);
  tab.get().layOver('run-1', true);
  tab.get().setLaidAxis('seconds');
  expect(JSON.parse(storage.getItem(MEMORY_KEY) ?? '')).toMatchObject({
    laid: ['run-1'],
    laidAxis: 'seconds',
  });
  const later = one.open(undefined, storage);
  expect([later.get().laid, later.get().laidAxis]).toEqual([['run-1'], 'seconds']);
  await later.get().readRuns();
  await expect.poll(() => later.get().laidRuns['run-1']).toMatchObject({ trials: [{}, {}] });
  later.get().layNone();
  expect(JSON.parse(storage.getItem(MEMORY_KEY) ?? '')).toMatchObject({ laid: [] });
});
