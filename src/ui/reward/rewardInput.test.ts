import { expect, test } from 'vitest';
import { rewardOf } from '../../search/reward.ts';
import type { Trial } from '../../search/trial.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { presetOf } from '../../space/presets.ts';
import { aheadOfRandom, bandInput, baselineInput, finishedInput, runningInput } from './rewardInput.ts';

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
  const { dots, best, mean } = finishedInput(trials);
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

test('the band comes from real random rewards alone, three at least', () => {
  expect(bandInput(undefined, 20)).toEqual([]);
  expect(bandInput([0.1, 0.2], 20)).toEqual([]);
  const band = bandInput([0.1, 0.3, 0.2], 20);
  expect(band.map(({ trial: number }) => number)).toEqual([1, 2, 3]);
  expect(band[0]?.median).toBe(0.2);
  expect(bandInput([0.1, 0.3, 0.2, 0.1, 0.2], 3)).toHaveLength(3);
});

test('ahead of random search only where as many random children are known', () => {
  const { dots, best } = finishedInput(trials.slice(0, 3));
  const band = bandInput([0.1, 0.3, 0.2], 20);
  expect(aheadOfRandom({ dots, best, band })).toBeCloseTo(10);
  expect(aheadOfRandom({ ...finishedInput(trials), band })).toBeNull();
});

test('no child, no running trial', () => {
  expect(runningInput(null)).toBeNull();
  expect(runningInput({ current: null })).toBeNull();
});

test('where cost is weighed, every value is a reward: dots, lines, the running child, the lead over random search', () => {
  const settings = {
    ...TINY_SETTINGS,
    reward: 'cost',
    costTarget: 1000,
    costExponent: -1,
  } as const;
  const weighed = [trial(1, 0.6), trial(2, 0.5), trial(3, 0.4)].map((one, index) => {
    const multiplyAdds = [2000, 1000, 250][index]!;
    return { ...one, multiplyAdds, reward: rewardOf(settings, one.accuracy!, multiplyAdds) };
  });
  const { dots, best } = finishedInput(weighed);
  expect(dots.map(({ value }) => value)).toEqual([0.3, 0.5, 1.6]);
  expect(best.map(({ trial: number }) => number)).toEqual([1, 2, 3]);
  const band = bandInput([0.6, 0.6, 0.6], 20);
  expect(aheadOfRandom({ dots, best, band })).toBeCloseTo(100);
  const heldOut = [{ step: 1, epoch: 1, accuracy: 0.25 }];
  const cost = { trainable: 1, multiplyAdds: 500, steps: 1 };
  const current = {
    number: 4,
    architecture: trials[0]!.architecture,
    cost,
    budget: 1,
    step: 1,
    epoch: 1,
    points: [],
    heldOut,
    evaluating: null,
    shown: null,
  };
  expect(runningInput({ current, settings })).toEqual({ trial: 4, value: 0.5, epoch: 1 });
});
