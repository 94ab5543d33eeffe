import * as tf from '@tensorflow/tfjs';
import { expect, test, vi } from 'vitest';
import { countBits, readBits } from '../../base/bytes/bits.ts';
import { DataError } from '../../base/errors.ts';
import { DATASETS } from '../../data/datasets.ts';
import { thievingCrew } from '../../engine/wasm/testing/thief.ts';
import { openNodeCrew } from '../../engine/wasm/threads/nodeCrew.ts';
import type { Event } from '../../protocol/protocol.ts';
import { pausedAfter } from '../../search/halving.ts';
import type { PausedChildren, SharedWeights, Trial } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { createSession, type Session } from '../session/session.ts';
import type { DeviceWish } from './devices/choose.ts';
import type { Device } from './devices/device.ts';
import { openGraphics } from './devices/graphics.ts';
import { openProcessor } from './devices/processor.ts';
import { createLaboratory, type LaboratoryOptions } from './laboratory.ts';

/** The whole of a search, as small as it can be: real children of two filters on twenty images, on the processor. */
const settings: Settings = {
  ...TINY_SETTINGS,
  trials: 2,
  finalists: 0,
  blocks: 1,
  operations: ['identity', 'conv_1x1'],
  filters: 2,
  epochs: 1,
  batch: 5,
  dataset: 'synthetic',
  trainImages: 10,
  validationImages: 10,
};

const onProcessor = (): Promise<Device> => openProcessor(() => openNodeCrew(1));
const onTfjs = (): Promise<Device> => openGraphics(null, ['cpu']);

/** Images that were made ready are the run's, who comes late hears how far they are, and no engine is opened before a start. */
test('what was prepared is read once, and opens nothing by itself', async () => {
  const did: string[] = [];
  const events: Event[] = [];
  const source = () => ({
    place: 'nowhere',
    readJson: async () => Promise.reject(new DataError('there is nothing here')),
    readBytes: async (file: string) => {
      did.push(`read ${file}`);
      return undefined;
    },
  });
  const open = (): Promise<Device> => {
    did.push('open');
    return onProcessor();
  };
  const load = async (place: string): Promise<void> => void did.push(`load ${place}`);
  const session = createSession(createLaboratory({ source, open, load }), (event) => events.push(event));
  const told = { run: 'a', dataUrl: 'http://localhost/' } as const;
  session.handle({ type: 'prepare', ...told, settings, place: 'processor' });
  session.handle({ type: 'prepare', ...told, settings: { ...settings, dataset: 'cifar10' } });
  await session.idle();
  expect(did.filter((one) => !one.startsWith('read'))).toEqual(['load processor', 'load automatic']);
  expect(events).toEqual([]);
  session.handle({ type: 'start', ...told, run: 'b', settings, mode: 'run' });
  await session.idle();
  expect(did.filter((one) => one === 'open')).toHaveLength(1);
  expect(events.at(-1)).toMatchObject({ type: 'phase', phase: 'finished', run: 'b' });
  // Synthetic images are made anew after the others were asked for; a data set that cannot be read is told by its own run.
  session.handle({
    type: 'start',
    ...told,
    run: 'c',
    settings: { ...settings, dataset: 'cifar10' },
    mode: 'run',
  });
  await session.idle();
  expect(events.at(-2)).toMatchObject({ type: 'problem', run: 'c' });
});

function setUp(open: LaboratoryOptions['open'] = onProcessor) {
  const events: Event[] = [];
  const source = () => ({
    place: 'nowhere',
    readJson: async () => Promise.reject(new DataError('there is nothing here')),
    readBytes: async () => undefined,
  });
  const session = createSession(createLaboratory({ source, open }), (event) => events.push(event));
  return { session, events };
}

async function search(
  { session, events }: { readonly session: Session; readonly events: Event[] },
  run: string,
  change: Partial<Settings> = {},
): Promise<Omit<Trial, 'seconds'>[]> {
  const given = { ...settings, ...change };
  session.handle({ type: 'start', run, settings: given, dataUrl: 'http://localhost/', mode: 'run' });
  await session.idle();
  return events.flatMap((event) => {
    if (event.run !== run || event.type !== 'trial-ended') return [];
    const { seconds: _, ...trial } = event.trial;
    return [trial];
  });
}

const sharedOf = (events: readonly Event[]): SharedWeights =>
  Object.assign({}, ...events.map((event) => (event.type === 'trial-ended' ? event.left : {})));

function pausedOf(given: Settings, events: readonly Event[]): PausedChildren {
  let paused: PausedChildren = {};
  const trials: Trial[] = [];
  for (const event of events) {
    if (event.type !== 'trial-ended') continue;
    trials.push(event.trial);
    paused = pausedAfter(given, paused, trials, event.paused);
  }
  return paused;
}

test('children are judged after the last epoch alone, unless a setting or halving wants more', async () => {
  const judged = async (change: Partial<Settings>): Promise<(readonly number[])[]> => {
    const trials = await search(setUp(), 'a', { strategy: 'random', epochs: 4, ...change });
    return trials.map(({ epochs }) =>
      epochs.flatMap(({ epoch, validationAccuracy }) => (validationAccuracy === undefined ? [] : [epoch])),
    );
  };
  const last = await judged({ validateEachEpoch: false });
  expect(last).toEqual([[4], [4]]);
  expect(await judged({ validateEachEpoch: true })).toEqual(last.map(() => [1, 2, 3, 4]));
  const halved = { halving: true, minimumEpochs: 1, reductionFactor: 2, trials: 5 };
  const rungs = await judged({ validateEachEpoch: false, ...halved });
  expect(rungs.map((epochs) => epochs.join())).toEqual(expect.arrayContaining(['1', '1,2']));
  const answers = async (validateEachEpoch: boolean) =>
    (await search(setUp(), 'a', { epochs: 4, validateEachEpoch })).map(({ accuracy }) => accuracy);
  expect(await answers(false)).toEqual(await answers(true));
});

test('the same settings give the same cells and accuracies, in one worker and in another', async () => {
  const one = setUp();
  const first = await search(one, 'a');
  expect(first.map(({ status, accuracy }) => [status, typeof accuracy])).toEqual([
    ['trained', 'number'],
    [expect.stringMatching(/trained|reused/), 'number'],
  ]);
  expect(await search(one, 'b')).toEqual(first);
  expect(await search(setUp(), 'c')).toEqual(first);
  expect(await search(one, 'd', { seed: 2 })).not.toEqual(first);
});

test('a run brings six images; its children say what they take them for and which validation images they had right', async () => {
  const halved = { halving: true, minimumEpochs: 1, reductionFactor: 2, trials: 5, epochs: 4 };
  for (const change of [{}, halved]) {
    const page = setUp();
    const trials = await search(page, 'a', { strategy: 'random', ...change });
    const [brought, ...others] = page.events.filter(({ type }) => type === 'shown-images');
    expect(others).toEqual([]);
    expect(brought).toMatchObject({
      dataset: 'synthetic',
      images: { ok: true, value: { height: 32, width: 32, labels: [0, 1, 2, 3, 4, 5] } },
    });
    for (const { accuracy, right = '', shown } of trials) {
      const bits = readBits(right, settings.validationImages);
      expect(bits.ok && countBits(bits.value) / settings.validationImages).toBe(accuracy);
      expect(shown).toHaveLength(6);
    }
  }
});

test('a winner’s last training is judged on images outside the split, its others on the validation images', async () => {
  const page = setUp();
  await search(page, 'a', { finalists: 1, imageSize: 8 });
  const finalists = page.events.flatMap((event) => (event.type === 'finalist-ended' ? [event.finalist] : []));
  expect(finalists.map(({ judgedOn, images }) => [judgedOn, images])).toEqual([
    ['validation', 10],
    ['validation', 10],
    ['outside', 5000],
  ]);
  expect(page.events.at(-1)).toMatchObject({ phase: 'finished' });
});

test('numbers of images that do not divide by the classes are had, too', async () => {
  const trials = await search(setUp(), 'a', { trials: 1, trainImages: 16, validationImages: 15 });
  expect(trials).toMatchObject([{ status: 'trained' }]);
});

test('a full training whose test images cannot be read fails before it trains, and ends no child', async () => {
  const page = setUp();
  const full = { strategy: 'random', trials: 1, test: true, imageSize: 8 } as const;
  vi.spyOn(DATASETS.synthetic, 'test').mockRejectedValueOnce(new DataError('test.bin is missing.'));
  expect(await search(page, 'a', full)).toEqual([]);
  expect(page.events).toContainEqual(
    expect.objectContaining({
      problem: { kind: 'no-images', dataset: 'synthetic', why: 'test.bin is missing.' },
    }),
  );
  expect(page.events.some(({ type }) => type === 'progress')).toBe(false);
  expect(await search(page, 'b', full)).toMatchObject([{ status: 'trained', test: { images: 2000 } }]);
});

const HALVING = { halving: true, reductionFactor: 2, minimumEpochs: 1, epochs: 3, trials: 5 } as const;
const CHANGES = { trials: 3, epochs: 2, operations: ['conv_1x1', 'avgpool_3x3'] } as const;

test.each([
  ['alone', CHANGES],
  ['with weights that are shared', { ...CHANGES, weightSharing: true }],
  ['with halving', { ...CHANGES, ...HALVING }],
  ['with both', { ...CHANGES, ...HALVING, weightSharing: true }],
])(
  'a run that is cut off in training goes on, in another worker, to the same trials, %s',
  async (_, change) => {
    const whole = await search(setUp(), 'a', change);
    const cut = setUp();
    const given = { ...settings, ...change };
    const start = { type: 'start', run: 'b', settings: given, dataUrl: 'http://localhost/', mode: 'run' };
    cut.session.handle(start);
    const last = <Type extends Event['type']>(type: Type) =>
      cut.events.findLast((event): event is Extract<Event, { type: Type }> => event.type === type);
    // With halving before the first child is trained on.
    const most = 'halving' in change ? 2 : 3;
    while (last('child-state')?.trial !== 2 && (last('trial-ended')?.trial.number ?? 0) < most)
      await new Promise((resolve) => setTimeout(resolve, 1));
    cut.session.handle({ type: 'stop', run: 'b' });
    await cut.session.idle();
    const trials = cut.events.flatMap((event) => (event.type === 'trial-ended' ? [event.trial] : []));
    const { trial = 0, state } = last('child-state') ?? {};
    const checkpoint = last('checkpoint')?.checkpoint;
    const child = state === undefined ? {} : { child: { trial, state } };
    const shared = sharedOf(cut.events);
    const paused = pausedOf(given, cut.events);
    const other = setUp();
    other.session.handle({
      ...start,
      run: 'c',
      from: structuredClone({ trials, checkpoint, shared, paused, ...child }),
    });
    await other.session.idle();
    const rest = other.events.flatMap((event) => (event.type === 'trial-ended' ? [event.trial] : []));
    const untimed = [...trials, ...rest].map(({ seconds: _, ...one }) => one);
    expect(untimed).toEqual(whole);
    expect(other.events.at(-1)).toMatchObject({ phase: 'finished' });
    expect(Object.keys(shared).length > 0).toBe('weightSharing' in change);
    expect(Object.keys(paused).length > 0).toBe('halving' in change);
    expect(rest.some(({ promotedFrom }) => promotedFrom !== undefined)).toBe('halving' in change);
  },
);

test('with weight sharing later children begin with what earlier ones left, and end elsewhere than without', async () => {
  const change = { trials: 4, operations: ['conv_1x1', 'avgpool_3x3'] } as const;
  const lab = setUp();
  const alone = await search(lab, 'a', change);
  const shared = await search(lab, 'b', { ...change, weightSharing: true });
  expect(alone.every(({ inherited }) => inherited === undefined)).toBe(true);
  const [first, ...later] = shared;
  const { inherited, ...rest } = first!;
  expect(inherited).toBe(0);
  expect(rest).toEqual(alone[0]);
  const trained = later.filter(({ status }) => status === 'trained');
  expect(trained.length).toBeGreaterThan(0);
  for (const { inherited = 0, trainable, epochs, number } of trained) {
    expect(inherited).toBeGreaterThan(0);
    expect(inherited).toBeLessThanOrEqual(trainable);
    expect(epochs[0]?.loss).not.toBe(alone[number - 1]?.epochs[0]?.loss);
  }
});

test('a run leaves no tensor behind, whether it ends, fails or is stopped', async () => {
  const { session, events } = setUp(onTfjs);
  await search({ session, events }, 'a', { trials: 1 });
  const before = tf.memory().numTensors;
  await search({ session, events }, 'b', { trials: 1 });
  await search({ session, events }, 'c', { dataset: 'cifar10' });
  expect(events).toContainEqual(expect.objectContaining({ run: 'c', phase: 'failed' }));
  session.handle({ type: 'start', run: 'd', settings, dataUrl: 'http://localhost/', mode: 'run' });
  while (!events.some((event) => event.run === 'd' && event.type === 'progress'))
    await new Promise((resolve) => setTimeout(resolve, 1));
  session.handle({ type: 'stop', run: 'd' });
  await session.idle();
  expect(events.at(-1)).toMatchObject({ run: 'd', phase: 'stopped' });
  expect(tf.memory().numTensors).toBe(before);
});

test('a device that is lost ends the run with a way on; the next run opens another', async () => {
  const losers: ((reason: string) => void)[] = [];
  const lab = setUp(async () => ({
    ...(await onProcessor()),
    lost: new Promise<string>((resolve) => losers.push(resolve)),
  }));
  lab.session.handle({ type: 'start', run: 'a', settings, dataUrl: 'http://localhost/', mode: 'run' });
  while (!lab.events.some((event) => event.type === 'progress'))
    await new Promise((resolve) => setTimeout(resolve, 1));
  losers[0]?.('its driver was reset');
  await lab.session.idle();
  expect(lab.events).toContainEqual(
    expect.objectContaining({
      type: 'problem',
      problem: { kind: 'device-lost', why: 'its driver was reset' },
    }),
  );
  expect(await search(lab, 'b', { trials: 1 })).toHaveLength(1);
  expect(losers).toHaveLength(2);
});

test('a run whose thread died goes on with new ones, after its last epoch, to the same trials', async () => {
  const change = { trials: 2, epochs: 6 };
  const whole = await search(setUp(), 'a', change);
  let opened = 0;
  const { session, events } = setUp(() =>
    openProcessor(() => (opened++ === 0 ? thievingCrew(12) : openNodeCrew(2))),
  );
  const given = { ...settings, ...change };
  const start = { type: 'start', settings: given, dataUrl: 'http://localhost/', mode: 'run' } as const;
  session.handle({ ...start, run: 'b' });
  await session.idle();
  expect(events).toContainEqual(
    expect.objectContaining({ problem: expect.objectContaining({ kind: 'device-lost' }) }),
  );
  const { trial = 0, state } = events.findLast((event) => event.type === 'child-state') ?? {};
  const { checkpoint } = events.findLast((event) => event.type === 'checkpoint')!;
  expect(state?.epochs.length).toBeGreaterThan(0);
  const from = structuredClone({ trials: [], checkpoint, child: { trial, state: state! } });
  session.handle({ ...start, run: 'c', backend: 'wasm', from });
  await session.idle();
  const trials = events.flatMap((event) => (event.type === 'trial-ended' ? [event.trial] : []));
  expect(trials.map(({ seconds: _, ...one }) => one)).toEqual(whole);
  expect(opened).toBe(2);
});

test('a device opened for a run that needed it is not kept for a place that was chosen', async () => {
  const opened: string[] = [];
  const { session } = setUp(({ place, backend }) => {
    opened.push(`${place} ${backend}`);
    return onProcessor();
  });
  const start = {
    type: 'start',
    settings: { ...settings, trials: 1 },
    dataUrl: 'http://localhost/',
    mode: 'run',
  };
  for (const [run, wish] of [
    { place: 'gpu', backend: 'wasm' },
    { place: 'gpu' },
    { place: 'gpu' },
  ].entries()) {
    session.handle({ ...start, ...wish, run: String(run) });
    await session.idle();
  }
  expect(opened).toEqual(['gpu wasm', 'gpu null']);
});

test('a run that must have its backend is not trained on another', async () => {
  const asked: (string | null)[] = [];
  const { session, events } = setUp(({ backend }: DeviceWish) => {
    asked.push(backend);
    return backend === 'webgl' ? Promise.reject(new Error('There is no WebGL here.')) : onProcessor();
  });
  const start = { type: 'start', settings, dataUrl: 'http://localhost/', mode: 'run' } as const;
  session.handle({ ...start, run: 'anywhere' });
  await session.idle();
  // The device that is open is of another backend.
  session.handle({ ...start, run: 'there', backend: 'webgl' });
  await expect.poll(() => asked.length).toBe(2);
  session.handle({ type: 'stop', run: 'there' });
  await session.idle();
  expect(asked).toEqual([null, 'webgl']);
  // Its images are there, since the run before had the same.
  expect(events.filter(({ run, type }) => run === 'there' && type !== 'data')).toEqual([
    { type: 'phase', phase: 'preparing', run: 'there' },
    { type: 'phase', phase: 'stopped', run: 'there' },
  ]);
});

test('images are asked for while the device is being opened', async () => {
  let asked = (): void => {};
  const wanted = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const source = () => ({
    place: 'nowhere',
    readJson: async () => {
      asked();
      return Promise.reject(new DataError('there is nothing here'));
    },
    readBytes: async () => undefined,
  });
  const events: Event[] = [];
  const open = async (): Promise<Device> => {
    await wanted;
    return onProcessor();
  };
  const session = createSession(createLaboratory({ source, open }), (event) => events.push(event));
  await search({ session, events }, 'a', { dataset: 'cifar10' });
  expect(events.map(({ type }) => type)).toContain('environment');
  expect(events).toContainEqual(expect.objectContaining({ type: 'problem' }));
}, 20_000);
