import { expect, test } from 'vitest';
import { datasetInfo } from '../data/infos.ts';
import { presetOf } from '../space/presets.ts';
import { childCounts } from './childGraph.ts';
import { LADDER } from './ladder.ts';
import { comparableKey, PRESET_SETTINGS, validateSettings } from './settings.ts';

/** Multiply-adds of all that a child of NASNet-A's cells does forward, in training and each time that it is judged. */
function work({ settings }: (typeof LADDER)[number]): number {
  const { trainImages, validationImages, epochs, validateEachEpoch } = settings;
  const judged = validationImages * (validateEachEpoch ? epochs : 1);
  const images = 3 * epochs * trainImages + judged; // a step goes back twice as far as it went forward
  return images * childCounts(presetOf('nasnet-a').architecture, settings).multiplyAdds;
}

test('each rung costs clearly more than the one before, and all can be trained', () => {
  for (const [at, rung] of LADDER.entries()) {
    expect(validateSettings(rung.settings)).toEqual({ ok: true, value: rung.settings });
    const before = LADDER[at - 1];
    if (before !== undefined) expect(work(rung) / work(before)).toBeGreaterThan(1.5);
  }
  expect(new Set(LADDER.map(({ id }) => id)).size).toBe(LADDER.length);
  expect(new Set(LADDER.map(({ title }) => title)).size).toBe(LADDER.length);
  expect(new Set(LADDER.map(({ settings }) => comparableKey(settings))).size).toBe(LADDER.length);
});

test('two of them are presets, and those above Demo are judged once, by enough images', () => {
  const settingsOf = (id: string) => LADDER.find((rung) => rung.id === id)?.settings;
  expect(settingsOf('demo')).toBe(PRESET_SETTINGS.demo.settings);
  expect(settingsOf('mini')).toBe(PRESET_SETTINGS.mini.settings);
  for (const { settings } of LADDER.slice(1)) {
    expect(settings.validateEachEpoch).toBe(false);
    expect(settings.validationImages).toBeGreaterThanOrEqual(4000);
    expect(settings.validationImages).toBeLessThanOrEqual(5000);
  }
});

test('what the Demo loads stays under 1.5 MB: its shards, and 20 kB for their manifest', () => {
  const { imageSize, trainImages, validationImages, dataset } = PRESET_SETTINGS.demo.settings;
  const { channels, prepared } = datasetInfo(dataset);
  const perShard = prepared?.imagesPerShard ?? 0;
  const shards = Math.ceil((trainImages + validationImages) / perShard);
  const bytes = shards * perShard * (1 + channels * imageSize * imageSize) + 20_000;
  expect(bytes).toBeLessThan(1_500_000);
  expect(validationImages).toBeGreaterThanOrEqual(2000);
});
