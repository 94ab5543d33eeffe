import { expect, test } from 'vitest';
import type { Trial } from '../../../search/trial.ts';
import { openGraphics } from '../devices/graphics.ts';
import {
  childOf,
  inspect,
  inspectedOf,
  type Page,
  search,
  setUp,
  start,
  toldOf,
  until,
} from './testing/page.ts';

const full = process.env.NAS_FULL === '1';
const SIZE = 8 * 8 * 3;
const small = { trials: 1, finalists: 0, epochs: 1 };

/** Shows an open child a picture, or asks for a node's maps of one. */
const asking = ({ session }: Page, inspection: number) => ({
  show: (image: number, pixels: unknown) =>
    session.handle({ type: 'inspect-picture', run: 'a', inspection, image, pixels }),
  maps: (image: number) =>
    session.handle({ type: 'inspect-maps', run: 'a', inspection, node: { part: 'stem' }, image }),
});

test('a picture with the pixels of a held-out image gets its very scores and maps', async () => {
  const page = setUp();
  const [{ trial, weights }] = (await search(page, small)) as [{ trial: Trial; weights: Float32Array }];
  const inspection = inspect(page, childOf(trial), weights, small);
  await page.session.idle();
  const { images, probabilities } = inspectedOf(page, inspection);
  const pixelsOf = (index: number) => images.pixels.slice(index * SIZE, (index + 1) * SIZE);
  const before = toldOf(page, inspection).length;
  const { show, maps } = asking(page, inspection);
  for (const [image, index] of [
    [-1, 7],
    [-2, 29],
  ] as const)
    show(image, pixelsOf(index));
  for (const image of [-1, 7, -2, 29]) {
    maps(image);
    await page.session.idle();
  }
  const row = (index: number) => probabilities.slice(10 * index, 10 * index + 10);
  const [seven, last, ...shown] = toldOf(page, inspection).slice(before);
  expect([seven, last]).toEqual([
    { type: 'picture', image: -1, probabilities: row(7) },
    { type: 'picture', image: -2, probabilities: row(29) },
  ]);
  expect(row(7)).not.toEqual(row(29));
  const values = shown.map((told) => (told.type === 'maps' ? told.values : null));
  expect(values[0]).toEqual(values[1]);
  expect(values[2]).toEqual(values[3]);
  expect(values[0]).not.toEqual(values[2]);
});

test('maps are to be had of the last two; a picture of another size is refused, and the child stays open', async () => {
  const page = setUp();
  const [{ trial, weights }] = (await search(page, small)) as [{ trial: Trial; weights: Float32Array }];
  const inspection = inspect(page, childOf(trial), weights, small);
  await page.session.idle();
  const before = toldOf(page, inspection).length;
  const { show, maps } = asking(page, inspection);
  for (const image of [-1, -2, -3]) show(image, new Uint8Array(SIZE).fill(-20 * image));
  show(-4, new Uint8Array(5));
  for (const image of [-1, -2, -4]) {
    maps(image);
    await page.session.idle();
  }
  expect(toldOf(page, inspection).slice(before)).toMatchObject([
    { type: 'picture', image: -1 },
    { type: 'picture', image: -2 },
    { type: 'picture', image: -3 },
    {
      type: 'not-answered',
      request: { type: 'inspect-picture', image: -4 },
      refusal: { kind: 'unexpected', why: expect.stringMatching(/5 bytes.*192/) },
    },
    { type: 'not-answered', request: { image: -1 }, refusal: { kind: 'no-such-image' } },
    { type: 'maps', image: -2 },
    { type: 'not-answered', request: { image: -4 }, refusal: { kind: 'no-such-image' } },
  ]);
  expect(() => show(1, new Uint8Array(SIZE))).toThrow(/image is 1/);
  expect(() => show(-5, 'pixels')).toThrow(/vector of bytes/);
});

test('while a search runs a picture is answered between its batches, and the search ends as it would have', async () => {
  const long = { trials: 2, finalists: 0, epochs: 30 };
  const alone = await search(setUp(), long);
  const page = setUp();
  const { trial, weights } = alone[0]!;
  start(page, long);
  await until(() => page.events.some(({ type }) => type === 'trial-ended'));
  const inspection = inspect(page, childOf(trial), weights, long);
  asking(page, inspection).show(-1, new Uint8Array(SIZE));
  await until(() => toldOf(page, inspection).some(({ type }) => type === 'picture'));
  expect(page.events.some((event) => event.type === 'phase' && event.phase === 'finished')).toBe(false);
  await page.session.idle();
  const together = page.events.flatMap((event) => (event.type === 'trial-ended' ? [event.weights] : []));
  expect(together).toEqual(alone.map((one) => one.weights));
});

test.skipIf(!full)('on tfjs, too', async () => {
  const page = setUp(() => openGraphics(null, ['cpu']));
  const few = { ...small, validationImages: 10 };
  const [{ trial, weights }] = (await search(page, few)) as [{ trial: Trial; weights: Float32Array }];
  const inspection = inspect(page, childOf(trial), weights, few);
  await page.session.idle();
  const { images, probabilities } = inspectedOf(page, inspection);
  asking(page, inspection).show(-1, images.pixels.slice(3 * SIZE, 4 * SIZE));
  await page.session.idle();
  const told = toldOf(page, inspection).at(-1)!;
  const answer = told.type === 'picture' ? [...told.probabilities] : [];
  expect(answer).toHaveLength(10);
  answer.forEach((one, index) => {
    expect(one).toBeCloseTo(probabilities[30 + index]!, 5);
  });
});
