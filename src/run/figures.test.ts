import { expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import type { Finalist } from '../search/finalists.ts';
import type { Trial } from '../search/trial.ts';
import { PRESET_SETTINGS } from '../settings/settings.ts';
import { sampleArchitecture } from '../space/sample.ts';
import { finalistsLeft, secondsLeft, shareDone, sharesDone } from './figures.ts';
import type { CurrentTrial } from './live.ts';

const settings = { ...PRESET_SETTINGS.mini.settings, trials: 4, finalists: 2 };
const random = createRandom(3);

const trial = (number: number, seconds: number, more: Partial<Trial> = {}): Trial => ({
  number,
  architecture: sampleArchitecture(settings, random),
  status: 'trained',
  accuracy: 0.3 + number / 100,
  reward: 0.3 + number / 100,
  trainable: 10,
  multiplyAdds: 100,
  seconds,
  epochs: [],
  ...more,
});
const all = [trial(1, 10), trial(2, 10), trial(3, 10), trial(4, 10)];

const again = (of: number, training: number): Finalist => ({
  trial: of,
  training,
  status: 'trained',
  accuracy: 0.3,
  judgedOn: 'outside',
  images: 5000,
  seconds: 10,
  epochs: [],
});

const child: CurrentTrial = {
  number: 4,
  architecture: all[0]!.architecture,
  cost: { trainable: 10, multiplyAdds: 100, steps: 20 },
  budget: 3,
  step: 10,
  epoch: 1,
  points: [],
  heldOut: [],
  evaluating: null,
  shown: null,
};

test('nothing is said before a child was trained', () => {
  expect(secondsLeft({ settings, trials: [], finalists: [], current: child, training: [child] })).toBeNull();
});

test('what is left are trials and then finalists, two trainings each and one more', () => {
  const of = (trials: readonly Trial[], current: CurrentTrial | null, finalists: readonly Finalist[] = []) =>
    secondsLeft({
      ...{ settings, trials, finalists, current },
      training: current === null || current.again !== undefined ? [] : [current],
    });
  expect(of(all.slice(0, 3), null)).toBeCloseTo(10 + 50);
  expect(of(all.slice(0, 3), child)).toBeCloseTo(5 + 50);
  expect(of(all, null)).toBeCloseTo(50);
  // The trial's number comes again, but it is a finalist: half of a training is done, and no trial.
  expect(of(all, { ...child, again: 1 })).toBeCloseTo(45);
  const fresh = [again(4, 1), again(3, 1), again(4, 2), again(3, 2)];
  expect(of(all, { ...child, again: 3 }, fresh)).toBeCloseTo(5);
  expect(of(all, null, [...fresh, again(4, 3)])).toBe(0);
});

test('a finalist takes as long as a child with all of its epochs', () => {
  const trials = [
    trial(1, 2, { budget: 1 }),
    trial(2, 2, { budget: 1 }),
    trial(3, 2, { budget: 1 }),
    trial(4, 8, { budget: settings.epochs, promotedFrom: 1 }),
  ];
  const left = secondsLeft({
    settings: { ...settings, finalists: 1 },
    trials,
    finalists: [],
    current: null,
    training: [],
  });
  expect(left).toBeCloseTo(3 * 8);
});

test('fewer different children than finalists take fewer trainings', () => {
  const same = all.map((one) => ({ ...one, architecture: all[0]!.architecture }));
  expect(finalistsLeft({ settings, trials: same, finalists: [] })).toBe(3);
  expect(finalistsLeft({ settings: { ...settings, finalists: 0 }, trials: all, finalists: [] })).toBe(0);
});

test('of a wave in training each child is done by its own share, and all of them are less to do', () => {
  const training = [child, { ...child, number: 6, step: 5 }];
  const run = { settings, trials: all.slice(0, 3), finalists: [], current: child, training };
  expect(sharesDone(run)).toEqual([0.5, 0, 0.25]);
  // After a reload no step of one that waits was taken here.
  const checkpoint = { learned: 0, strategy: {}, proposed: null, waiting: [trial(run.trials.length + 2, 1)] };
  expect(sharesDone({ ...run, checkpoint })).toEqual([0.5, 1, 0.25]);
  expect(sharesDone({ ...run, trials: all, training: [], current: { ...child, again: 1 } })).toEqual([0.5]);
  const alone = secondsLeft({ ...run, training: [child] })!;
  expect(secondsLeft({ ...run, settings: { ...settings, trials: 6 } })).toBeCloseTo(alone + 20 - 2.5);
});

test('no more of a child is done than all of it', () => {
  expect(shareDone({ current: null })).toBe(0);
  expect(shareDone({ current: { ...child, step: 21 } })).toBe(1);
});
