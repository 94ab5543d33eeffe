import { expect, test } from 'vitest';
import { type LiveRun, liveRun } from '../../../run/live.ts';
import { newRun } from '../../../run/run.ts';
import type { Trial } from '../../../search/trial.ts';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { presetOf } from '../../../space/presets.ts';
import { paceOf, presetSeconds, secondsHere } from './presetTime.ts';

const { demo, mini, paper } = PRESET_SETTINGS;
const { architecture } = presetOf('nasnet-a');

const trial = (number: number, status: Trial['status'], seconds: number): Trial => ({
  number,
  architecture,
  status,
  accuracy: status === 'failed' ? null : 0.4,
  reward: 0.4,
  trainable: 70_000,
  multiplyAdds: 13_600_000,
  seconds,
  epochs: [],
});

const run: LiveRun = liveRun('a', newRun({ name: 'a', created: '', settings: mini.settings }));

test('nothing is said before something was measured', () => {
  expect(paceOf(null)).toBeNull();
  expect(paceOf(run)).toBeNull();
  expect(paceOf({ ...run, trials: [trial(1, 'reused', 0), trial(2, 'failed', 3)] })).toBeNull();
});

test('no pace is measured where no image or no multiply-add was: nothing takes for ever', () => {
  const current = {
    number: 1,
    architecture,
    cost: { trainable: 1, multiplyAdds: 13_600_000, steps: 9 },
    budget: 1,
    step: 0,
    epoch: 1,
    points: [],
    heldOut: [],
    evaluating: null,
    shown: null,
  };
  expect(paceOf({ ...run, current, imagesPerSecond: 0 })).toBeNull();
  expect(paceOf({ ...run, current, imagesPerSecond: 10 })).not.toBeNull();
  const free = { ...trial(1, 'trained', 10), multiplyAdds: 0 };
  expect(paceOf({ ...run, trials: [free] })).toBeNull();
});

test('the settings of the run itself take what its children took', () => {
  const pace = paceOf({
    ...run,
    trials: [trial(1, 'trained', 10), trial(2, 'reused', 0), trial(3, 'trained', 20)],
  });
  expect(presetSeconds(mini.settings, pace!)).toBeCloseTo((20 + 7) * 15);
  expect(presetSeconds({ ...mini.settings, finalists: 0 }, pace!)).toBeLessThan(
    presetSeconds(mini.settings, pace!),
  );
});

test('other sizes take as long as their multiply-adds', () => {
  const pace = paceOf({ ...run, trials: [trial(1, 'trained', 15)] })!;
  const seconds = [demo, mini, paper].map(({ settings }) => presetSeconds(settings, pace));
  expect(seconds[0]).toBeLessThan(seconds[1]!);
  expect(seconds[2]! / seconds[1]!).toBeGreaterThan(1e5);
});

test('the first batches are enough', () => {
  const cost = { trainable: 70_000, multiplyAdds: 13_600_000, steps: 186 };
  const current = {
    number: 1,
    architecture,
    cost,
    budget: 3,
    step: 9,
    epoch: 1,
    points: [],
    heldOut: [],
    evaluating: null,
    shown: null,
  };
  const pace = paceOf({ ...run, current, imagesPerSecond: 800 });
  expect(pace?.multiplyAddsPerSecond).toBe(800 * 13_600_000);
  expect(presetSeconds(mini.settings, pace!)).toBeGreaterThan(100);
});

test('what this browser remembers of a place tells of its recipes, and of others by their multiply-adds', () => {
  const place = { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'processor', threads: 2 };
  const capabilities = { secureContext: true, gpu: null, threads: 2, simd: true } as const;
  const here = { place: 'processor', capabilities, run: null, previous: null } as const;
  expect(secondsHere(demo.settings, { ...here, paces: [] })).toBeNull();
  const state = { ...here, paces: [{ place, seconds: { demo: 3, small: 20 } }] };
  // Seven trainings are finalists'.
  expect(secondsHere(demo.settings, state)).toBe((12 + 7) * 3);
  expect(secondsHere(mini.settings, state)! / (27 * 20)).toBeGreaterThan(2);
  // What the page itself has trained is nearer.
  const own = { ...run, trials: [trial(1, 'trained', 10)] };
  expect(secondsHere(mini.settings, { ...state, run: own })).toBeCloseTo(270);
  expect(secondsHere(demo.settings, { ...state, run: own })).toBe(19 * 3);
});
