import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { expect, test } from 'vitest';
import { DataError } from '../base/errors.ts';
import type { RunChange } from '../run/change.ts';
import { trialJson } from '../run/file/checks.ts';
import type { RunHead } from '../run/run.ts';
import type { Trial } from '../search/trial.ts';
import { TINY_SETTINGS } from '../settings/testing/tiny.ts';
import { presetOf } from '../space/presets.ts';
import { RunConflict } from './conflict.ts';
import { openRunStorage } from './indexedDb.ts';
import type { DamagedRun } from './runStorage.ts';

const { architecture } = presetOf('darts-v2');

const head = (id: string, created: string): RunHead => ({
  id,
  name: `Run ${id}`,
  created,
  updated: created,
  settings: TINY_SETTINGS,
  environment: null,
  done: 0,
  best: null,
  ended: false,
});

const trial = (number: number, accuracy = 0.5): Trial => ({
  number,
  architecture,
  status: 'trained',
  accuracy,
  reward: accuracy,
  trainable: 10,
  multiplyAdds: 100,
  seconds: 2,
  epochs: [],
});

const checkpoint = {
  learned: 0,
  strategy: { strategy: 'random' },
  proposed: { trial: 2, architecture },
} as const;

const child = {
  trial: 2,
  state: { epochs: [], seconds: 1, weights: new Float32Array([1, 2]), velocity: new Float32Array([3]) },
};

/** Storage whose writes build on what it holds. */
async function opened(name: string) {
  const storage = await openRunStorage(name);
  const write = async (id: string, change: RunChange) => {
    const stored = (await storage.heads()).find((one) => one.id === id);
    return storage.write(id, change, stored?.revision ?? null);
  };
  return { ...storage, write };
}

test('what is written comes back after the database was closed, whole and in order', async () => {
  const first = await opened('whole');
  await first.write('a', { head: head('a', '2026-01-01T00:00:00.000Z'), trials: [trial(1)], checkpoint });
  await first.write('b', { head: head('b', '2026-01-02T00:00:00.000Z') });
  const many = Array.from({ length: 11 }, (_, index) => trial(index + 1));
  await first.write('b', { trials: many, updates: [{ afterTrial: 2, baseline: 0.1, entropy: null }] });
  await first.write('a', { child, updates: [{ afterTrial: 1, baseline: null, entropy: 1 }] });
  const second = await opened('whole');
  expect((await second.heads()).map(({ id }) => id)).toEqual(['b', 'a']);
  expect(await second.load('a')).toMatchObject({
    name: 'Run a',
    trials: [trial(1)],
    updates: [{ afterTrial: 1 }],
    checkpoint,
    child,
  });
  expect((await second.load('b'))?.trials.map(({ number }) => number)).toEqual(
    many.map(({ number }) => number),
  );
  await second.write('a', { child: null });
  expect((await second.load('a'))?.child).toBeNull();
  await second.remove('a');
  expect(await second.load('a')).toBeNull();
  expect((await second.heads()).map(({ id }) => id)).toEqual(['b']);
  expect((await second.load('b'))?.trials).toHaveLength(11);
});

test('shared weights are replaced place by place, and are a run\u2019s own', async () => {
  const storage = await opened('shared');
  const floats = (...values: number[]) => new Float32Array(values);
  for (const id of ['a', 'ab']) await storage.write(id, { head: head(id, '2026-01-01T00:00:00.000Z') });
  expect((await storage.load('a'))?.shared).toEqual({});
  await storage.write('a', { child, shared: { stem: floats(1, 2), head: floats(3) } });
  await storage.write('ab', { shared: { stem: floats(9) } });
  await storage.write('a', { child: null, shared: { head: floats(4), 'cell 0': floats(5) } });
  const again = await opened('shared');
  expect(await again.load('a')).toMatchObject({ child: null });
  expect((await again.load('a'))?.shared).toEqual({
    stem: floats(1, 2),
    head: floats(4),
    'cell 0': floats(5),
  });
  await again.remove('a');
  await again.write('a', { head: head('a', '2026-01-01T00:00:00.000Z') });
  expect((await again.load('a'))?.shared).toEqual({});
  expect((await again.load('ab'))?.shared).toEqual({ stem: floats(9) });
});

test('a wave comes back with what ended before its turn, and what lay apart goes with its end', async () => {
  const storage = await opened('waves');
  const floats = (...values: number[]) => new Float32Array(values);
  const kept = head('a', '2026-01-01T00:00:00.000Z');
  const environment = { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'A processor' };
  const wave = [3, 4].map((number) => ({ trial: number, architecture }));
  const waiting = [{ ...trial(4), environment }];
  const told = { ...checkpoint, wave, waiting };
  await storage.write('a', {
    head: { ...kept, settings: { ...kept.settings, wave: 3 } },
    trials: [trial(1)],
  });
  await storage.write('a', { checkpoint: told, shared: { stem: floats(1), '#4 stem': floats(4) } });
  expect(await storage.load('a')).toMatchObject({
    settings: { wave: 3 },
    checkpoint: told,
    shared: { stem: floats(1), '#4 stem': floats(4) },
  });
  await storage.write('a', { shared: { stem: floats(4), head: floats(5) } });
  expect((await storage.load('a'))?.shared).toEqual({ stem: floats(4), head: floats(5) });
});

test('weights to be looked into come and go; what another version kept there is left out', async () => {
  const storage = await opened('inspected');
  const kept = (order: number) => ({
    weights: new Float32Array([order, 0.5]),
    order,
    byHand: false,
    again: null,
  });
  for (const id of ['a', 'b']) {
    await storage.write(id, { head: head(id, '2026-01-01T00:00:00.000Z'), trials: [trial(1)] });
    await storage.write(id, { weights: { added: { 1: kept(1) }, kept: ['1'] } });
  }
  expect((await storage.load('a'))?.weights).toEqual({ 1: kept(1) });
  await storage.write('a', { weights: { added: { '1+1': kept(2), 12: kept(3) }, kept: ['1', '1+1', '12'] } });
  expect((await storage.load('a'))?.weights).toEqual({ 1: kept(1), '1+1': kept(2), 12: kept(3) });
  await storage.write('a', { weights: { added: {}, kept: ['12'] } });
  expect((await storage.load('a'))?.weights).toEqual({ 12: kept(3) });
  const database = await openDB('inspected', 4);
  await database.put('weights', { values: 'of tomorrow' }, ['a', 'inspected', '13']);
  database.close();
  expect((await storage.load('a'))?.weights).toEqual({ 12: kept(3) });
  await storage.remove('a');
  expect((await storage.load('b'))?.weights).toEqual({ 1: kept(1) });
  const left = await openDB('inspected', 4);
  expect((await left.getAllKeys('weights')).map((key) => (key as string[])[0])).toEqual(['b']);
  left.close();
});

test('paused children come and go with their trials', async () => {
  const storage = await opened('paused');
  const { state } = child;
  await storage.write('a', { head: head('a', '2026-01-01T00:00:00.000Z') });
  await storage.write('b', { head: head('b', '2026-01-01T00:00:00.000Z') });
  expect((await storage.load('a'))?.paused).toEqual({});
  for (const id of ['a', 'b']) await storage.write(id, { paused: { added: { 1: state }, kept: [1] } });
  await storage.write('a', {
    paused: { added: { 2: { ...state, seconds: 9 }, 10: state }, kept: [1, 2, 10] },
  });
  expect((await storage.load('a'))?.paused).toEqual({ 1: state, 2: { ...state, seconds: 9 }, 10: state });
  await storage.write('a', {
    child,
    shared: { stem: new Float32Array([1]) },
    paused: { added: {}, kept: [10] },
  });
  expect(await storage.load('a')).toMatchObject({ child, shared: { stem: new Float32Array([1]) } });
  expect((await storage.load('a'))?.paused).toEqual({ 10: state });
  expect((await storage.load('b'))?.paused).toEqual({ 1: state });
});

test('a change is written whole or not at all', async () => {
  const storage = await opened('atomic');
  await storage.write('a', { head: head('a', '2026-01-01T00:00:00.000Z') });
  const unwritable = { ...checkpoint, strategy: { strategy: 'random', act: () => {} } };
  await expect(storage.write('a', { trials: [trial(1)], checkpoint: unwritable })).rejects.toThrow(
    /could not be cloned/,
  );
  expect(await storage.load('a')).toMatchObject({ trials: [], checkpoint: null });
});

test('a trial of before has its run\u2019s first label, one that says its own keeps that', async () => {
  const storage = await opened('labels');
  const [one, two] = ['One', 'Two'].map((adapter) => ({ engine: 'compiled', backend: 'webgpu', adapter }));
  const created = '2026-01-01T00:00:00.000Z';
  const ofTwo = (id: string): RunHead => ({ ...head(id, created), done: 2 });
  for (const id of ['a', 'b']) await storage.write(id, { head: ofTwo(id), trials: [trial(1), trial(2)] });
  const before = await openDB('labels');
  for (const number of [1, 2]) {
    const { environment: _, ...bare } = await before.get('trials', ['a', number]);
    await before.put('trials', bare, ['a', number]);
  }
  before.close();
  await storage.write('a', { head: { ...ofTwo('a'), environment: one! } });
  const told = async (id: string) => (await storage.load(id))?.trials.map(({ environment }) => environment);
  expect(await told('a')).toEqual([one, one]);
  const goesOn = { ...ofTwo('a'), environment: two!, environments: [one!, two!] };
  await storage.write('a', { head: goesOn, trials: [{ ...trial(3), environment: two! }] });
  expect(await told('a')).toEqual([one, one, two]);
  // What nobody recorded stays unknown, whatever comes after it.
  await storage.write('b', { head: { ...ofTwo('b'), environment: two!, environments: [two!] } });
  expect(await told('b')).toEqual([undefined, undefined]);
});

test('a long run is written whole or not at all, and the page gets its turns meanwhile', async () => {
  const storage = await opened('long');
  const trials = Array.from({ length: 400 }, (_, index) => trial(index + 1));
  let turns = 0;
  const ticking = setInterval(() => turns++);
  const settings = { ...TINY_SETTINGS, trials: 500 };
  await storage.write('a', { head: { ...head('a', '2026-01-01T00:00:00.000Z'), settings }, trials });
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(0);
  expect((await storage.load('a'))?.trials).toHaveLength(400);
  const last = { ...trial(401), reason: (() => {}) as unknown as string };
  const longer = [...trials.map((one) => ({ ...one, accuracy: 0.9 })), last];
  await expect(storage.write('a', { trials: longer })).rejects.toThrow(/could not be cloned/);
  const kept = (await storage.load('a'))?.trials ?? [];
  expect([kept.length, kept[0]?.accuracy]).toEqual([400, 0.5]);
});

test('a run that is damaged is refused with the field, and the others are not', async () => {
  const storage = await opened('damaged');
  await storage.write('a', { head: head('a', '2026-01-01T00:00:00.000Z'), trials: [trial(1, 7)] });
  await storage.write('b', { head: head('b', '2026-01-02T00:00:00.000Z'), trials: [trial(1)] });
  await expect(storage.load('a')).rejects.toThrow(DataError);
  await expect(storage.load('a')).rejects.toThrow(
    /"Run a" cannot be read. Its field trials\[0\].accuracy is 7/,
  );
  expect((await storage.load('b'))?.trials).toHaveLength(1);
});

test('a head that is damaged is told apart; what is left of the run is given out, and can be deleted', async () => {
  const storage = await opened('heads');
  const sound = { ...head('a', '2026-01-01T00:00:00.000Z'), ofALaterVersion: [1] };
  await storage.write('a', { head: sound });
  const raw = await openDB('heads');
  const { created: _, ...undated } = head('b', '');
  await raw.put('runs', undated, 'b');
  await raw.put('runs', { ...sound, id: 'c', settings: { ...sound.settings, blocks: 'many' } }, 'c');
  await raw.put('runs', 'no head at all', 'd');
  raw.close();
  const told: DamagedRun[] = [];
  const list = () => storage.heads((damaged) => void told.splice(0, told.length, ...damaged));
  expect(await list()).toEqual([{ ...sound, revision: 1 }]);
  expect(told).toEqual([
    { id: 'b', name: 'Run b' },
    { id: 'c', name: 'Run a' },
    { id: 'd', name: '' },
  ]);
  expect(await storage.remains('d')).toMatchObject({ head: 'no head at all', trials: [] });
  await storage.remove('d');
  expect(await storage.remains('d')).toBeNull();
  await list();
  expect(told.map(({ id }) => id)).toEqual(['b', 'c']);
});

test('a database from before children by hand is read as it was, and takes them', async () => {
  const before = await openDB('before', 2, {
    upgrade(database) {
      for (const store of ['runs', 'trials', 'finalists', 'updates', 'checkpoints', 'weights'])
        database.createObjectStore(store);
    },
  });
  const created = '2026-01-01T00:00:00.000Z';
  await before.put('runs', { ...head('a', created), done: 1, best: 0.5, revision: 4 }, 'a');
  await before.put('trials', trialJson(trial(1)), ['a', 1]);
  before.close();
  const storage = await openRunStorage('before');
  expect(await storage.heads()).toMatchObject([{ id: 'a', revision: 4 }]);
  const run = await storage.load('a');
  expect(run).toMatchObject({ made: [], trials: [trial(1)] });
  const { trainable, multiplyAdds } = trial(1);
  const costs = { trainable, multiplyAdds };
  const child = { number: 1, by: 'Ada', architecture, seeds: 3, after: 1, ...costs, trainings: [] };
  await storage.write('a', { made: [child] }, 4);
  expect(await storage.load('a')).toMatchObject({ made: [child], trials: [trial(1)] });
});

test('a database of a newer version of the page is not touched', async () => {
  (await openDB('newer', 9)).close();
  await expect(openRunStorage('newer')).rejects.toThrow(/version/);
});

test('a write that does not fit what is stored is refused, and changes nothing', async () => {
  const storage = await openRunStorage('conflicts');
  const begun = { head: head('a', '2026-01-01T00:00:00.000Z') };
  const first = await storage.write('a', begun, null);
  const grown = await storage.write('a', { head: { ...begun.head, done: 1 }, trials: [trial(1)] }, first);
  const refusals: [string, RunChange, number | null, RunConflict['kind']][] = [
    ['a', begun, null, 'moved'],
    ['a', { trials: [trial(1, 0.9)] }, first, 'moved'],
    ['a', { trials: [trial(3)] }, grown, 'moved'],
    ['b', { trials: [trial(1)] }, null, 'gone'],
    ['b', { ...begun, trials: [trial(1)] }, 3, 'gone'],
  ];
  for (const [id, change, base, kind] of refusals) {
    const refused = storage.write(id, change, base);
    await expect(refused).rejects.toBeInstanceOf(RunConflict);
    await expect(refused).rejects.toMatchObject({ kind });
  }
  expect(await storage.load('a')).toMatchObject({ trials: [trial(1)], revision: grown });
  expect(await storage.load('b')).toBeNull();
  await storage.remove('a');
  await expect(storage.write('a', { trials: [trial(2)] }, grown)).rejects.toMatchObject({ kind: 'gone' });
  expect(await storage.heads()).toEqual([]);
});

test('a run that was kept before there were revisions goes on from revision 0', async () => {
  await openRunStorage('before');
  const database = await openDB('before');
  await database.put('runs', head('a', '2026-01-01T00:00:00.000Z'), 'a');
  database.close();
  const storage = await openRunStorage('before');
  expect(await storage.load('a')).toMatchObject({ revision: 0 });
  expect(await storage.write('a', { trials: [trial(1)] }, 0)).toBe(1);
});

test('a connection that another page ends is opened again', async () => {
  const storage = await openRunStorage('ended');
  const begun = { head: head('a', '2026-01-01T00:00:00.000Z') };
  await storage.write('a', begun, null);
  // Whoever deletes the data asks every page to let go, and this one does.
  await deleteDB('ended');
  expect(await storage.heads()).toEqual([]);
  expect(await storage.write('a', begun, null)).toBe(1);
  expect(await storage.load('a')).toMatchObject({ trials: [] });
});

test('after a newer version has taken over, a write says which it is', async () => {
  const storage = await openRunStorage('overtaken');
  (await openDB('overtaken', 9)).close();
  const begun = { head: head('a', '2026-01-01T00:00:00.000Z') };
  await expect(storage.write('a', begun, null)).rejects.toMatchObject({ name: 'VersionError' });
  await expect(storage.heads()).rejects.toMatchObject({ name: 'VersionError' });
});

test('a connection that the browser has ended is opened again', async () => {
  const opened: IDBDatabase[] = [];
  const open = indexedDB.open.bind(indexedDB);
  indexedDB.open = (...given) => {
    const request = open(...given);
    request.addEventListener('success', () => opened.push(request.result));
    return request;
  };
  try {
    const storage = await openRunStorage('terminated');
    opened[0]?.close(); // without a word
    expect(await storage.heads()).toEqual([]);
    expect(opened).toHaveLength(2);
  } finally {
    indexedDB.open = open;
  }
});
