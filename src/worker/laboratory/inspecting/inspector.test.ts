import { expect, test } from 'vitest';
import { fromBase64, packBits } from '../../../base/bytes/bits.ts';
import { ENGINE_VERSIONS } from '../../../engine/version.ts';
import type { Event } from '../../../protocol/protocol.ts';
import type { Trial } from '../../../search/trial.ts';
import { createSession } from '../../session/session.ts';
import { openGraphics } from '../devices/graphics.ts';
import {
  childOf,
  inspect,
  inspectedOf,
  onProcessor,
  search,
  setUp,
  start,
  toldOf,
  until,
} from './testing/page.ts';

test('a kept child says of each image what its trial did: the same bits, accuracy and confusion', async () => {
  const page = setUp();
  const [{ trial, weights }] = (await search(page)) as [{ trial: Trial; weights: Float32Array }];
  const inspection = inspect(page, childOf(trial), weights);
  await page.session.idle();
  const { images, predicted, probabilities, confusion, again, environment, nodes, filters } = inspectedOf(
    page,
    inspection,
  );
  expect(again).toBeNull();
  expect(environment).toMatchObject({ engine: 'wasm', backend: 'wasm' });
  const right = Array.from(predicted, (one, i) => one === images.labels[i]);
  expect(packBits(right)).toEqual(fromBase64(trial.right!));
  expect(right.filter(Boolean).length / 30).toBe(trial.accuracy);
  for (let i = 0; i < 30; i++) {
    const own = [...probabilities.subarray(10 * i, 10 * i + 10)];
    expect(own.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    expect(own[predicted[i]!]).toBe(Math.max(...own));
  }
  expect(confusion.reduce((a, b) => a + b)).toBe(30);
  expect(Array.from({ length: 10 }, (_, c) => confusion[11 * c]!).reduce((a, b) => a + b)).toBe(
    right.filter(Boolean).length,
  );
  expect(images.pixels).toHaveLength(30 * 8 * 8 * 3);
  expect(filters).toMatchObject({ height: 3, width: 3, channels: 3, count: 6 });
  expect(nodes.length).toBeGreaterThan(20);
  expect(toldOf(page, inspection).map(({ type }) => type)).toEqual([
    'opening',
    ...Array.from({ length: 6 }, () => 'evaluating'),
    'inspected',
  ]);
});

test('without weights it is trained again, to the very same ones; finalists too', async () => {
  const page = setUp();
  const kept = await search(page);
  const { trial, weights } = kept.at(-1)!;
  const inspection = inspect(page, childOf(trial));
  await page.session.idle();
  const { again: ended } = inspectedOf(page, inspection);
  // Where it was trained, and that it ended as in its search, stay with the weights.
  expect(ended).toEqual({
    environment: { engine: 'wasm', version: ENGINE_VERSIONS.wasm, backend: 'wasm', adapter: 'processor' },
    accuracy: trial.accuracy,
    right: trial.right,
  });
  const own = page.events.filter((event) => event.type === 'child-weights');
  expect(own).toEqual([{ type: 'child-weights', run: 'a', trial: trial.number, weights, again: ended }]);
  expect(toldOf(page, inspection).some(({ type }) => type === 'training')).toBe(true);

  const finalists = page.events.filter((event) => event.type === 'finalist-ended');
  const { finalist, weights: finalWeights } = finalists.at(-1)!;
  expect(finalist.training).toBe(3);
  const again = kept.find((one) => one.trial.number === finalist.trial)!.trial;
  inspect(page, { ...childOf(again), training: finalist.training });
  await page.session.idle();
  const last = page.events.filter((event) => event.type === 'child-weights').at(-1)!;
  expect(last).toMatchObject({ trial: finalist.trial, training: 3 });
  expect(last.weights).toEqual(finalWeights);
});

test('it is trained again by what trained it, beside a device that is open', async () => {
  const asked: (string | null)[] = [];
  const page = setUp((wish) => {
    asked.push(wish.backend);
    return wish.backend === 'wasm' ? onProcessor(wish) : openGraphics(null, ['cpu']);
  });
  const small = { trials: 1, finalists: 0, validationImages: 10, epochs: 1 };
  const [{ trial, weights }] = (await search(page, small)) as [{ trial: Trial; weights: Float32Array }];
  const by = async (backend: 'wasm' | 'webgpu' | 'cpu', kept?: Float32Array) => {
    const inspection = inspect(page, childOf(trial), kept, small, { backend });
    await page.session.idle();
    return inspectedOf(page, inspection);
  };
  expect((await by('cpu')).again).toMatchObject({ environment: { backend: 'cpu' }, right: trial.right });
  expect((await by('wasm')).again?.environment).toMatchObject({ engine: 'wasm', backend: 'wasm' });
  // What the search had is still open, and of tfjs's backends there is one at a time.
  expect((await by('webgpu')).again?.environment.backend).toBe('cpu');
  expect(asked).toEqual([null, 'wasm']);
  // Kept weights are looked into by what is open.
  expect((await by('wasm', weights)).environment.backend).toBe('cpu');
  expect(asked).toHaveLength(2);
});

test('where what trained it is not to be had it is trained by what is open, which is told', async () => {
  const asked: (string | null)[] = [];
  const page = setUp((wish) => {
    asked.push(wish.backend);
    return wish.backend === 'webgpu'
      ? Promise.reject(new Error('There is no card here.'))
      : onProcessor(wish);
  });
  const small = { trials: 1, finalists: 0, epochs: 1 };
  const [{ trial }] = (await search(page, small)) as [{ trial: Trial; weights: Float32Array }];
  const inspection = inspect(page, childOf(trial), undefined, small, { backend: 'webgpu' });
  await page.session.idle();
  expect(asked).toEqual([null, 'webgpu']);
  expect(inspectedOf(page, inspection).again).toMatchObject({ environment: { backend: 'wasm' } });
});

test('a child that paused is trained up to where it paused, and one that went on from its first seed', async () => {
  const page = setUp();
  const halved = { halving: true, minimumEpochs: 1, reductionFactor: 2, trials: 5, epochs: 2, finalists: 0 };
  const kept = await search(page, halved);
  const promoted = kept.find(({ trial }) => trial.promotedFrom !== undefined)!;
  const before = kept.find(({ trial }) => trial.number === promoted.trial.promotedFrom)!;
  for (const { trial, weights } of [before, promoted]) {
    const seededBy = trial.promotedFrom ?? trial.number;
    inspect(page, { ...childOf(trial), seededBy, budget: trial.budget! }, undefined, halved);
    await page.session.idle();
    expect(page.events.filter((event) => event.type === 'child-weights').at(-1)!.weights).toEqual(weights);
  }
});

test('maps of a node for an image, and in a sentence why there are none', async () => {
  const page = setUp();
  const [{ trial, weights }] = (await search(page)) as [{ trial: Trial; weights: Float32Array }];
  const inspection = inspect(page, childOf(trial), weights);
  const ask = (node: unknown, image: number) =>
    page.session.handle({ type: 'inspect-maps', run: 'a', inspection, node, image });
  for (const [node, image] of [
    [{ part: 'stem' }, 3],
    [{ part: 'block', cell: 1, block: 0 }, 29],
    [{ part: 'block', cell: 9, block: 0 }, 0],
    [{ part: 'stem' }, 30],
  ] as const) {
    ask(node, image);
    await page.session.idle();
  }
  page.session.handle({ type: 'inspect-shares', run: 'a', inspection });
  await page.session.idle();
  const answers = toldOf(page, inspection).slice(8);
  expect(answers).toMatchObject([
    { type: 'maps', node: { part: 'stem' }, image: 3, height: 8, width: 8, channels: 6 },
    { type: 'maps', image: 29, height: 4, width: 4 },
    { type: 'not-answered', request: { type: 'inspect-maps', image: 0 }, refusal: { kind: 'no-such-node' } },
    {
      type: 'not-answered',
      request: { node: { part: 'stem' }, image: 30 },
      refusal: { kind: 'no-such-image' },
    },
    // The processor's engine has no clock of its own.
    { type: 'shares', shares: null },
  ]);
  // Of those that come at once the last one alone is answered.
  const before = toldOf(page, inspection).length;
  for (const image of [1, 2, 4, 5]) ask({ part: 'stem' }, image);
  await page.session.idle();
  expect(toldOf(page, inspection).slice(before)).toMatchObject([{ type: 'maps', image: 5 }]);
  expect(() => ask({ part: 'cellar' }, 0)).toThrow(/part is "cellar"/);
  page.session.handle({ type: 'inspect-close', run: 'a', inspection });
  ask({ part: 'stem' }, 0);
  expect(toldOf(page, inspection).slice(-2)).toEqual([
    { type: 'closed' },
    {
      type: 'not-answered',
      request: { type: 'inspect-maps', node: { part: 'stem' }, image: 0 },
      refusal: { kind: 'closed' },
    },
  ]);
});

test('while a search runs they take turns, and the search ends as it would have', async () => {
  const alone = await search(setUp());
  const page = setUp();
  start(page);
  await until(() => page.events.some(({ type }) => type === 'trial-ended'));
  const first = alone[0]!;
  const inspection = inspect(page, childOf(first.trial));
  await until(() => toldOf(page, inspection).some(({ type }) => type === 'inspected'));
  expect(page.events.some((event) => event.type === 'phase' && event.phase === 'finished')).toBe(false);
  await page.session.idle();
  const together = page.events.flatMap((event) => (event.type === 'trial-ended' ? [event.weights] : []));
  expect(together).toEqual(alone.map(({ weights }) => weights));
});

test('closing ends it while it trains, and the next one goes on', async () => {
  const page = setUp();
  const [{ trial, weights }] = (await search(page)) as [{ trial: Trial; weights: Float32Array }];
  const long = { epochs: 500, finalists: 0 };
  const inspection = inspect(page, childOf(trial), undefined, long);
  await until(() => toldOf(page, inspection).some(({ type }) => type === 'training'));
  const next = inspect(page, childOf(trial), weights);
  await page.session.idle();
  expect(toldOf(page, inspection).at(-1)).toEqual({ type: 'closed' });
  expect(page.events.some(({ type }) => type === 'child-weights')).toBe(false);
  expect(inspectedOf(page, next).again).toBeNull();
  await page.session.dispose();
});

test.each([
  ['shared weights that are gone', { weightSharing: true }, undefined, { kind: 'shared-weights' }],
  [
    'weights of another network',
    {},
    new Float32Array(3),
    { kind: 'other-weights', why: /^3 weights are of another network/ },
  ],
  ['no images', { dataset: 'cifar10', imageSize: 32 }, undefined, { kind: 'no-images', why: /nowhere/ }],
] as const)('%s: a refusal', async (_, change, weights, { kind, ...told }) => {
  const page = setUp(onProcessor, 'nowhere to read from');
  const architecture = {
    normal: { blocks: [{ inputs: [0, 1], operations: ['conv_1x1', 'identity'], combiner: 'add' }] },
    reduction: { blocks: [{ inputs: [0, 1], operations: ['conv_1x1', 'identity'], combiner: 'add' }] },
  } as const;
  const inspection = inspect(page, { architecture, trial: 1, seededBy: 1 }, weights, change);
  await page.session.idle();
  const last = toldOf(page, inspection).at(-1);
  expect(last).toMatchObject({ type: 'refused', refusal: { kind } });
  if ('why' in told) expect(last).toMatchObject({ refusal: { why: expect.stringMatching(told.why) } });
});

test('with weight sharing a finalist’s further training is trained again, to the very same weights', async () => {
  const page = setUp();
  const sharing = { weightSharing: true, trials: 1, epochs: 1 };
  const [{ trial }] = (await search(page, sharing)) as [{ trial: Trial; weights: Float32Array }];
  const ended = page.events.find((event) => event.type === 'finalist-ended')!;
  const { training } = ended.finalist;
  const inspection = inspect(page, { ...childOf(trial), training }, undefined, sharing);
  await page.session.idle();
  expect(inspectedOf(page, inspection).again).toMatchObject({ right: ended.finalist.right });
  expect(page.events.findLast((event) => event.type === 'child-weights')?.weights).toEqual(ended.weights);
});

test('a laboratory that looks children up has nothing to look into', async () => {
  const events: Event[] = [];
  const laboratory = { open: () => Promise.reject(new Error('unused')), dispose() {} };
  const session = createSession(laboratory, (event) => events.push(event));
  const page = { session, events };
  const architecture = { normal: { blocks: [] }, reduction: { blocks: [] } };
  expect(() => inspect(page, { architecture, trial: 1, seededBy: 1 })).toThrow(/architecture/);
  const cell = {
    blocks: [{ inputs: [0, 1], operations: ['identity', 'identity'], combiner: 'add' }],
  } as const;
  const inspection = inspect(page, {
    architecture: { normal: cell, reduction: cell },
    trial: 1,
    seededBy: 1,
  });
  await session.idle();
  expect(toldOf(page, inspection).at(-1)).toEqual({ type: 'refused', refusal: { kind: 'looked-up' } });
});

test('on tfjs, where there is neither a card nor WebAssembly, too', async () => {
  const page = setUp(() => openGraphics(null, ['cpu']));
  const small = { trials: 1, finalists: 0, validationImages: 10 };
  const [{ trial, weights }] = (await search(page, small)) as [{ trial: Trial; weights: Float32Array }];
  const inspection = inspect(page, childOf(trial), weights, small);
  page.session.handle({
    type: 'inspect-maps',
    run: 'a',
    inspection,
    node: { part: 'output', cell: 0 },
    image: 0,
  });
  await page.session.idle();
  const { images, predicted } = inspectedOf(page, inspection);
  expect(packBits(Array.from(predicted, (one, i) => one === images.labels[i]))).toEqual(
    fromBase64(trial.right!),
  );
  expect(toldOf(page, inspection).at(-1)).toMatchObject({ type: 'maps', height: 8, width: 8 });
});
