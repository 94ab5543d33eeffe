import { expect, test } from 'vitest';
import { createRandom } from '../../../base/random.ts';
import type { Finalist } from '../../../search/finalists.ts';
import type { Trial } from '../../../search/trial.ts';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { sampleArchitecture } from '../../../space/sample.ts';
import { againInput } from './againInput.ts';

const settings = { ...PRESET_SETTINGS.mini.settings, trials: 4, finalists: 2 };
const random = createRandom(1);

const trials = [0.3, 0.4, 0.38, 0.2].map(
  (accuracy, index): Trial => ({
    number: index + 1,
    architecture: sampleArchitecture(settings, random),
    status: 'trained',
    accuracy,
    reward: accuracy,
    trainable: 1000,
    multiplyAdds: 1000,
    seconds: 1,
    epochs: [],
  }),
);

const again = (trial: number, training: number, accuracy: number | null, images = 5000): Finalist => ({
  trial,
  training,
  status: accuracy === null ? 'failed' : 'trained',
  accuracy,
  judgedOn: 'validation',
  images,
  seconds: 1,
  epochs: [],
});

const told = (done: readonly Finalist[], current: { number: number; again?: number } | null = null) =>
  againInput(settings, trials, done, current, 0.01).again.map((column) => ({
    trial: column.trial,
    values: column.trainings.map(({ value }) => value),
    next: column.next,
    isWinner: column.isWinner,
  }));

test('nothing is trained again before all trials have ended', () => {
  expect(againInput(settings, trials.slice(0, 3), [], null, null).again).toEqual([]);
  expect(againInput({ ...settings, finalists: 0 }, trials, [], null, null).again).toEqual([]);
});

test('finalists wait, train in turn, and the winner once more', () => {
  expect(told([])).toEqual([
    { trial: 2, values: [], next: 'waiting', isWinner: false },
    { trial: 3, values: [], next: 'waiting', isWinner: false },
  ]);
  const first = [again(2, 1, 0.37)];
  expect(told(first, { number: 3, again: 1 }).map(({ next }) => next)).toEqual(['waiting', 'training']);
  // A trial in training is no finalist in training.
  expect(told(first, { number: 3 }).map(({ next }) => next)).toEqual(['waiting', 'waiting']);
  const fresh = [...first, again(3, 1, 0.39), again(2, 2, 0.36), again(3, 2, 0.38)];
  expect(told(fresh)).toEqual([
    { trial: 2, values: [0.37, 0.36], next: 'none', isWinner: false },
    { trial: 3, values: [0.39, 0.38], next: 'waiting', isWinner: true },
  ]);
  expect(told([...fresh, again(3, 3, 0.375)])).toEqual([
    { trial: 3, values: [0.39, 0.38, 0.375], next: 'none', isWinner: true },
    { trial: 2, values: [0.37, 0.36], next: 'none', isWinner: false },
  ]);
});

test('a training that failed has no value, and each is as sure as its own images say', () => {
  const { again: columns } = againInput(
    settings,
    trials,
    [again(2, 1, null), again(3, 1, 0.4, 2000), again(3, 2, 0.4, 5000)],
    null,
    0.01,
  );
  expect(columns[0]?.trainings[0]).toMatchObject({ value: null, whisker: null });
  const [few, many] = columns[1]!.trainings;
  expect(few!.whisker!.images).toBeGreaterThan(many!.whisker!.images);
});

test('a looked-up child has one training more, and a final one', () => {
  const looked = { ...settings, rewards: 'table' } as const;
  const { again: columns, againPlaces } = againInput(
    looked,
    trials,
    [again(2, 1, 0.39), again(3, 1, 0.4)],
    null,
    null,
  );
  expect(againPlaces).toBe(2);
  // The search's best is the winner: what comes after must not choose.
  expect(columns.map(({ trial, isWinner, next }) => [trial, isWinner, next])).toEqual([
    [2, true, 'waiting'],
    [3, false, 'none'],
  ]);
});
