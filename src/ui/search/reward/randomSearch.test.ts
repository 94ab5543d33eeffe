import { expect, test } from 'vitest';
import type { Trial } from '../../../search/trial.ts';
import { comparableKey, PRESET_SETTINGS, type Settings } from '../../../settings/settings.ts';
import { presetOf } from '../../../space/presets.ts';
import { BASELINE } from '../../../strategies/list.ts';
import { leadOverRandom } from '../../../studies/uncertainty/lead.ts';
import { NO_RECIPES } from '../../hooks/recipes.ts';
import { bandInput, leadOf, randomSearchOf } from './randomSearch.ts';

const { settings } = PRESET_SETTINGS.mini;
const rewards = Array.from({ length: 60 }, (_, index) => 0.35 + 0.001 * index);
const shipped = { ...NO_RECIPES, randomOf: () => ({ rewards, otherImages: 0 }) };

const trial = (number: number, accuracy: number | null, more: Partial<Trial> = {}): Trial => ({
  number,
  architecture: presetOf('nasnet-a').architecture,
  status: accuracy === null ? 'failed' : 'trained',
  accuracy,
  reward: accuracy ?? 0,
  trainable: 1000,
  multiplyAdds: 1000,
  seconds: 1,
  epochs: [],
  ...more,
});

const remembered = (of: Settings, count: number) => ({ [comparableKey(of)]: rewards.slice(0, count) });

test('what ships comes before what this browser remembers, and that counts from 20 children on', () => {
  expect(randomSearchOf(settings, shipped, remembered(settings, 40))).toEqual({
    rewards,
    otherImages: 0,
    isOwn: false,
  });
  expect(randomSearchOf(settings, NO_RECIPES, remembered(settings, 19))).toBeNull();
  expect(randomSearchOf(settings, NO_RECIPES, remembered(settings, 20))).toMatchObject({ isOwn: true });
  // Children of another recipe are no measure.
  const other = { ...settings, epochs: settings.epochs + 1 };
  expect(randomSearchOf(settings, NO_RECIPES, remembered(other, 40))).toBeNull();
});

test('a random search is not held against its own children', () => {
  const random = { ...settings, strategy: BASELINE };
  expect(randomSearchOf(random, NO_RECIPES, remembered(random, 40))).toBeNull();
  expect(randomSearchOf(random, shipped, {})).toMatchObject({ isOwn: false });
});

test('the band goes as far as the run, and keeps a width where that is all shipped children', () => {
  expect(bandInput(null, 20)).toEqual([]);
  const band = bandInput({ rewards, otherImages: 0, isOwn: false }, 60);
  expect(band.map(({ trial: number }) => number)).toEqual(rewards.map((_, index) => index + 1));
  expect(band[0]?.median).toBeCloseTo(0.379, 3);
  expect(band.at(-1)!.high).toBeGreaterThan(band.at(-1)!.low);
});

test('the lead is that over as many random children; reused, paused and nameless ones are none', () => {
  const random = { rewards, otherImages: 0, isOwn: false };
  const best = [{ trial: 3, value: 0.45 }];
  const trials = [trial(1, 0.4), trial(2, null), trial(3, 0.45)];
  expect(leadOf(settings, trials, best, random)).toEqual(
    leadOverRandom(0.45, 3, rewards, { otherImages: 0 }),
  );
  const more = [
    ...trials,
    trial(4, 0.45, { status: 'reused', reusedFrom: 3 }),
    trial(5, 0.3, { budget: settings.epochs - 1 }),
  ];
  expect(leadOf(settings, more, best, random)).toEqual(leadOf(settings, trials, best, random));
  const behind = leadOf(settings, trials, [{ trial: 1, value: 0.3 }], random);
  expect(behind!.lead).toBeLessThan(0);
});

test('without anything to be ahead of there is no lead, and unknown images make it less sure', () => {
  const best = [{ trial: 1, value: 0.45 }];
  const trials = [trial(1, 0.45)];
  const random = { rewards, otherImages: 0, isOwn: false };
  expect(leadOf(settings, trials, best, null)).toBeNull();
  expect(leadOf(settings, [], [], random)).toBeNull();
  expect(leadOf({ ...settings, strategy: BASELINE }, trials, best, random)).toBeNull();
  expect(leadOf(settings, trials, best, { ...random, rewards: rewards.slice(0, 19) })).toBeNull();
  const sure = leadOf(settings, trials, best, random)!;
  const unsure = leadOf(settings, trials, best, { ...random, otherImages: null })!;
  expect(unsure.lead).toBe(sure.lead);
  expect(unsure.half).toBeGreaterThan(sure.half);
});
