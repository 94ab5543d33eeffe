import { expect, test } from 'vitest';
import type { InspectionCommand, InspectionTold } from '../../protocol/inspection.ts';
import { recorded } from '../../run/journal.ts';
import { liveRun } from '../../run/live.ts';
import { newRun } from '../../run/run.ts';
import type { Trial } from '../../search/trial.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { presetOf } from '../../space/presets.ts';
import { browser } from '../testing/browser.ts';

const { architecture } = presetOf('darts-v2');
const trial = (number: number, more: Partial<Trial> = {}): Trial => ({
  ...{ number, architecture, status: 'trained', accuracy: 0.5, reward: 0.5 },
  ...{ trainable: 10, multiplyAdds: 100, seconds: 2, epochs: [] },
  ...more,
});
const weights = new Float32Array([1, 2]);
const again = {
  environment: { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'processor' },
  accuracy: 0.5,
} as const;

function page() {
  const opened = browser().open();
  const { store, wires, sent } = opened;
  let run = newRun({ name: 'a', created: '2026-01-01T00:00:00.000Z', settings: TINY_SETTINGS });
  run = recorded(run, { type: 'trial-ended', trial: trial(1), weights });
  for (const one of [
    trial(2, { promotedFrom: 1, budget: 4 }),
    trial(3, { status: 'reused', reusedFrom: 2 }),
    trial(4, { status: 'failed', accuracy: null, reason: 'so' }),
  ])
    run = recorded(run, { type: 'trial-ended', trial: one });
  store.setState({ run: liveRun('a', { ...run, phase: 'stopped' }) });
  const tell = (told: InspectionTold, inspection = 1): void =>
    wires.at(-1)!.event({ type: 'inspection', run: 'a', inspection, told });
  const commands = () => sent as InspectionCommand[];
  return { ...opened, tell, commands };
}

test('a child is asked for with what is kept of it, a promoted or reused one as it began', () => {
  const { get, commands } = page();
  get().inspect(1);
  get().inspect(3);
  get().inspect(1, 2);
  expect(commands()).toMatchObject([
    { type: 'inspect', run: 'a', inspection: 1, child: { trial: 1, seededBy: 1 }, weights },
    { inspection: 2, child: { trial: 2, seededBy: 1, budget: 4 } },
    { inspection: 3, child: { trial: 1, training: 2 } },
  ]);
  expect(commands()[0]).not.toHaveProperty('backend');
  expect(commands()[1]).not.toHaveProperty('weights');
  expect(commands()[2]).not.toHaveProperty('weights');
  get().inspect(4);
  get().inspect(9);
  expect(commands()).toHaveLength(3);
});

test('a child is trained again by what its search trained it with, where that is known', () => {
  const { store, get, commands } = page();
  const run = get().run!;
  const by = (backend: string) => ({ environment: { ...again.environment, backend } });
  const finalist = {
    trial: 1,
    training: 1,
    status: 'trained',
    accuracy: 0.5,
    judgedOn: 'validation',
  } as const;
  store.setState({
    run: {
      ...run,
      trials: [trial(1, by('wasm')), trial(2, by('abacus')), trial(3, { status: 'reused', reusedFrom: 1 })],
      finalists: [{ ...finalist, images: 2, seconds: 1, epochs: [], ...by('webgpu') }],
    },
  });
  for (const [number, training] of [[1], [2], [3], [1, 1]] as const) get().inspect(number, training);
  expect(commands().map((one) => (one.type === 'inspect' ? one.backend : one))).toEqual([
    ...['wasm', undefined, 'wasm', 'webgpu'],
  ]);
});

test('what is told is shown, of this inspection only, and maps of the last request only', () => {
  const { get, tell, commands } = page();
  get().inspect(1);
  get().wantMaps({ part: 'stem' }, 0);
  expect(commands()).toHaveLength(1);
  expect(get().inspection).toMatchObject({ trial: 1, stage: { type: 'opening' }, shares: 'unknown' });
  tell({ type: 'evaluating', done: 1, total: 2 }, 7);
  expect(get().inspection).toMatchObject({ stage: { type: 'opening' } });
  tell({ type: 'evaluating', done: 1, total: 2 });
  expect(get().inspection).toMatchObject({ stage: { type: 'evaluating', done: 1 } });
  tell({ type: 'inspected', inspected: { again: null } as never });
  get().wantMaps({ part: 'stem' }, 0);
  get().wantMaps({ part: 'stem' }, 1);
  const maps = {
    type: 'maps',
    node: { part: 'stem' },
    height: 1,
    width: 1,
    channels: 1,
    values: weights,
  } as const;
  tell({ ...maps, image: 0 });
  expect(get().inspection?.maps).toBeNull();
  tell({ ...maps, image: 1 });
  expect(get().inspection?.maps).toMatchObject({ image: 1 });
  const asked = { type: 'inspect-maps', node: { part: 'stem' } } as const;
  const refused = { type: 'not-answered', refusal: { kind: 'not-run' } } as const;
  // Of an earlier image: that is late as well.
  tell({ ...refused, request: { ...asked, image: 0 } });
  expect(get().inspection).toMatchObject({ maps: { image: 1 }, notAnswered: null });
  tell({ ...refused, request: { ...asked, image: 1 } });
  expect(get().inspection).toMatchObject({ stage: { type: 'open' }, notAnswered: { kind: 'not-run' } });
  get().wantShares();
  tell({ ...maps, image: 1 });
  const lost = { kind: 'device-lost', why: 'so' } as const;
  tell({ type: 'not-answered', request: { type: 'inspect-shares' }, refusal: lost });
  // The time of a step is not told, and the maps stay.
  expect(get().inspection).toMatchObject({
    ...{ maps: { image: 1 }, notAnswered: null, shares: null, sharesRefused: lost },
  });
  tell({ type: 'shares', shares: null });
  expect(get().inspection?.shares).toBeNull();
  get().closeInspection();
  expect(get().inspection).toBeNull();
  expect(commands().map(({ type }) => type)).toEqual([
    ...['inspect', 'inspect-maps', 'inspect-maps', 'inspect-shares', 'inspect-close'],
  ]);
});

test('of pictures the answer to the latest is shown; a refusal takes nothing of the one before, nor of maps', () => {
  const { get, tell, commands } = page();
  const [first, second] = [new Uint8Array([1]), new Uint8Array([2])];
  get().inspect(1);
  // Before it is open nobody is there to see them.
  get().classify(first);
  tell({ type: 'inspected', inspected: { again: null } as never });
  get().classify(first);
  get().classify(second);
  expect(commands().slice(1)).toEqual([
    { type: 'inspect-picture', run: 'a', inspection: 1, image: -1, pixels: first },
    { type: 'inspect-picture', run: 'a', inspection: 1, image: -2, pixels: second },
  ]);
  const tried = () => get().inspection?.tried;
  const probabilities = new Float32Array([0.25, 0.75]);
  tell({ type: 'picture', image: -1, probabilities });
  expect(tried()).toEqual({ answer: null, asked: { image: -2, pixels: second }, refused: null });
  tell({ type: 'picture', image: -2, probabilities });
  const answer = { image: -2, pixels: second, probabilities };
  expect(tried()).toEqual({ answer, asked: null, refused: null });
  get().classify(first);
  const lost = { kind: 'device-lost', why: 'so' } as const;
  tell({ type: 'not-answered', request: { type: 'inspect-picture', image: -3 }, refusal: lost });
  expect(tried()).toEqual({ answer, asked: null, refused: lost });
  expect(get().inspection).toMatchObject({ stage: { type: 'open' }, notAnswered: null });
  get().inspect(1);
  expect(tried()?.answer).toBeNull();
});

test('what was trained again is kept with its run; a worker that is gone is told', () => {
  const { get, tell, wires } = page();
  get().inspect(2);
  const own = new Float32Array([3]);
  wires.at(-1)!.event({ type: 'child-weights', run: 'a', trial: 2, weights: own, again });
  expect(get().run?.weights[2]).toMatchObject({ weights: own, byHand: true, again });
  tell({ type: 'training', progress: { type: 'compiling', kernels: 1 } });
  wires.at(-1)!.crash('it ended');
  expect(get().inspection?.stage).toEqual({
    type: 'refused',
    refusal: { kind: 'unexpected', why: 'it ended' },
  });
});

test('a looked-up child is refused without a worker', () => {
  const { store, get, wires } = page();
  const run = get().run!;
  store.setState({ run: { ...run, settings: { ...run.settings, rewards: 'table' } } });
  get().inspect(1);
  expect(get().inspection?.stage).toEqual({ type: 'refused', refusal: { kind: 'looked-up' } });
  expect(wires).toHaveLength(0);
});

test('weights that come are kept with the run behind its replay, which goes on', () => {
  const { get, wires } = page();
  get().inspect(2);
  get().startReplay();
  wires.at(-1)!.event({ type: 'child-weights', run: 'a', trial: 2, weights, again });
  expect(get().replay?.before?.weights[2]).toMatchObject({ weights, byHand: true });
  get().leaveReplay();
  expect(get().run?.weights[2]).toMatchObject({ weights, byHand: true });
});

test('a looked-up search goes on where the worker that looks into children ends', () => {
  const { store, get, wires } = page();
  get().inspect(1);
  const run = get().run!;
  const settings = { ...run.settings, rewards: 'table' } as const;
  store.setState({ run: { ...run, id: 'b', phase: 'running', settings } });
  wires.at(-1)!.crash('it ended');
  expect(get().inspection?.stage).toMatchObject({ type: 'refused' });
  expect(get().run?.phase).toBe('running');
});
