import fc from 'fast-check';
import { expect, test } from 'vitest';
import { twoSidedZ } from '../base/normal.ts';
import { settingsForOwn, settingsWith } from './ownPictures.ts';
import { PRESET_SETTINGS, presetFor, STRATEGY_IDS, validateSettings } from './settings.ts';

test('settings follow every set of own pictures, and all of its images are used up to Mini’s', () => {
  const counts = fc.record({
    classes: fc.integer({ min: 2, max: 20 }),
    images: fc.integer({ min: 20, max: 5000 }),
    strategy: fc.constantFrom(...STRATEGY_IDS),
  });
  fc.assert(
    fc.property(counts, ({ classes, images, strategy }) => {
      const settings = settingsForOwn(`own-${classes}-${images}-0123456789ab`, { strategy, seed: 3 });
      expect(validateSettings(settings)).toEqual({ ok: true, value: settings });
      expect(settings.trainImages + settings.validationImages).toBe(images);
      expect(settings.trainImages).toBeGreaterThanOrEqual(images / 2);
      // As many steps as Mini's, or less than an epoch more; fewer where epochs would be too many.
      const { epochs, trainImages, batch } = settings;
      const perEpoch = Math.floor(trainImages / batch);
      expect((epochs - 1) * perEpoch).toBeLessThan(186);
      if (epochs < 30) expect(epochs * perEpoch).toBeGreaterThanOrEqual(186);
    }),
  );
  expect(settingsForOwn('own-3-120-0123456789ab', { strategy: 'ppo', seed: 1 })).toMatchObject({
    ...{ trainImages: 60, validationImages: 60, batch: 8, epochs: 27, imageSize: 32 },
  });
});

test('as many images judge as put the whisker at 50 % within 10 points, up to half of a small set', () => {
  const whisker = (images: number): number => 100 * twoSidedZ(0.05) * Math.sqrt(0.25 / images);
  const judging = (images: number) =>
    settingsForOwn(`own-2-${images}-0123456789ab`, { strategy: 'random', seed: 1 }).validationImages;
  expect([20, 101, 194, 195, 240, 250, 1000].map(judging)).toEqual([10, 50, 97, 97, 97, 100, 400]);
  for (const images of [194, 195, 240, 250, 1000]) expect(whisker(judging(images))).toBeLessThan(10);
  // One fewer would not do.
  expect(whisker(96)).toBeGreaterThan(10);
});

test('own pictures leave none of their sizes to other images', () => {
  const demo = { ...PRESET_SETTINGS.demo.settings, seed: 5 };
  const own = { ...demo, ...settingsWith('own-2-20-0123456789ab', demo) };
  expect(settingsWith('synthetic', own)).toEqual({
    ...presetFor('mini', demo.strategy),
    ...{ seed: 5, dataset: 'synthetic' },
  });
  expect(settingsWith('synthetic', demo)).toEqual({ dataset: 'synthetic' });
});
