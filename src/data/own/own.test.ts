import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imageBytes } from '../dataset.ts';
import { datasetInfo, isDatasetId } from '../infos.ts';
import { sha256 } from '../sha256.ts';
import { shrinkImages } from '../shrink.ts';
import { splitSet } from '../split.ts';
import { makeSynthetic } from '../synthetic/synthetic.ts';
import { buildOwnSet } from './build.ts';
import { ownCounts } from './id.ts';
import { knowOwnNames, knowOwnSet, OWN_SIZE, ownClassNames } from './info.ts';
import { judgePictures, type OwnPicture } from './judge.ts';
import { noOwnSets, ownDataset } from './open.ts';
import { placePictures } from './place.ts';
import { middleSquare, scaleSquare, squareLike } from './square.ts';

const BYTES = imageBytes({ height: OWN_SIZE, width: OWN_SIZE, channels: 3 });

/** A picture of one colour, which `shade` numbers. */
async function picture(label: string, shade: number): Promise<OwnPicture> {
  const pixels = new Uint8Array(BYTES).fill(shade & 255);
  pixels[0] = shade >> 8;
  return { label, name: `${label}/${shade}.png`, pixels, digest: await sha256(pixels) };
}

const pictures = (counts: Readonly<Record<string, number>>): Promise<OwnPicture[]> =>
  Promise.all(
    Object.entries(counts).flatMap(([label, count], place) =>
      Array.from({ length: count }, (_, index) => picture(label, 1000 * place + index)),
    ),
  );

test('an id says counts alone, and no other text is one', () => {
  expect(ownCounts('own-3-120-0123456789ab')).toEqual({ classes: 3, trainingImages: 120 });
  const wrong = ['own-1-120-0123456789ab', 'own-21-120-0123456789ab', 'own-3-12-0123456789ab'];
  for (const id of [...wrong, 'own-3-5001-0123456789ab', 'own-3-120-0123456789AB', 'own-3-120-', null, 3])
    expect(isDatasetId(id)).toBe(false);
  const info = datasetInfo('own-3-120-0123456789ab');
  expect(info.classes).toEqual(['class 1', 'class 2', 'class 3']);
  expect(info).toBe(datasetInfo('own-3-120-0123456789ab'));
});

test('names that a run’s file brings count until the set itself is here', () => {
  const id = 'own-2-40-0123456789ab';
  expect(ownClassNames(id)).toBeNull();
  knowOwnNames(id, ['cat', 'dog']);
  expect([datasetInfo(id).classes, ownClassNames(id)]).toEqual([
    ['cat', 'dog'],
    ['cat', 'dog'],
  ]);
  const numbers = { trainingImages: 40, testImages: 10, mean: [0, 0, 0], deviation: [1, 1, 1] };
  knowOwnSet({ id, name: 'Pets', made: 'now', classes: ['Kater', 'Hund'], ...numbers });
  knowOwnNames(id, ['cat', 'dog']);
  expect(ownClassNames(id)).toEqual(['Kater', 'Hund']);
});

test('a picture is of the class of its folder, whatever lies around', () => {
  const paths = [
    'pets/cat/1.JPG',
    'pets\\dog\\2.png',
    'n01443537/images/3.jpeg',
    '4.png',
    'pets/cat/notes.txt',
    '__MACOSX/pets/cat/._1.JPG',
    'pets/.DS_Store',
    'pets/cat/',
    'a/b:c/ two  words /5.heic',
  ];
  const { pictures: placed, homeless, others } = placePictures(paths);
  expect(placed.map(({ index, label }) => [index, label])).toEqual([
    [0, 'cat'],
    [1, 'dog'],
    [2, 'n01443537'],
    [8, 'two words'],
  ]);
  expect([homeless, others]).toEqual([['4.png'], 1]);
});

test('squares are means of areas: small pictures come back, large ones keep their mean', () => {
  expect(middleSquare(100, 41)).toEqual({ x: 29, y: 0, side: 41 });
  const shade = fc.uint8Array({ minLength: 4 * 32 * 32, maxLength: 4 * 32 * 32 });
  fc.assert(
    fc.property(shade, (rgba) => {
      const images = scaleSquare(rgba, 32, 64);
      const info = { ...datasetInfo('own-2-20-0123456789ab') };
      const back = shrinkImages({ info, count: 1, images, labels: new Uint8Array(1) }, 32).images;
      expect([...back]).toEqual([...rgba.filter((_, i) => i % 4 !== 3)]);
    }),
    { numRuns: 10 },
  );
  const even = (side: number) => scaleSquare(new Uint8Array(4 * side * side).fill(77), side, 64);
  for (const side of [1, 63, 100, 641]) expect(even(side).every((value) => value === 77)).toBe(true);
  // Black left of the middle, white right of it: the odd column in between is half of each.
  const side = 65;
  const halves = new Uint8Array(4 * side * side).map((_, i) => ((i >> 2) % side < 32 ? 0 : 255));
  const [left, middle] = [scaleSquare(halves, side, 1)[0]!, (255 * 33) / 65];
  expect(left).toBe(Math.round(middle));
});

test('an image of a data set that comes back as a picture, or as one of twice its size, is that image', () => {
  const { info, images, ...labelled } = makeSynthetic(1, 3);
  const side = info.height;
  const rgba = (pixels: Uint8Array, from: number, times: number) =>
    Uint8Array.from({ length: 4 * (from * times) ** 2 }, (_, i) => {
      const [x, y] = [(i >> 2) % (from * times), Math.floor((i >> 2) / (from * times))];
      return i % 4 === 3
        ? 255
        : pixels[3 * (Math.floor(y / times) * from + Math.floor(x / times)) + (i % 4)]!;
    });
  for (const times of [1, 2])
    expect(squareLike(rgba(images, side, times), times * side, info, side)).toEqual(images);
  const small = shrinkImages({ info, images, ...labelled }, 8).images;
  expect(squareLike(rgba(images, side, 1), side, info, 8)).toEqual(small);
  expect(squareLike(rgba(small, 8, 1), 8, info, 8)).toEqual(small);
});

test('copies, contradictions and small classes are left out by name', async () => {
  const [one, ...rest] = await pictures({ b: 12, a10: 9, a9: 9, c: 3 });
  const copy = { ...one!, name: 'b/copy.png' };
  const twin = { ...rest.at(-1)!, label: 'b', name: 'b/twin.png' };
  const { kept, told } = judgePictures([one!, ...rest, copy, twin]);
  expect(told.classes).toEqual([
    { label: 'a9', count: 9 },
    { label: 'a10', count: 9 },
    { label: 'b', count: 12 },
  ]);
  expect(kept.flat()).toHaveLength(30);
  expect(told.excluded).toEqual([
    { kind: 'duplicate', name: 'b/copy.png', of: one!.name },
    { kind: 'contradiction', names: ['c/3002.png', 'b/twin.png'] },
    { kind: 'few', label: 'c', count: 2 },
  ]);
  expect(told.lacking).toBeNull();
  const lacking = async (counts: Readonly<Record<string, number>>) =>
    judgePictures(await pictures(counts)).told.lacking;
  expect(await lacking({ a: 30, b: 1 })).toEqual({ kind: 'few-classes', count: 1 });
  expect(await lacking({ a: 9, b: 9 })).toEqual({ kind: 'few-images', count: 18 });
});

test('the same pictures are the same set, of which a fifth of every class is never opened', async () => {
  const all = await pictures({ cat: 50, dog: 20, hen: 6 });
  const build = (given: readonly OwnPicture[]) => buildOwnSet(judgePictures(given).kept, 'Pets', 'now');
  const set = await build(all);
  expect(set.id).toMatch(/^own-3-61-[0-9a-f]{12}$/);
  const { images, ...turned } = await build([...all].reverse());
  const { images: asGiven, ...given } = set;
  expect(turned).toEqual(given);
  // A million elements, each compared by `toEqual`, take half a minute.
  expect(Buffer.compare(images, asGiven)).toBe(0);
  expect((await build(all.slice(1))).id).not.toBe(set.id);
  expect([set.testImages, ...set.labels.slice(61)]).toEqual([15, ...Array(10).fill(0), 1, 1, 1, 1, 2]);

  const dataset = ownDataset(set.id, async () => set);
  const source = { read: () => Promise.reject(new Error('nothing is fetched')) } as never;
  const opened = await dataset.open({ images: 61, size: 32, seed: 1, source, report() {} });
  expect(opened.count).toBe(61);
  expect(opened.info).toMatchObject({ classes: ['cat', 'dog', 'hen'], height: 32, mean: set.mean });
  expect(opened.images).toHaveLength(61 * 32 * 32 * 3);
  const parts = splitSet(opened, 36, 25, 7);
  const counted = (part: Uint32Array) =>
    [0, 1, 2].map((label) => part.reduce((sum, index) => sum + Number(opened.labels[index] === label), 0));
  expect([counted(parts.train), counted(parts.validation)]).toEqual([
    [24, 9, 3],
    [16, 7, 2],
  ]);
  expect(new Set([...parts.train, ...parts.validation]).size).toBe(61);
  const shown = await dataset.shown({ source });
  expect([shown.count, ...shown.labels]).toEqual([3, 0, 1, 2]);
  const bytes = shown.images.length / 3;
  // The first of each class that is held out.
  for (const [index, at] of [61, 71, 75].entries())
    expect(shown.images.slice(index * bytes, (index + 1) * bytes)).toEqual(
      set.images.slice(at * bytes, (at + 1) * bytes),
    );
  await expect(ownDataset(set.id, noOwnSets).available({ source })).rejects.toThrow(/not kept here/);
});

test('a set that has none to spare holds nothing out', async () => {
  const { kept } = judgePictures(await pictures({ a: 12, b: 12 }));
  const set = await buildOwnSet(kept, '', 'now');
  expect(set.testImages).toBe(0);
  const source = { read: () => Promise.reject(new Error('nothing is fetched')) } as never;
  await expect(ownDataset(set.id, async () => set).shown({ source })).rejects.toThrow(/were held out/);
});
