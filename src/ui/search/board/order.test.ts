import { expect, test } from 'vitest';
import type { Trial } from '../../../search/trial.ts';
import { TINY_SETTINGS } from '../../../settings/testing/tiny.ts';
import { presetOf } from '../../../space/presets.ts';
import { notMeasured } from './groups/deviation.ts';
import { createStandings } from './groups/standing.ts';
import { ordered, pinOf, pinTitle } from './order.ts';

const { architecture } = presetOf('darts-v2');

const trial = (number: number, accuracy: number | null, trainable: number, multiplyAdds: number): Trial => ({
  number,
  architecture,
  status: accuracy === null ? 'failed' : 'trained',
  accuracy,
  reward: accuracy ?? 0,
  trainable,
  multiplyAdds,
  seconds: 1,
  epochs: [],
});

const trials = [trial(1, 0.3, 50, 9), trial(2, null, 10, 1), trial(3, 0.5, 50, 8), trial(4, 0.3, 20, 7)];
const settings = TINY_SETTINGS;
const standing = createStandings(notMeasured).of({ settings, trials, finalists: [] });
const numbers = (order: Parameters<typeof ordered>[1]): number[] =>
  ordered(
    standing.groups.flatMap(({ rows }) => rows),
    order,
  ).map((row) => row.trial.number);

test('rows come in the order asked for; equal ones by accuracy, failed ones last', () => {
  expect(numbers('accuracy')).toEqual([3, 1, 4, 2]);
  expect(numbers('trial')).toEqual([1, 2, 3, 4]);
  expect(numbers('parameters')).toEqual([2, 4, 3, 1]);
  expect(numbers('multiplyAdds')).toEqual([2, 4, 3, 1]);
});

test('a pinned trial keeps a title of its own', () => {
  const first = pinTitle(trials[0]!, settings, []);
  expect(first).toBe('Trial 1, seed 1');
  const pinned = [{ title: first, architecture, accuracy: 0.2 }];
  expect(pinTitle(trials[0]!, settings, pinned)).toBe('Trial 1, seed 1 (2)');
  expect(pinTitle(trials[0]!, { ...settings, dataset: 'synthetic' }, pinned)).toBe(
    'Trial 1, seed 1, synthetic',
  );
});

test('a pin is found by its cells and its accuracy', () => {
  const item = { title: 'a', architecture: { ...architecture }, accuracy: 0.3 };
  expect(pinOf(architecture, 0.3, [item])).toBe(item);
  expect(pinOf(architecture, 0.4, [item])).toBeNull();
  expect(pinOf(presetOf('nasnet-a').architecture, 0.3, [item])).toBeNull();
});
