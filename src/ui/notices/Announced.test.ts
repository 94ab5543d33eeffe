import { expect, test } from 'vitest';
import { liveRun } from '../../run/live.ts';
import { newRun } from '../../run/run.ts';
import type { Trial } from '../../search/trial.ts';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import { presetOf } from '../../space/presets.ts';
import { SPACE } from '../format.ts';
import { NO_RECIPES } from '../hooks/recipes.ts';
import { trialSentence } from '../search/reward/trialWords.tsx';
import { endedAgain, endedTrial } from './Announced.tsx';

const trial = (number: number, accuracy: number): Trial => ({
  number,
  architecture: presetOf('nasnet-a').architecture,
  status: 'trained',
  accuracy,
  reward: accuracy,
  trainable: 10,
  multiplyAdds: 100,
  seconds: 1,
  epochs: [],
});

const settings = { ...PRESET_SETTINGS.mini.settings, validationImages: 5000 };
const empty = newRun({ name: 'One', created: '2026-01-31T12:00:00.000Z', settings });
const after = (id: string, ...trials: Trial[]) => ({ run: liveRun(id, { ...empty, trials }) });

test('a trial that ended is told once, with its place', () => {
  const one = after('a', trial(1, 0.4));
  const two = after('a', trial(1, 0.4), trial(2, 0.3));
  expect(endedTrial(two, one)).toBe(two.run.trials[1]);
  expect(endedTrial(two, two)).toBeNull();
  expect(
    trialSentence({ trial: trial(2, 0.3), place: 'Trial 2, in ranks 1 to 2', settings, deviation: null }),
  ).toBe(`Trial 2, in ranks 1 to 2, 30.0${SPACE}% held out, plus or minus 1.3 points by its images alone`);
});

test('a run that is opened tells nothing', () => {
  expect(endedTrial(after('b', trial(1, 0.4)), after('a'))).toBeNull();
  expect(endedTrial(after('b', trial(1, 0.4)), { run: null })).toBeNull();
});

test('of look-ups, eight a second, only one that was asked for is told', () => {
  const table = (stepping: boolean, ...trials: Trial[]) => {
    const { run } = after('a', ...trials);
    return { run: { ...run, stepping, settings: PRESET_SETTINGS.table.settings } };
  };
  expect(endedTrial(table(false, trial(1, 0.4)), table(false))).toBeNull();
  expect(endedTrial(table(true, trial(1, 0.4)), table(true))).not.toBeNull();
});

test('a training of a finalist is told, and which one is final', () => {
  const done = after('a', trial(1, 0.4));
  const again = (training: number) => ({
    trial: 1,
    training,
    status: 'trained' as const,
    accuracy: 0.35,
    judgedOn: 'outside' as const,
    images: 5000,
    seconds: 1,
    epochs: [],
  });
  const with1 = { run: { ...done.run, finalists: [again(1)] } };
  const with2 = { run: { ...done.run, finalists: [again(1), again(2)] } };
  const with3 = { run: { ...done.run, finalists: [again(1), again(2), again(3)] } };
  const measured = { ...NO_RECIPES, deviationOf: () => 0.01 };
  expect(endedAgain(with2, with1, measured)).toBe(
    `Trial 1 trained again, 35.0${SPACE}%, plus or minus 2.4 points`,
  );
  expect(endedAgain(with3, with2, measured)).toBe(
    `Trial 1 trained again, final figure 35.0${SPACE}%, plus or minus 2.4 points`,
  );
});
