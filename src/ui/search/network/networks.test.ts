import { expect, test } from 'vitest';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { presetOf } from '../../../space/presets.ts';
import { hasParts, ownChoice, PUBLISHED_SIZES, partsOf, stemsFor, totalOf } from './networks.ts';

const nasnet = presetOf('nasnet-a').architecture;
const settings = PRESET_SETTINGS.mini.settings;

test('NASNet-A at its published sizes costs what the paper printed, within its rounding', () => {
  const totals = PUBLISHED_SIZES.map(({ choice }) => totalOf(partsOf(nasnet, choice, settings)));
  expect(totals.map(({ trainable }) => (trainable / 1e6).toFixed(1))).toEqual(['3.3', '5.3', '88.8']);
  expect(PUBLISHED_SIZES.map(({ parameters }) => parameters / 1e6)).toEqual([3.3, 5.3, 88.9]);
  expect(totals.map(({ multiplyAdds }) => (multiplyAdds / 1e9).toFixed(3))).toEqual([
    '0.544',
    '0.564',
    '23.783',
  ]);
  expect(PUBLISHED_SIZES.map(({ multiplyAdds }) => multiplyAdds)).toEqual([null, 564e6, 23.8e9]);
});

test('parts are kept, by what decides them', () => {
  const own = ownChoice(settings);
  const parts = partsOf(nasnet, own, settings);
  expect(partsOf(nasnet, { ...own }, { ...settings })).toBe(parts);
  const small = { ...settings, imageSize: 16 } as const;
  expect(hasParts(nasnet, ownChoice(small), small)).toBe(false);
  expect(partsOf(nasnet, ownChoice(small), small)).not.toEqual(parts);
  expect(hasParts(nasnet, ownChoice(small), small)).toBe(true);
});

test('the run’s own images are a choice of their own where they are no CIFAR’s', () => {
  const small = { ...settings, imageSize: 16 } as const;
  expect(stemsFor(settings)).toEqual(['cifar', 'imagenet-224', 'imagenet-331']);
  expect(stemsFor({ ...settings, dataset: 'synthetic' })).toEqual(stemsFor(settings));
  expect(stemsFor(small)).toEqual(['own', ...stemsFor(settings)]);
  expect([ownChoice(settings).stem, ownChoice(small).stem]).toEqual(['cifar', 'own']);
});

test('every stem is built at its smallest; the run’s images decide its own network alone', () => {
  const small = { ...settings, imageSize: 16 } as const;
  const smaller = { ...settings, imageSize: 8 } as const;
  for (const stem of stemsFor(small)) {
    const choice = { stem, cellsPerStage: 1, filters: 4 };
    expect(partsOf(nasnet, choice, small) === partsOf(nasnet, choice, smaller)).toBe(stem !== 'own');
  }
});

test('settings that are being typed make a network all the same', () => {
  expect(ownChoice({ ...settings, cellsPerStage: Number.NaN, filters: 1e9 })).toEqual({
    stem: 'cifar',
    cellsPerStage: 1,
    filters: 256,
  });
});
