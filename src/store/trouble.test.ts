import { expect, test } from 'vitest';
import { decodeRun } from '../run/file/runFile.ts';
import { ends, proposes, state } from '../run/testing/events.ts';
import { listedRuns } from './runs/runs.ts';
import { browser } from './testing/browser.ts';

/** Devices that are lost, workers that crash, storage that is full or not there. */

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

test('a lost device: the worker is rebuilt and the child goes on from its last epoch, by itself', async () => {
  const { open } = browser();
  const { get, sent, wires, tell } = open();
  get().start('run');
  tell(...proposes(1), ...ends(1), ...proposes(2));
  const lost = {
    type: 'problem',
    problem: { kind: 'device-lost', why: 'its driver was reset' },
  } as const;
  tell({ type: 'child-state', trial: 2, state: state(3) }, lost);
  expect(wires.map(({ dead }) => dead)).toEqual([true, false]);
  expect(sent[1]).toMatchObject({ type: 'start', run: 'run-1', from: { child: { state: state(3) } } });
  expect(get().run).toMatchObject({
    phase: 'preparing',
    problem: null,
    trials: [{ number: 1 }],
    recovered: { reason: 'its driver was reset', trial: 2, epoch: 3 },
  });
  // What the dead worker still says is not heard.
  wires[0]?.event({ type: 'phase', phase: 'failed', run: 'run-1' });
  expect(get().run?.phase).toBe('preparing');
  // Lost again without having come further: twice is enough.
  tell(lost);
  expect(get().run?.phase).toBe('preparing');
  tell(lost, { type: 'phase', phase: 'failed' });
  expect(get().run).toMatchObject({ phase: 'failed', problem: { why: 'its driver was reset' } });
  expect(sent).toHaveLength(3);
  get().goOn();
  await settle();
  expect(sent[3]).toMatchObject({ run: 'run-1', from: { child: { state: state(3) } } });
});

test('after a loss a run goes on on its own backend, or a person is asked', async () => {
  const { open } = browser();
  const { get, sent, tell } = open();
  const environment = { engine: 'compiled', backend: 'webgpu', adapter: 'One' } as const;
  get().changeSettings({ wave: 3 });
  get().start('run');
  expect(sent[0]).toMatchObject({ atOnce: 8 });
  expect(sent[0]).not.toHaveProperty('backend');
  tell({ type: 'environment', environment }, ...proposes(1), ...ends(1), ...proposes(2));
  tell({ type: 'problem', problem: { kind: 'device-lost', why: 'its driver was reset' } });
  expect(sent[1]).toMatchObject({ type: 'start', backend: 'webgpu' });
  const gone = { kind: 'backend-gone', why: 'There is no WebGPU here.' } as const;
  tell({ type: 'problem', problem: gone }, { type: 'phase', phase: 'failed' });
  expect(get().run).toMatchObject({ phase: 'failed', problem: gone });
  for (const times of [2, 3]) {
    get().goOn();
    await settle();
    expect(sent[times]).toMatchObject({ type: 'start', backend: 'webgpu' });
    // What took the device down may have been how much was on it.
    expect(sent[times]).not.toHaveProperty('atOnce');
    tell({ type: 'problem', problem: gone }, { type: 'phase', phase: 'failed' });
  }
  get().goOnAnywhere();
  await settle();
  expect(sent[4]).toMatchObject({ type: 'start', from: {}, atOnce: 8 });
  expect(sent[4]).not.toHaveProperty('backend');
  tell({ type: 'environment', environment: { ...environment, backend: 'cpu', adapter: 'CPU' } });
  expect(get().run?.movedFrom).toBe('One (compiled engine)');
});

test('a worker that crashes is rebuilt in the same way', () => {
  const { open } = browser();
  const { get, sent, wires, tell } = open();
  get().start('run');
  tell(...proposes(1));
  wires[0]?.crash('out of memory');
  expect(sent).toHaveLength(2);
  expect(get().run).toMatchObject({ phase: 'preparing', recovered: { trial: 1, epoch: 0 } });
});

test('full storage is said once, the search goes on, and with room again all of it is kept', async () => {
  const { open, runs, state: storage } = browser();
  const { get, tell } = open();
  get().start('run');
  tell(...proposes(1));
  await settle();
  storage.fail = new DOMException('no room', 'QuotaExceededError');
  tell(...ends(1), ...proposes(2), ...ends(2));
  await settle();
  expect(get().storageProblem).toEqual({ kind: 'full' });
  expect(get().run?.trials).toHaveLength(2);
  expect(runs.get('run-1')?.run.trials).toHaveLength(0);
  storage.fail = null;
  tell(...proposes(3));
  await settle();
  expect(get().storageProblem).toBeNull();
  expect(runs.get('run-1')?.run).toMatchObject({ trials: [{ number: 1 }, { number: 2 }] });
  expect(runs.get('run-1')?.run.updates).toHaveLength(2);
});

test('without storage the search runs, the person is told, and the run can be exported', async () => {
  const { open } = browser();
  const { get, tell } = open(Promise.reject(new Error('The operation is insecure.')));
  await get().readRuns('offer');
  expect(get().storageProblem).toBeNull();
  get().start('run');
  tell(...proposes(1), ...ends(1));
  await settle();
  expect(get().storageProblem).toEqual({ kind: 'forbidden', why: 'The operation is insecure.' });
  expect(listedRuns(get())).toMatchObject([{ id: 'run-1', done: 1 }]);
  const file = await get().exportRun('run-1');
  expect(file?.name).toBe('Demo-reinforce-seed-1.json');
  expect(decodeRun(file?.text ?? '')).toMatchObject({ ok: true, value: { trials: [{ number: 1 }] } });
});
