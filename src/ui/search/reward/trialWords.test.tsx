import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Finalist } from '../../../search/finalists.ts';
import type { Trial } from '../../../search/trial.ts';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { presetOf } from '../../../space/presets.ts';
import { SPACE } from '../../format.ts';
import { trialLines } from './trialWords.tsx';

const settings = { ...PRESET_SETTINGS.mini.settings, validationImages: 5000 };

const trial: Trial = {
  number: 22,
  architecture: presetOf('nasnet-a').architecture,
  status: 'trained',
  accuracy: 0.459,
  reward: 0.459,
  trainable: 61_300,
  multiplyAdds: 1000,
  seconds: 8.2,
  epochs: [],
};

const again = (training: number, more: Partial<Finalist> = {}): Finalist => ({
  trial: 22,
  training,
  status: 'trained',
  accuracy: 0.44,
  judgedOn: training === 3 ? 'outside' : 'validation',
  images: 5000,
  seconds: 8,
  epochs: [],
  ...more,
});

const words = (finalists: readonly Finalist[], deviation: number | null, one = trial): string[] =>
  trialLines({ trial: one, place: 'Trial 22, in ranks 1 to 3', settings, deviation, finalists }).map((line) =>
    renderToStaticMarkup(line),
  );

test('an accuracy is told with both parts of what is not known of it', () => {
  expect(words([], 0.0073)).toEqual([
    'Trial 22, in ranks 1 to 3',
    `<b>45.9${SPACE}%</b> ±${SPACE}2.0: images ±${SPACE}1.4, training luck ±${SPACE}1.4`,
    `61.3${SPACE}k parameters, trained 8.2${SPACE}s`,
  ]);
  expect(words([], null)[1]).toBe(`<b>45.9${SPACE}%</b> ±${SPACE}1.4: images only`);
});

test('a finalist’s other trainings follow, the final one by its name', () => {
  const failed = again(2, { status: 'failed', accuracy: null, images: 0, reason: 'Lost.' });
  expect(words([again(3), again(1), failed, again(1, { trial: 4 })], 0.007).slice(2, 5)).toEqual([
    `fresh seed 1: <b>44.0${SPACE}%</b> ±${SPACE}1.9 on 5,000 images`,
    'fresh seed 2, failed: Lost.',
    `final: <b>44.0${SPACE}%</b> ±${SPACE}1.9 on 5,000 other images`,
  ]);
});

test('a failed trial says why', () => {
  const failed = { ...trial, status: 'failed', accuracy: null, reason: 'No memory.' } as const;
  expect(words([], 0.007, failed)).toEqual(['Trial 22, failed', 'No memory.']);
});
