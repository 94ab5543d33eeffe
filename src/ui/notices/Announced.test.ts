import { expect, test } from 'vitest';
import { liveRun } from '../../run/live.ts';
import { newRun } from '../../run/run.ts';
import type { Trial } from '../../search/trial.ts';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import { presetOf } from '../../space/presets.ts';
import { SPACE } from '../format.ts';
import { endedTrial } from './Announced.tsx';

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

const { settings } = PRESET_SETTINGS.mini;
const empty = newRun({ name: 'One', created: '2026-01-31T12:00:00.000Z', settings });
const after = (id: string, ...trials: Trial[]) => ({ run: liveRun(id, { ...empty, trials }) });

test('a trial that ended is told once, with its rank', () => {
  const one = after('a', trial(1, 0.4));
  const two = after('a', trial(1, 0.4), trial(2, 0.3));
  expect(endedTrial(two, one)).toBe(`Trial 2, rank 2, 30.0${SPACE}% held out`);
  expect(endedTrial(two, two)).toBeNull();
});

test('a run that is opened tells nothing', () => {
  expect(endedTrial(after('b', trial(1, 0.4)), after('a'))).toBeNull();
  expect(endedTrial(after('b', trial(1, 0.4)), { run: null })).toBeNull();
});
