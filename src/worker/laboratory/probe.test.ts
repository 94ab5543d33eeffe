import { expect, test } from 'vitest';
import { DeviceError } from '../../base/errors.ts';
import { ChildError, type Executor, type Program } from '../../engine/executor.ts';
import { openNodeCrew } from '../../engine/wasm/threads/nodeCrew.ts';
import type { FitRequest } from '../../protocol/protocol.ts';
import { LADDER, type Rung, rungOf } from '../../settings/ladder.ts';
import { presetOf } from '../../space/presets.ts';
import { fittedBefore } from '../../studies/fitted/choose.ts';
import type { Device } from './devices/device.ts';
import { openProcessor } from './devices/processor.ts';
import { fitted } from './fit.ts';
import { measureChild, probe } from './probe.ts';

const tiny = { filters: 2, blocks: 1, batch: 8, imageSize: 8, epochs: 1 } as const;
/** The ladder's recipes in small, so that a test takes a moment. */
const ladder: readonly Rung[] = LADDER.slice(0, 2).map((rung, index) => ({
  ...rung,
  settings: { ...rung.settings, ...tiny, trainImages: 16 * (index + 1), validationImages: 16 },
}));
const never = new AbortController().signal;
const orLost = <Value>(work: Promise<Value>): Promise<Value> => work;

test('real children of each rung are timed on the processor’s engine', async () => {
  const { executor } = await openProcessor(() => openNodeCrew(1));
  try {
    const seconds = await probe({ executor, signal: never, orLost, ladder });
    expect(Object.keys(seconds)).toEqual(['demo', 'small']);
    for (const each of Object.values(seconds)) expect(each).toBeGreaterThan(0);
  } finally {
    executor.dispose();
  }
});

/** A device on which a step, and a batch of validation, take so many ms, and which refuses programs from one of them on. */
function pretended({
  step,
  refusesFrom = Infinity,
}: {
  readonly step: number;
  readonly refusesFrom?: number;
}) {
  let compiled = 0;
  const live = { programs: 0, images: 0, trained: 0 };
  const work = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, step));
  };
  const executor = {
    kind: 'wasm',
    backend: 'wasm',
    adapter: 'processor',
    threads: 3,
    async upload(set: unknown) {
      live.images++;
      return { set, dispose: () => void live.images-- };
    },
    async compile() {
      if (compiled++ >= refusesFrom) throw new ChildError('The device ran out of memory.');
      live.programs++;
      return {
        async train() {
          live.trained++;
          await work();
        },
        evaluate: work,
        readMetrics: async () => {},
        dispose: () => void live.programs--,
      } as unknown as Program;
    },
    dispose() {},
  } as unknown as Executor;
  return { executor, live };
}

test('the climb ends where two minutes cannot reach', async () => {
  const { executor, live } = pretended({ step: 300 });
  const seconds = await probe({ executor, signal: never, orLost });
  expect(Object.keys(seconds)).toEqual(['demo']);
  const [{ settings }] = LADDER as [Rung];
  const steps = settings.epochs * Math.floor(settings.trainImages / settings.batch);
  // No timer is early; how late one is depends on the machine.
  expect(seconds.demo).toBeGreaterThan(0.29 * steps);
  expect(live).toMatchObject({ programs: 0, images: 0 });
});

test.each([
  ['wasm', 1],
  ['webgpu', 2],
])('a step of more than a second is measured once, on %s in %i steps', async (backend, trained) => {
  const { executor, live } = pretended({ step: 1100 });
  const [{ settings }] = LADDER as [Rung];
  const { architecture } = presetOf('nasnet-a');
  const probing = { executor: { ...executor, backend } as Executor, signal: never, orLost };
  const pace = await measureChild(settings, architecture, probing);
  expect(live).toMatchObject({ programs: 0, images: 0, trained });
  expect(pace.step).toBeGreaterThan(1.09);
  expect(pace.judging).toBeCloseTo((pace.look * settings.batch) / 6, 8);
});

test('who stops it is heard between two steps of an engine that never lets go of its thread', async () => {
  const { executor, live } = pretended({ step: 0 });
  const busy = (): void => {
    for (const end = performance.now() + 150; performance.now() < end; );
  };
  const compile = async (): Promise<Program> =>
    ({
      ...(await executor.compile(...([] as unknown as Parameters<Executor['compile']>))),
      evaluate: busy,
      train: busy,
    }) as never;
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 0);
  const [{ settings }] = LADDER as [Rung];
  const probing = { executor: { ...executor, compile }, signal: stop.signal, orLost };
  await expect(measureChild(settings, presetOf('nasnet-a').architecture, probing)).rejects.toThrow();
  expect(live).toMatchObject({ programs: 0, images: 0 });
});

test('a rung whose child the device refuses ends the climb, and the cheapest one the probe', async () => {
  // Each rung makes two programs.
  const { executor } = pretended({ step: 1, refusesFrom: 2 });
  expect(Object.keys(await probe({ executor, signal: never, orLost, ladder }))).toEqual(['demo']);
  const { executor: none, live } = pretended({ step: 1, refusesFrom: 0 });
  await expect(probe({ executor: none, signal: never, orLost, ladder })).rejects.toThrow(/ran out of memory/);
  expect(live).toMatchObject({ programs: 0, images: 0 });
});

const device = (executor: Executor, lost: Promise<string> = new Promise(() => {})): Device =>
  ({ executor, lost }) as unknown as Device;
const given = fittedBefore('ppo', 4);
const anew: FitRequest = { fittedTo: null, stand: [] };

test('a run is fitted by what was probed, and the pace is told with its place', async () => {
  const { executor } = pretended({ step: 300 });
  const found = await fitted(given, { ...anew, stand: ['trials'] }, async () => device(executor), never);
  expect(found?.failure).toBeNull();
  expect(found?.pace?.place).toEqual({
    ...{ engine: 'wasm', version: 1, backend: 'wasm', adapter: 'processor', threads: 3 },
  });
  expect(found?.settings).toMatchObject({ trials: given.trials, seed: 4, strategy: 'ppo' });
  expect(rungOf(found!.settings)?.id).toBe('demo');
});

test('settings that are fitted to this very place stand, and nothing is trained', async () => {
  const { executor, live } = pretended({ step: 1 });
  const here = { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'processor', threads: 3 };
  expect(await fitted(given, { ...anew, fittedTo: here }, async () => device(executor), never)).toBeNull();
  expect(live.trained).toBe(0);
  const older = { ...here, version: 0 };
  const { executor: slow } = pretended({ step: 300 });
  expect(await fitted(given, { ...anew, fittedTo: older }, async () => device(slow), never)).not.toBeNull();
});

test('a device that is lost, or refuses, leaves a Demo and says why', async () => {
  const { executor } = pretended({ step: 20 });
  const gone = Promise.resolve('The device was lost.');
  const lost = await fitted(given, anew, async () => device(executor, gone), never);
  expect(lost).toMatchObject({
    pace: null,
    failure: 'The device was lost.',
    settings: { trials: 12, seed: 4 },
  });
  expect(rungOf(lost!.settings)?.id).toBe('demo');
  const refusing = pretended({ step: 1, refusesFrom: 0 });
  const refused = await fitted(given, anew, async () => device(refusing.executor), never);
  expect(refused).toMatchObject({ pace: null, failure: 'The device ran out of memory.' });
  const unopened = await fitted(given, anew, () => Promise.reject(new DeviceError('There is none.')), never);
  expect(unopened).toMatchObject({ failure: 'There is none.' });
});

test('who stops while it probes stops it between two steps', async () => {
  const stop = new AbortController();
  const { executor, live } = pretended({ step: 5 });
  const probing = fitted(given, anew, async () => device(executor), stop.signal);
  setTimeout(() => stop.abort(), 30);
  await expect(probing).rejects.toThrow();
  expect(live).toMatchObject({ programs: 0, images: 0 });
});

test('a person’s settings that go with no recipe are refused in a sentence', async () => {
  const { executor } = pretended({ step: 1 });
  const own = { ...given, trainImages: 20 };
  await expect(
    fitted(own, { ...anew, stand: ['trainImages'] }, async () => device(executor), never),
  ).rejects.toThrow(/batch is \d+, but there are only 20/);
});
