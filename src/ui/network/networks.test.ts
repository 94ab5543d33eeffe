import { expect, test } from 'vitest';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import { presetOf } from '../../space/presets.ts';
import { hasParts, ownChoice, PUBLISHED_SIZES, partsOf, STEMS, totalOf } from './networks.ts';

const nasnet = presetOf('nasnet-a').architecture;
const settings = PRESET_SETTINGS.mini.settings;

test('NASNet-A at its published sizes costs what the paper printed, within its rounding', () => {
  const totals = PUBLISHED_SIZES.map(({ choice, images }) => totalOf(partsOf(nasnet, choice, images)));
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
  expect(hasParts(nasnet, own, { ...settings, imageSize: 16 })).toBe(false);
  expect(partsOf(nasnet, own, { ...settings, imageSize: 16 })).not.toEqual(parts);
});

test('every stem is built at its smallest and is the same for all images of a run but the first', () => {
  for (const stem of STEMS) {
    const choice = { stem, cellsPerStage: 1, filters: 4 };
    const [one, other] = [32, 16] as const;
    const same =
      partsOf(nasnet, choice, { ...settings, imageSize: one }) ===
      partsOf(nasnet, choice, { ...settings, imageSize: other });
    expect(same).toBe(stem !== 'cifar');
  }
});

test('settings that are being typed make a network all the same', () => {
  expect(ownChoice({ ...settings, cellsPerStage: Number.NaN, filters: 1e9 })).toEqual({
    stem: 'cifar',
    cellsPerStage: 1,
    filters: 256,
  });
});
