import { expect, test } from 'vitest';
import { decodeRun } from '../../run/file/runFile.ts';
import { ends, proposes, trial } from '../../run/testing/events.ts';
import { browser } from '../testing/browser.ts';

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const stopped = { type: 'phase', phase: 'stopped' } as const;
const full = new DOMException('no room', 'QuotaExceededError');

type Browser = ReturnType<typeof browser>;
type Tab = ReturnType<Browser['open']>;

/** A tab that has trained two children of run-1 and was stopped. */
async function twoTrials(within: Browser): Promise<Tab> {
  const tab = within.open();
  tab.get().start('run');
  tab.tell(...proposes(1), ...ends(1), ...proposes(2), ...ends(2), ...proposes(3), stopped);
  await settle();
  return tab;
}

const numbers = async ({ storage }: Browser, id = 'run-1') =>
  (await storage.load(id))?.trials.map(({ number }) => number);

test('a run that another tab has deleted is gone: it is not gone on with, opened or renamed', async () => {
  const one = browser();
  const first = await twoTrials(one);
  const second = one.open();
  await second.get().readRuns();
  for (const act of ['resume', 'open', 'rename'] as const) {
    await first.get().readRuns();
    one.runs.delete('run-1');
    const { resumeRun, openRun, renameRun } = first.get();
    if (act === 'resume') expect(await resumeRun('run-1')).toBe(false);
    if (act === 'open') expect(await openRun('run-1')).toBe(false);
    if (act === 'rename') await renameRun('run-1', 'Mine');
    expect(first.get().runsNote).toEqual({ ok: false, kind: 'gone' });
    expect(first.get().runs).toEqual([]);
    expect(first.sent).toHaveLength(1);
    await settle();
    expect(one.here.size).toBe(0);
    expect(one.runs.size).toBe(0);
  }
  // What only this page still has can be saved.
  const file = await first.get().exportRun('run-1');
  expect(decodeRun(file?.text ?? '')).toMatchObject({
    ok: true,
    value: { trials: [{ number: 1 }, { number: 2 }] },
  });
});

test('what could not be written does not overwrite what another tab added since: it is kept apart', async () => {
  const one = browser();
  const first = await twoTrials(one);
  await first.get().resumeRun('run-1');
  one.state.fail = full;
  first.tell({ type: 'trial-ended', trial: trial(3, 0.9) }, stopped);
  await settle();
  one.state.fail = null;
  const second = one.open();
  await second.get().resumeRun('run-1');
  second.tell(...ends(3), ...proposes(4), ...ends(4), stopped);
  await settle();
  expect(await numbers(one)).toEqual([1, 2, 3, 4]);
  await first.get().resumeRun('run-1');
  await settle();
  expect((await one.storage.load('run-1'))?.trials[2]?.accuracy).toBe(0.5);
  const apart = await one.storage.load('run-2');
  expect(apart).toMatchObject({
    name: 'Demo, reinforce, seed 1 (kept apart)',
    trials: [{}, {}, { accuracy: 0.9 }],
  });
  expect(first.get().storageProblem).toEqual({ kind: 'apart', name: apart?.name });
  expect(first.sent.at(-1)).toMatchObject({ from: { trials: [{}, {}, { accuracy: 0.5 }, {}] } });
});

test('while another tab trains it, what could not be written waits', async () => {
  const one = browser();
  const first = await twoTrials(one);
  await first.get().resumeRun('run-1');
  one.state.fail = full;
  first.tell(...ends(3), stopped);
  await settle();
  one.state.fail = null;
  const second = one.open();
  await second.get().resumeRun('run-1');
  first.get().start('run');
  first.tell(...proposes(1), ...ends(1));
  await settle();
  second.tell(...ends(3), ...proposes(4), ...ends(4), stopped);
  await settle();
  // The same child with the same accuracy is no other find.
  first.tell(...proposes(2), ...ends(2), stopped);
  await settle();
  expect(await numbers(one)).toEqual([1, 2, 3, 4]);
  expect([...one.runs.keys()]).toEqual(['run-1', 'run-2']);
});

test('a run that another tab trains is not renamed; one that is trained here is, and stays so', async () => {
  const one = browser();
  const first = await twoTrials(one);
  await first.get().resumeRun('run-1');
  const second = one.open();
  await second.get().readRuns();
  await second.get().renameRun('run-1', 'Theirs');
  expect(second.get().runsNote).toEqual({ ok: false, kind: 'elsewhere' });
  await first.get().renameRun('run-1', 'Mine');
  expect([...one.here]).toEqual(['run-1']);
  first.tell(...ends(3), stopped);
  await settle();
  expect(await one.storage.heads()).toMatchObject([{ name: 'Mine', done: 3 }]);
});

test('a rename meets what another tab has added, and takes nothing of it away', async () => {
  const one = browser();
  const first = await twoTrials(one);
  const second = one.open();
  await second.get().resumeRun('run-1');
  second.tell(...ends(3), stopped);
  await settle();
  await first.get().renameRun('run-1', 'Mine');
  expect(await one.storage.heads()).toMatchObject([{ name: 'Mine', done: 3 }]);
});

test('“Not now” says nothing of a run that another tab has gone on with', async () => {
  const one = browser();
  await twoTrials(one);
  const interrupt = async (tab: Tab) => {
    await tab.get().resumeRun('run-1');
    tab.tell({ type: 'phase', phase: 'running' });
    await settle();
  };
  await interrupt(one.open());
  one.here.clear(); // that tab is gone
  const [second, third] = [one.open(), one.open()];
  await second.get().readRuns('offer');
  await third.get().readRuns('offer');
  await interrupt(third);
  second.get().dismissInterrupted();
  await settle();
  expect(await one.storage.heads()).toMatchObject([{ ended: false }]);
  expect([...one.here]).toEqual(['run-1']);
  third.tell(...ends(3));
  await settle();
  one.here.clear(); // the third is gone, too: that it was to be gone on with was never answered
  await second.get().readRuns('offer');
  expect(second.get().interrupted).toMatchObject({ done: 3 });
});

test('export, copy and open give what storage has, not what this page last saw', async () => {
  const one = browser();
  const first = await twoTrials(one);
  const second = one.open();
  await second.get().resumeRun('run-1');
  second.tell(...ends(3), stopped);
  await settle();
  const file = await first.get().exportRun('run-1');
  expect(decodeRun(file?.text ?? '')).toMatchObject({ ok: true, value: { trials: [{}, {}, { number: 3 }] } });
  await first.get().duplicateRun('run-1');
  expect(await numbers(one, 'run-2')).toEqual([1, 2, 3]);
  expect(await first.get().openRun('run-1')).toBe(true);
  expect(first.get().run?.trials).toHaveLength(3);
});

test('a run that is deleted while it could not be written stays deleted', async () => {
  const one = browser();
  const first = await twoTrials(one);
  await first.get().resumeRun('run-1');
  one.state.fail = full;
  first.tell(...ends(3), stopped);
  await settle();
  one.state.fail = null;
  await first.get().deleteRun('run-1');
  first.get().start('run');
  first.tell(...proposes(1), ...ends(1), stopped);
  await settle();
  expect([...one.runs.keys()]).toEqual(['run-2']);
});

test('where a browser has no locks, nothing is overwritten either', async () => {
  const one = browser();
  const first = await twoTrials(one);
  one.locks.take = async () => async () => {};
  const second = one.open();
  await first.get().resumeRun('run-1');
  await second.get().resumeRun('run-1');
  first.tell(...ends(3), ...proposes(4));
  await settle();
  second.tell(
    { type: 'trial-ended', trial: trial(3, 0.7) },
    ...proposes(4),
    { type: 'trial-ended', trial: trial(4, 0.8) },
    stopped,
  );
  await settle();
  expect((await one.storage.load('run-1'))?.trials.map(({ accuracy }) => accuracy)).toEqual([0.5, 0.5, 0.5]);
  expect((await one.storage.load('run-2'))?.trials.map(({ accuracy }) => accuracy)).toEqual([
    0.5, 0.5, 0.7, 0.8,
  ]);
  await second.get().readRuns();
  await second.get().deleteRun('run-1');
  first.tell(...ends(4), stopped);
  await settle();
  expect([...one.runs.keys()]).toEqual(['run-2']);
  expect(first.get().storageProblem).toMatchObject({ kind: 'gone' });
});

test('where all was deleted under a run in progress, that run is kept anew, and the person told', async () => {
  const one = browser();
  const first = await twoTrials(one);
  await first.get().resumeRun('run-1');
  one.runs.clear();
  first.tell(...ends(3), ...proposes(4));
  await settle();
  expect(await numbers(one)).toEqual([1, 2, 3]);
  expect(first.get().storageProblem).toEqual({ kind: 'cleared' });
  first.tell(...ends(4), stopped);
  await settle();
  expect(await numbers(one)).toEqual([1, 2, 3, 4]);
});

test('a newer version that keeps the runs is named', async () => {
  const one = browser();
  const first = await twoTrials(one);
  await first.get().resumeRun('run-1');
  one.state.fail = new DOMException('The version is lower.', 'VersionError');
  first.tell(...ends(3), stopped);
  await settle();
  expect(first.get().storageProblem).toEqual({ kind: 'newer' });
});

test('a run with trials and no checkpoint is looked at, and not trained over', async () => {
  const one = browser();
  const first = await twoTrials(one);
  const file = await first.get().exportRun('run-1');
  const without = (file?.text ?? '').replace(/"checkpoint": .*,\n/, '"checkpoint": null,\n');
  await first.get().importRun('Run.json', new Blob([without]));
  expect(first.get().runsNote).toMatchObject({ kind: 'taken', lacks: ['checkpoint'] });
  expect(await first.get().resumeRun('run-2')).toBe(false);
  expect(first.get().runsNote).toEqual({ ok: false, kind: 'no-checkpoint' });
  expect(first.sent).toHaveLength(1);
  expect(await first.get().openRun('run-2')).toBe(true);
  first.get().goOn();
  await settle();
  expect(first.sent).toHaveLength(1);
  expect(await numbers(one, 'run-2')).toEqual([1, 2]);
});

test('a tab lets go of its run only after its last write', async () => {
  const one = browser();
  const first = await twoTrials(one);
  await first.get().resumeRun('run-1');
  const { write } = one.storage;
  const heldAtWrite: boolean[] = [];
  one.storage.write = async (id, change, base) => {
    await new Promise((resolve) => setTimeout(resolve));
    heldAtWrite.push(one.here.has(id));
    return write(id, change, base);
  };
  first.tell(...ends(3), stopped);
  await expect.poll(() => one.here.size).toBe(0);
  expect(heldAtWrite).toEqual([true, true, true]);
});
