import { expect, test } from 'vitest';
import { datasetInfo } from '../../data/infos.ts';
import { knowOwnSet } from '../../data/own/info.ts';
import type { RunEvent } from '../../protocol/protocol.ts';
import { decodeRun, encodeRun } from '../../run/file/runFile.ts';
import { architecture, cost, ends, proposes, state, trial } from '../../run/testing/events.ts';
import type { Trial } from '../../search/trial.ts';
import { browser } from '../testing/browser.ts';

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

test('a later run of the same settings bears a number, and its first one the name that it had', async () => {
  const { open } = browser();
  const { get, tell } = open();
  for (const name of ['Demo, reinforce, seed 1', 'Demo, reinforce, seed 1 (2)']) {
    get().start('run');
    tell({ type: 'phase', phase: 'running' }, ...proposes(1), ...ends(1), {
      type: 'phase',
      phase: 'stopped',
    });
    await settle();
    expect(get().run?.name).toBe(name);
  }
  await get().renameRun('run-1', 'First');
  get().start('run');
  expect(get().run?.name).toBe('Demo, reinforce, seed 1');
  expect(get().runs.map(({ name }) => name)).toEqual(['Demo, reinforce, seed 1 (2)', 'First']);
});

test('a run is kept as its events come, and a page that opens later offers to go on', async () => {
  const { open, runs, here } = browser();
  const first = open();
  first.get().start('run');
  first.tell({ type: 'phase', phase: 'running' });
  await settle();
  expect(runs.size).toBe(0);
  first.tell(...proposes(1), ...ends(1), ...proposes(2));
  first.tell({ type: 'child-state', trial: 2, state: state(1) });
  await settle();
  expect(runs.get('run-1')).toMatchObject({
    head: { done: 1, best: 0.5, ended: false, name: 'Demo, reinforce, seed 1' },
    run: {
      trials: [{ number: 1 }],
      updates: [{ afterTrial: 1 }],
      checkpoint: { proposed: { trial: 2 } },
      child: { trial: 2, state: { seconds: 1 } },
    },
  });
  expect([...here]).toEqual(['run-1']);

  const elsewhere = open();
  await elsewhere.get().readRuns('offer');
  expect(elsewhere.get().interrupted).toBeNull();
  await elsewhere.get().resumeRun('run-1');
  expect(elsewhere.get().runsNote).toEqual({ ok: false, kind: 'elsewhere' });
  expect(elsewhere.sent).toEqual([]);

  here.clear(); // the browser lets go when the page ends
  // Whoever looked a moment too early is offered it all the same.
  await expect.poll(() => elsewhere.get().interrupted).toMatchObject({ id: 'run-1' });
  const second = open();
  await second.get().readRuns('offer');
  expect(second.get().interrupted).toMatchObject({ id: 'run-1', done: 1 });
  await second.get().resumeRun('run-1');
  expect(second.get().interrupted).toBeNull();
  expect(second.sent).toMatchObject([
    {
      type: 'start',
      run: 'run-1',
      from: {
        trials: [{ number: 1 }],
        checkpoint: { proposed: { trial: 2 } },
        child: { trial: 2, state: { weights: new Float32Array([1]) } },
      },
    },
  ]);
  expect(second.get().run).toMatchObject({ phase: 'preparing', trials: [{ number: 1 }] });
  second.tell({ type: 'trial-started', trial: 2, architecture, cost });
  const step = Math.round(cost.steps / second.get().settings.epochs);
  expect(second.get().run?.current).toMatchObject({
    heldOut: [{ step, epoch: 1, accuracy: 0.2 }],
    points: [{ step, loss: 2 }],
  });
  second.tell(...ends(2), { type: 'phase', phase: 'finished' });
  await settle();
  expect(runs.get('run-1')).toMatchObject({ head: { done: 2, ended: true }, run: { child: null } });
  expect(here.size).toBe(0);
});

test('a tab goes on from where another one has brought its run meanwhile', async () => {
  const { open, here } = browser();
  const first = open();
  first.get().start('run');
  first.tell(...proposes(1), ...ends(1), ...proposes(2), { type: 'phase', phase: 'stopped' });
  await settle();
  expect(here.size).toBe(0);
  const second = open();
  await second.get().resumeRun('run-1');
  second.tell(...proposes(2), ...ends(2), ...proposes(3), { type: 'phase', phase: 'stopped' });
  await settle();
  await first.get().resumeRun('run-1');
  expect(first.sent.at(-1)).toMatchObject({
    type: 'start',
    run: 'run-1',
    from: { trials: [{ number: 1 }, { number: 2 }], checkpoint: { proposed: { trial: 3 } } },
  });
});

test('two clicks on Resume are one, and the lock of a run that could not be resumed is let go', async () => {
  const { open, here } = browser();
  const first = open();
  first.get().start('run');
  first.tell(...proposes(1), ...ends(1), ...proposes(2));
  await settle();
  here.clear();
  const second = open();
  await Promise.all([second.get().resumeRun('run-1'), second.get().resumeRun('run-1')]);
  expect(second.sent.filter(({ type }) => type === 'start')).toHaveLength(1);
  expect(second.get().runsNote?.kind).not.toBe('elsewhere');
  second.tell({ type: 'phase', phase: 'stopped' });
  await settle();
  await second.get().resumeRun('no such run');
  await settle();
  expect([...here]).toEqual([]);
});

test('who does not want to go on is not asked again, and can still do it from the list', async () => {
  const { open, here } = browser();
  const first = open();
  first.get().start('run');
  first.tell(...proposes(1));
  await settle();
  here.clear();
  const second = open();
  await second.get().readRuns('offer');
  second.get().dismissInterrupted();
  await settle();
  const third = open();
  await third.get().readRuns('offer');
  expect(third.get().interrupted).toBeNull();
  await third.get().resumeRun('run-1');
  expect(third.sent).toHaveLength(1);
});

test('a page that was closed on a finished run opens on it, beside a shared pair that is open', async () => {
  const { open } = browser();
  const first = open();
  first.get().changeSettings({ trials: 1, finalists: 0 });
  first.get().start('run');
  first.tell(...proposes(1), ...ends(1), { type: 'phase', phase: 'finished' });
  await settle();
  const second = open();
  second.get().openLink({ ok: true, value: architecture });
  await second.get().readRuns('offer');
  expect(second.get().run).toMatchObject({ id: 'run-1', phase: 'finished', trials: [{ number: 1 }] });
  expect(second.get().shown.source).toBe('link');
  // One that was only stopped is in the list, and another that was begun since comes before it.
  second.get().start('step');
  expect(second.get().shown.source).toBe('link');
  second.tell(...proposes(1), { type: 'phase', phase: 'stopped' });
  await settle();
  await second.get().resumeRun('run-2');
  expect(second.get().shown.source).toBe('link');
  second.tell({ type: 'phase', phase: 'stopped' });
  await settle();
  const third = open();
  await third.get().readRuns('offer');
  expect(third.get().run).toBeNull();
  expect(await second.get().openRun('run-1')).toBe(true);
  expect(second.get().shown.source).toBe('live');
});

test('rename, duplicate, delete, open, export, import', async () => {
  const { open, runs, elsewhere } = browser();
  const first = open();
  first.get().start('run');
  first.tell(...proposes(1), ...ends(1), ...proposes(2));
  first.tell({ type: 'child-state', trial: 2, state: state(1) }, { type: 'phase', phase: 'stopped' });
  await settle();
  const { get } = open();
  await get().readRuns();
  await get().renameRun('run-1', '  Mine ');
  expect(get().runs).toMatchObject([{ id: 'run-1', name: 'Mine' }]);
  await get().renameRun('run-1', ' ');
  expect(get().runsNote).toEqual({ ok: false, kind: 'no-name' });
  await get().duplicateRun('run-1');
  expect(get().runs.map(({ name }) => name)).toEqual(['Mine (copy)', 'Mine']);
  expect(runs.get('run-2')).toMatchObject({ run: { child: { trial: 2 }, trials: [{ number: 1 }] } });
  await get().openRun('run-2');
  expect(get().run).toMatchObject({ id: 'run-2', phase: 'stopped', trials: [{ number: 1 }] });

  const file = await get().exportRun('run-1');
  await get().importRun('Mine.json', new Blob([file?.text ?? '']));
  expect(get().runs.map(({ name }) => name)).toContain('Mine (2)');
  expect(get().runsNote).toEqual({
    ok: true,
    kind: 'taken',
    file: 'Mine.json',
    name: 'Mine (2)',
    lacks: [],
  });
  const damaged = (file?.text ?? '').replace('"reward":0.5', '"reward":"much"');
  await get().importRun('Mine.json', new Blob([damaged]));
  expect(get().runsNote).toEqual({
    ok: false,
    kind: 'not-taken',
    file: 'Mine.json',
    why: 'Its field trials[0].reward is "much" (it must be a number).',
  });
  expect(runs.size).toBe(3);

  elsewhere.add('run-1');
  await get().deleteRun('run-1');
  expect(get().runsNote).toEqual({ ok: false, kind: 'elsewhere' });
  await get().deleteRun('run-2');
  expect(get().run).toBeNull();
  expect([...runs.keys()]).toEqual(['run-1', 'run-3']);
  await get().openRun('run-2');
  expect(get().runsNote).toEqual({ ok: false, kind: 'gone' });
});

test('names of a person’s own classes are in a file only where they were ticked, and stay with whoever takes it in', async () => {
  const counts = { trainingImages: 120, testImages: 30, mean: [0.5, 0.5, 0.5], deviation: [0.2, 0.2, 0.2] };
  const classes = ['Grandmother', 'Uncle Ferdinand', 'Neighbour'];
  knowOwnSet({ id: 'own-3-120-0123456789ab', name: 'Family', made: 'now', classes, ...counts });
  const first = browser().open();
  const images = { trainImages: 60, validationImages: 60, batch: 8 };
  first.get().changeSettings({ dataset: 'own-3-120-0123456789ab', ...images });
  first.get().start('run');
  first.tell(...proposes(1), ...ends(1));
  await settle();
  const plain = await first.get().exportRun('run-1');
  const named = await first.get().exportRun('run-1', true);
  for (const name of [...classes, 'Family', 'classNames']) expect(plain?.text).not.toContain(name);
  expect(decodedRun(named).classNames).toEqual(classes);

  // As on another machine, to which these pictures never came.
  const elsewhere = 'own-3-120-ba9876543210';
  const run = decodedRun(named);
  const brought = encodeRun({ ...run, settings: { ...run.settings, dataset: elsewhere } });
  const { get } = browser().open();
  expect(datasetInfo(elsewhere).classes).toEqual(['class 1', 'class 2', 'class 3']);
  await get().importRun('run.json', new Blob([brought]));
  expect(get().runs).toMatchObject([{ classNames: classes }]);
  expect(datasetInfo(elsewhere).classes).toEqual(classes);
  await get().openRun('run-1');
  expect((await get().exportRun('run-1'))?.text).not.toContain('Neighbour');
  expect((await get().exportRun('run-1', true))?.text).toContain('Neighbour');
});

test('what children left is kept trial by trial and goes with the run, but not into its file', async () => {
  const { open, runs, here, state } = browser();
  const first = open();
  first.get().changeSettings({ weightSharing: true });
  first.get().start('run');
  const floats = (value: number) => new Float32Array([value]);
  const left = (number: number) => ({ stem: floats(number), [`cell ${number}`]: floats(number) });
  for (const number of [1, 2]) {
    first.tell(...proposes(number), { type: 'trial-ended', trial: trial(number), left: left(number) });
  }
  first.tell(...proposes(3));
  await settle();
  const written = state.writes.flatMap(({ change }) => (change.shared ? [change] : []));
  expect(written.map(({ trials, shared }) => [trials?.[0]?.number, shared])).toEqual([
    [1, left(1)],
    [2, left(2)],
  ]);
  const shared = { stem: floats(2), 'cell 1': floats(1), 'cell 2': floats(2) };
  expect(runs.get('run-1')?.run.shared).toEqual(shared);

  here.clear();
  const { get, sent } = open();
  await get().resumeRun('run-1');
  expect(sent).toMatchObject([{ type: 'start', from: { shared } }]);
  expect(get().run?.lacksShared).toBe(false);
  get().stop();
  await get().duplicateRun('run-1');
  expect(runs.get('run-2')?.run.shared).toEqual(shared);

  const file = await get().exportRun('run-1');
  const other = browser();
  const page = other.open();
  await page.get().importRun('run.json', new Blob([file?.text ?? '']));
  expect(page.get().runsNote).toMatchObject({ ok: true, kind: 'taken', lacks: ['shared'] });
  await page.get().resumeRun('run-1');
  expect(page.get().run?.lacksShared).toBe(true);
  expect(page.sent).toMatchObject([{ from: { shared: {} } }]);
});

test('children that paused are kept while they may be trained on, and go with the run', async () => {
  const { open, runs, here } = browser();
  const first = open();
  first.get().changeSettings({ halving: true, reductionFactor: 2, minimumEpochs: 1 });
  first.get().start('run');
  const pauses = (number: number, more: Partial<Trial> = {}): RunEvent[] => [
    { type: 'trial-ended', trial: { ...trial(number), budget: 1, ...more }, paused: state(number) },
  ];
  first.tell(...proposes(1), ...pauses(1), ...proposes(2), ...pauses(2));
  await settle();
  expect(runs.get('run-1')?.run.paused).toEqual({ 1: state(1), 2: state(2) });
  first.tell({ type: 'trial-started', trial: 3, architecture, cost, budget: 2, promotedFrom: 1 });
  expect(first.get().run?.current).toMatchObject({ budget: 2, promotedFrom: 1 });
  first.tell(...pauses(3, { budget: 2, promotedFrom: 1 }), ...proposes(4));
  await settle();
  expect(runs.get('run-1')?.run.paused).toEqual({ 2: state(2), 3: state(3) });
  here.clear();
  const { get, sent } = open();
  await get().resumeRun('run-1');
  expect(sent).toMatchObject([{ type: 'start', from: { paused: { 2: state(2), 3: state(3) } } }]);
  get().stop();
  await get().duplicateRun('run-1');
  expect(runs.get('run-2')?.run.paused).toEqual({ 2: state(2), 3: state(3) });
  const file = await get().exportRun('run-1');
  const page = browser().open();
  await page.get().importRun('run.json', new Blob([file?.text ?? '']));
  expect(page.get().runsNote).toMatchObject({ ok: true, kind: 'taken', lacks: ['paused'] });
});

test('a run that goes on elsewhere than it began says so', async () => {
  const { open, here } = browser();
  const first = open();
  first.get().start('run');
  const environment = { engine: 'compiled', backend: 'webgpu', adapter: 'One' } as const;
  first.tell({ type: 'environment', environment }, ...proposes(1), ...ends(1), ...proposes(2));
  await settle();
  here.clear();
  const { get, tell } = open();
  await get().resumeRun('run-1');
  tell({ type: 'environment', environment });
  expect(get().run?.movedFrom).toBeNull();
  tell({ type: 'environment', environment: { ...environment, adapter: 'Two' } });
  expect(get().run?.movedFrom).toBe('One (compiled engine)');
  expect(encodeRun(decodedRun(await get().exportRun('run-1')))).toContain('"adapter":"Two"');
});

test('each trial keeps what trained it, and a complete run that is resumed stays what it is', async () => {
  const { open, runs, here, state: kept } = browser();
  const first = open();
  first.get().changeSettings({ trials: 2, finalists: 0 });
  first.get().start('run');
  const one = { engine: 'compiled', version: 1, backend: 'webgpu', adapter: 'One' } as const;
  const two = { ...one, adapter: 'Two' };
  first.tell({ type: 'environment', environment: one }, ...proposes(1), ...ends(1));
  first.tell({ type: 'environment', environment: two }, ...proposes(2), ...ends(2));
  first.tell({ type: 'phase', phase: 'finished' });
  await settle();
  const { run, head } = runs.get('run-1')!;
  expect(run.trials.map(({ environment }) => environment)).toEqual([one, two]);
  expect(head).toMatchObject({ ended: true, environments: [one, two] });
  here.clear();
  const later = open();
  await later.get().readRuns();
  const before = kept.writes.length;
  await later.get().resumeRun('run-1');
  expect(later.get().run).toMatchObject({ id: 'run-1', phase: 'finished' });
  expect([later.sent, kept.writes.length, here.size]).toEqual([[], before, 0]);
});

function decodedRun(file: { readonly text: string } | null) {
  const run = decodeRun(file?.text ?? '');
  if (!run.ok) throw new Error(run.error);
  return run.value;
}

test('a damaged run is listed apart, given out as it lies there, and can be deleted', async () => {
  const { open, storage } = browser();
  const left = [{ id: 'run-9', name: 'Broken' }];
  const damaged: typeof storage = {
    ...storage,
    heads(tell) {
      tell?.(left);
      return storage.heads();
    },
    remains: async (id) => (id === 'run-9' ? { head: 'damaged', trials: [] } : null),
  };
  const { get } = open(Promise.resolve(damaged));
  await get().readRuns();
  expect([get().damaged, get().runs, get().runsNote]).toEqual([left, [], null]);
  expect(JSON.parse((await get().exportDamaged('run-9')) ?? '')).toEqual({ head: 'damaged', trials: [] });
  await get().deleteRun('run-9');
  expect(get().damaged).toEqual([]);
  expect(await get().exportDamaged('run-8')).toBeNull();
  expect(get().runsNote).toEqual({ ok: false, kind: 'gone' });
});
