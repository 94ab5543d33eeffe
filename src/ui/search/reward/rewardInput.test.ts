import { expect, test } from 'vitest';
import { rewardOf } from '../../../search/reward.ts';
import type { Trial } from '../../../search/trial.ts';
import { TINY_SETTINGS } from '../../../settings/testing/tiny.ts';
import { presetOf } from '../../../space/presets.ts';
import { baselineInput, besideInput, finishedInput, runningInput } from './rewardInput.ts';

const settings = { ...TINY_SETTINGS, validationImages: 5000 };

const trial = (number: number, accuracy: number | null): Trial => ({
  number,
  architecture: presetOf('nasnet-a').architecture,
  status: accuracy === null ? 'failed' : 'trained',
  accuracy,
  reward: accuracy ?? 0,
  trainable: 1000,
  multiplyAdds: 1000,
  seconds: 1,
  epochs: [],
});

const trials = [trial(1, 0.2), trial(2, null), trial(3, 0.4), trial(4, 0.4), trial(5, 0.3)];

test('a failed trial has a dot without a value, and no place in the lines', () => {
  const { dots, best, mean } = finishedInput(trials, settings, null);
  expect(dots.map(({ value }) => value)).toEqual([0.2, null, 0.4, 0.4, 0.3]);
  expect(dots.map((dot) => dot.best)).toEqual([true, false, true, false, false]);
  expect(best).toEqual([
    { trial: 1, value: 0.2 },
    { trial: 3, value: 0.4 },
  ]);
  expect(mean.map(({ trial: number }) => number)).toEqual([1, 3, 4, 5]);
  expect(mean.at(-1)?.value).toBeCloseTo(0.325);
});

test('the baseline is where the strategy keeps one', () => {
  const reports = [
    { afterTrial: 1, baseline: null, entropy: null },
    { afterTrial: 2, baseline: 0.3, entropy: 1 },
  ];
  expect(baselineInput(reports)).toEqual([{ trial: 2, value: 0.3 }]);
});

test('a whisker is that of the images, with training luck where the recipe’s was measured', () => {
  const images = finishedInput(trials, settings, null).dots.map(({ whisker }) => whisker);
  // 1.96 √(0.4 × 0.6 / 5,000)
  expect(images[2]?.images).toBeCloseTo(0.01358, 4);
  expect(images[2]?.whole).toBe(images[2]?.images);
  expect(images[1]).toBeNull();
  const both = finishedInput(trials, settings, 0.01).dots[2]?.whisker;
  expect(both?.images).toBe(images[2]?.images);
  expect(both?.whole).toBeCloseTo(Math.hypot(0.01358, 0.0196), 4);
  // One that paused was not trained as the recipe says.
  const paused = finishedInput([{ ...trial(1, 0.4), budget: 1 }], settings, 0.01).dots[0]?.whisker;
  expect(paused?.whole).toBe(paused?.images);
});

const current = {
  number: 4,
  architecture: trials[0]!.architecture,
  cost: { trainable: 1, multiplyAdds: 500, steps: 1 },
  budget: 1,
  step: 1,
  epoch: 1,
  points: [],
  heldOut: [{ step: 1, epoch: 1, accuracy: 0.25 }],
  evaluating: null,
  shown: null,
};

test('the running trial is the child in training, unless that is a finalist', () => {
  expect(runningInput(null)).toBeNull();
  expect(runningInput({ current: null })).toBeNull();
  expect(runningInput({ current })).toBe(4);
  expect(runningInput({ current: { ...current, again: 1 } })).toBeNull();
  expect(besideInput({ training: [current, { ...current, number: 6 }, { ...current, number: 7 }] })).toEqual([
    6, 7,
  ]);
  expect(besideInput(null)).toEqual([]);
});

test('where cost is weighed, every value is a reward: dots, lines and whiskers', () => {
  const weighing = {
    ...TINY_SETTINGS,
    reward: 'cost',
    costTarget: 1000,
    costExponent: -1,
  } as const;
  const weighed = [trial(1, 0.6), trial(2, 0.5), trial(3, 0.4)].map((one, index) => {
    const multiplyAdds = [2000, 1000, 250][index]!;
    return { ...one, multiplyAdds, reward: rewardOf(weighing, one.accuracy!, multiplyAdds) };
  });
  const { dots, best } = finishedInput(weighed, weighing, null);
  expect(dots.map(({ value }) => value)).toEqual([0.3, 0.5, 1.6]);
  expect(best.map(({ trial: number }) => number)).toEqual([1, 2, 3]);
  const plain = finishedInput(weighed, { ...weighing, reward: 'accuracy' }, null).dots;
  const ratios = dots.map(({ whisker }, index) => whisker!.whole / plain[index]!.whisker!.whole);
  expect(ratios.map((ratio) => Number(ratio.toFixed(9)))).toEqual([0.5, 1, 4]);
});
