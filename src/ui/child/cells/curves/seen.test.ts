import { expect, test } from 'vitest';
import { DATASET_IDS, datasetInfo } from '../../../../data/infos.ts';
import { SHOWN_IMAGES } from '../../../../data/shown.ts';
import type { Trial } from '../../../../search/trial.ts';
import { presetOf } from '../../../../space/presets.ts';
import { dayOf } from './LookedUp.tsx';
import { canvasPixels, countRight, seenBy, shortClasses } from './seen.ts';

const trial: Trial = {
  number: 1,
  architecture: presetOf('nasnet-a').architecture,
  status: 'trained',
  accuracy: 0.3,
  reward: 0.3,
  trainable: 1,
  multiplyAdds: 1,
  seconds: 1,
  epochs: [],
};

test('of a child that was asked, each image has the class that it is taken for; of others none', () => {
  const seen = seenBy({ kind: 'done', trial: { ...trial, shown: [0, 1, 1, 3, 9, 5] } }, 'cifar10');
  expect(seen.map(({ label, taken }) => label === taken)).toEqual([true, true, false, true, false, true]);
  expect(countRight(seen)).toBe(4);
  for (const training of [{ kind: 'none' }, { kind: 'done', trial }] as const) {
    expect(seenBy(training, 'cifar10')).toHaveLength(SHOWN_IMAGES);
    expect(countRight(seenBy(training, 'cifar10'))).toBeNull();
  }
});

test('of a set with fewer classes one of each is seen, and what an older run has not told is not known', () => {
  const few = 'own-3-120-0123456789ab';
  const told = seenBy({ kind: 'done', trial: { ...trial, shown: [0, 2, 2] } }, few);
  expect(told.map(({ taken }) => taken)).toEqual([0, 2, 2]);
  expect(countRight(told)).toBe(2);
  expect(seenBy({ kind: 'done', trial }, few)).toHaveLength(3);
  expect(seenBy({ kind: 'none' }, 'own-9-120-0123456789ab')).toHaveLength(SHOWN_IMAGES);
});

test('every data set has names of its classes that fit under an image of 40 px', () => {
  for (const id of DATASET_IDS) {
    const names = shortClasses(id);
    expect(names).toHaveLength(datasetInfo(id).classes.length);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(8);
  }
});

test('a canvas gets the pixels of one image, opaque', () => {
  const pixels = Uint8Array.from({ length: 6 * 2 * 3 }, (_, index) => index);
  const drawn = canvasPixels({ height: 1, width: 2, labels: [0, 1, 2, 3, 4, 5], pixels }, 1);
  expect([...drawn]).toEqual([6, 7, 8, 255, 9, 10, 11, 255]);
});

test('the day of a table is read from what its trials say; of other places there is none', () => {
  const on = (adapter: string) =>
    dayOf({ environment: { engine: 'wasm', backend: 'wasm', adapter } })?.toISOString();
  expect(on('table of 2026-11-29')).toBe('2026-11-29T00:00:00.000Z');
  expect(on('NVIDIA RTX 4070')).toBeUndefined();
  expect(dayOf(null)).toBeNull();
  expect(dayOf(trial)).toBeNull();
});
